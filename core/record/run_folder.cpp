#include "core/record/run_folder.h"

#include <system_error>

#include "core/record/text_file.h"

namespace stepscope {

std::string run_folder_name(const AssembledRun& run) {
  const Scenario& scenario = *run.scenario();
  std::string name = scenario.log_name() + "__" + scenario.id().token.hex() + "__" + run.request().planner + "__" +
                     std::string(challenge_key(run.request().challenge));
  if (run.controller() != default_controller(run.request().challenge))
    name += "__" + std::string(controller_key(run.controller()));
  return name;
}

Status write_run_folder(const std::filesystem::path& folder, const RunRecord& record) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) {
    return Error{.file = folder.string(), .place = {}, .field = {}, .reason = "cannot be created: " + code.message()};
  }
  std::filesystem::remove(folder / "manifest.json", code);
  using Writer = std::string (*)(const RunRecord&);
  constexpr std::pair<const char*, Writer> kFiles[] = {
      {"history.json", &history_json},        {"steps.csv", &steps_csv},
      {"queries.csv", &queries_csv},          {"trace.json", &trace_json},
      {"log.msgpack.xz", &simulation_log_xz}, {"manifest.json", &manifest_json}};
  for (const auto& [name, text] : kFiles) {
    if (record.spans == nullptr && text == &trace_json) continue;
    if (Status status = write_file(folder / name, text(record)); !status.ok()) return status;
  }
  return {};
}

}  // namespace stepscope
