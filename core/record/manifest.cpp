#include "core/files/json_text.h"
#include "core/learning/model_contract.h"
#include "core/map/gpkg_reader.h"
#include "core/planning/planner_list.h"
#include "core/record/build_info.h"
#include "core/record/file_hash.h"
#include "core/record/profiled_run_of.h"
#include "core/record/run_record.h"
#include "core/record/statement_log_json.h"

namespace stepscope {

namespace {

using Json = nlohmann::ordered_json;

enum class Hashes { kNotYet, kComputed };

Json hashed_file(const std::filesystem::path& file, Hashes hashes) {
  Json sha256 = nullptr;
  if (hashes == Hashes::kComputed)
    if (auto hash = sha256_of_file(file); hash.ok()) sha256 = std::move(hash).value();
  std::error_code code;
  const std::filesystem::path path = std::filesystem::absolute(file, code);
  return {{"name", file.filename().string()}, {"sha256", sha256}, {"path", path.string()}};
}

Json profile_json(const EngineProfile& profile) {
  Json switches = Json::object();
  for (const ProfileSwitch& s : switches_of(profile)) switches[s.key] = s.value;
  return {{"name", profile.name}, {"switches", switches}};
}

Json model_json(const PlannerModel& model, Hashes hashes) {
  const ModelContract& contract = model.contract.contract;
  Json json = model.file.empty() ? Json{{"name", model.name}} : hashed_file(model.file, hashes);
  json["contract"] = {{"name", contract.name}, {"assumed", model.contract.assumed}};
  if (!model.file.empty() && !model.contract.assumed)
    json["contract"]["sha256"] = hashed_file(side_entry_of(model.file), hashes)["sha256"];
  if (!model.network) return json;
  const NetworkFacts& network = *model.network;
  json["network"] = {{"mode", mode_name(network.options.mode)},
                     {"threads", network.threads},
                     {"device", network.device},
                     {"library", network.library},
                     {"parameters", network.parameters},
                     {"load_ms", static_cast<double>(network.load_ns) * 1e-6},
                     {"warm_up_ms", static_cast<double>(network.warm_up_ns) * 1e-6}};
  return json;
}

Json fork_json(const ForkOrigin& fork) {
  Json before = Json::array();
  for (const ForkStretch& stretch : fork.before)
    before.push_back({{"end", stretch.end},
                      {"controller", stretch.controller},
                      {"tracker", stretch.tracker},
                      {"agents", stretch.agents}});
  return {{"parent", fork.parent},
          {"step", fork.step},
          {"planner_begins", fork.planner_begins},
          {"changes", fork.changes},
          {"before", before}};
}

std::vector<std::string> warnings_of(const AssembledRun& run) {
  const auto of_scenario = run.scenario()->warnings();
  std::vector<std::string> warnings(of_scenario.begin(), of_scenario.end());
  for (std::string& note : run.notes()) warnings.push_back(std::move(note));
  return warnings;
}

Json status_json(const RunOutcome& outcome) {
  Json status{{"status", outcome.key()}, {"steps", outcome.steps}};
  if (outcome.status == RunStatus::kFailed) {
    status["failed_step"] = outcome.steps;
    status["message"] = outcome.error.text();
  }
  return status;
}

struct Kept {
  WindowState window;
  TrajectoriesKept trajectories;
  FilesKept files;
};

Json map_json(const RoadMap& map, const RoadMap& loaded) {
  Json json{{"load_ns", loaded.load_ns()}};
  if (!map.is_on_demand()) return json;
  json["read"] = Json::array();
  for (const MapReading& reading : map.readings())
    json["read"].push_back({{"layers", map_group_name(reading.group)},
                            {"step", reading.step},
                            {"rows", reading.rows},
                            {"ns", reading.ns}});
  return json;
}

Json log_json(const AssembledRun& run, const LogEnd& log) {
  EngineProfile written = run.profile();
  written.log = log.writing;
  for (const ProfileSwitch& s : switches_of(written))
    if (s.key == "log") return {{"writing", s.value}, {"wait_ns", log.wait_ns}, {"bytes", log.bytes}};
  return nullptr;
}

// Of every statement what its executions do not count.
Json connections_apart_json(const StatementLedger& ledger) {
  const StatementLog log = ledger.log();
  std::map<std::string, std::int64_t> opened;
  for (const StatementCost& cost : ledger.costs()) opened[cost.sql] = cost.connections;
  for (const StatementExecution& e : log.executions)
    opened[log.texts[static_cast<std::size_t>(e.statement)].sql] -= e.connections;
  Json list = Json::array();
  for (std::size_t i = 0; i < log.texts.size(); ++i)
    if (const std::int64_t apart = opened[log.texts[i].sql]; apart > 0)
      list.push_back({{"statement", i}, {"connections", apart}});
  return list;
}

Json manifest_of(const AssembledRun& run, const Kept& kept, Hashes hashes) {
  const Scenario& scenario = *run.scenario();
  const ScenarioExtraction& cut = scenario.extraction();
  const PlannerEntry* planner = find_planner(run.request().planner);
  const BuildInfo& build = build_info();
  const MachineInfo& machine = machine_info();
  Json manifest;
  manifest["format"] = {{"name", "stepscope run"}, {"version", 1}};
  manifest["scenario"] = {{"token", scenario.id().token.hex()},  {"type", scenario.type()},
                          {"log", scenario.log_name()},          {"location", scenario.map_name()},
                          {"iterations", scenario.iterations()}, {"start_us", scenario.time(0).us},
                          {"duration_s", cut.duration_s},        {"offset_s", cut.offset_s},
                          {"subsample", cut.subsample},          {"step_interval_s", mean_step_interval_s(scenario)}};
  manifest["request"] = {{"planner", run.request().planner},
                         {"challenge", challenge_key(run.request().challenge)},
                         {"controller", controller_key(run.controller())},
                         {"parameters", run.request().parameters},
                         {"agents", agents_key(run.request().agents)},
                         {"planner_knows_the_future", planner != nullptr && planner->oracle}};
  manifest["profile"] = profile_json(run.profile());
  if (run.fork()) manifest["fork"] = fork_json(*run.fork());
  manifest["seeds"] = Json::object();  // nothing random takes part in these runs
  manifest["files"] = {{"db", hashed_file(scenario.id().db, hashes)},
                       {"map", hashed_file(scenario.map().file(), hashes)}};
  manifest["map"] = map_json(run.map(), scenario.map());
  if (const PlannerModel* model = run.model()) manifest["model"] = model_json(*model, hashes);
  manifest["program"] = {{"version", build.version},
                         {"git_revision", build.git_revision},
                         {"compiler", build.compiler},
                         {"build_type", build.build_type}};
  manifest["machine"] = {{"processor", machine.processor},
                         {"cores", machine.cores},
                         {"memory_gib", machine.memory_gib},
                         {"system", machine.system}};
  manifest["kept"] = {{"files", kept.files == FilesKept::kAll ? "all" : "scores"},
                      {"trajectories", kept.trajectories == TrajectoriesKept::kAll ? "all" : "tenth"}};
  manifest["window"] = kept.window == WindowState::kAttached ? "attached" : "none";
  manifest["warnings"] = warnings_of(run);
  manifest["loading"] = statement_log_json(scenario.loading());
  return manifest;
}

}  // namespace

std::string manifest_json(const RunRecord& record) {
  const Kept kept{.window = record.window, .trajectories = record.trajectories, .files = record.files};
  Json manifest = manifest_of(record.run, kept, Hashes::kComputed);
  manifest.update(status_json(record.outcome));
  manifest["connections_apart"] = connections_apart_json(record.run.ledger());
  if (record.log) {
    manifest["log"] = log_json(record.run, *record.log);
    if (!record.log->note.empty()) manifest["warnings"].push_back(record.log->note);
  }
  return json_text(manifest, 1) + "\n";
}

std::string begun_manifest_json(const AssembledRun& run, WindowState window) {
  const Kept kept{.window = window, .trajectories = TrajectoriesKept::kAll, .files = FilesKept::kAll};
  Json manifest = manifest_of(run, kept, Hashes::kNotYet);
  manifest.update({{"status", "running"}, {"steps", 0}});
  return json_text(manifest, 1) + "\n";
}

}  // namespace stepscope
