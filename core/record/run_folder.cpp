#include "core/record/run_folder.h"

#include <system_error>

#include "core/assembly/run_score.h"
#include "core/files/text_file.h"
#include "core/record/metrics_json.h"

namespace stepscope {

namespace {

Status write_metrics(const std::filesystem::path& folder, const RunRecord& record) {
  std::optional<Scorecard> computed;
  if (record.score == nullptr) computed = score_run(record.run);
  const Scorecard* card = record.score != nullptr ? record.score : computed ? &*computed : nullptr;
  if (card == nullptr) return {};  // no step, no score
  std::vector<SimTime> times;
  const RunTape& tape = record.run.tape();
  for (std::size_t k = 0; k < tape.size(); ++k) times.push_back(tape.frame(k)->ego.time);
  return write_file(folder / "metrics.json", metrics_json(*card, times));
}

}  // namespace

std::string run_folder_name(const std::string& log, Token token, const RunRequest& request) {
  std::string name =
      log + "__" + token.hex() + "__" + request.planner + "__" + std::string(challenge_key(request.challenge));
  const ControllerKind usual = default_controller(request.challenge);
  if (const ControllerKind chosen = request.controller.value_or(usual); chosen != usual)
    name += "__" + std::string(controller_key(chosen));
  if (request.challenge == Challenge::kClosedLoopReactiveAgents && request.agents != AgentRules::kReference)
    name += "__" + std::string(agents_key(request.agents)) + "-agents";
  return name;
}

std::string run_folder_name(const AssembledRun& run) {
  return run_folder_name(run.scenario()->log_name(), run.scenario()->id().token, run.request());
}

void forget_earlier_run(const std::filesystem::path& folder) {
  std::error_code code;
  for (const char* name : {"manifest.json", "metrics.json", "history.json", "trace.json", kLogFile, "report.md",
                           "report.html", "statements.csv"})
    std::filesystem::remove(folder / name, code);
}

Status write_run_folder(const std::filesystem::path& folder, const RunRecord& record) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) {
    return Error{.file = folder.string(), .place = {}, .field = {}, .reason = "cannot be created: " + code.message()};
  }
  if (!record.log) forget_earlier_run(folder);
  if (Status status = write_metrics(folder, record); !status.ok()) return status;
  struct File {
    const char* name;
    std::string (*text)(const RunRecord&);
    bool written;
  };
  const bool all = record.files == FilesKept::kAll;
  const File files[] = {{"history.json", &history_json, all},
                        {"steps.csv", &steps_csv, true},
                        {"queries.csv", &queries_csv, true},
                        {"statements.csv", &statements_csv, all},
                        {"trace.json", &trace_json, all && record.spans != nullptr}};
  for (const File& file : files) {
    if (!file.written) continue;
    if (Status status = write_file(folder / file.name, file.text(record)); !status.ok()) return status;
  }
  if (all && !record.log) {
    if (const auto log = write_simulation_log(record.run, folder / kLogFile); !log.ok()) return log.error();
  }
  return write_file(folder / "manifest.json", manifest_json(record));
}

}  // namespace stepscope
