#include "tests/reference/golden_run.h"

#include <algorithm>
#include <set>

#include "core/map/gpkg_reader.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace stepscope::test {

namespace {

namespace fs = std::filesystem;

bool can_make(const std::string& name) {
  const auto has = [&name](const char* part) { return name.find(part) != std::string::npos; };
  return has("__simple__") || has("__idm__") || has("__log_future__");
}

Challenge challenge_of(const std::string& name) {
  if (name == "open_loop_boxes") return Challenge::kOpenLoopBoxes;
  return name == "closed_loop_reactive" ? Challenge::kClosedLoopReactiveAgents
                                        : Challenge::kClosedLoopNonreactiveAgents;
}

void collect(const fs::path& folder, const fs::path& data_root, std::set<std::string>& known,
             std::vector<GoldenRun>& out) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string file = entry.path().filename().string();
    const std::string name = file.substr(0, file.find(".json"));
    if (can_make(name) && known.insert(name).second)
      out.push_back({.name = name, .file = entry.path(), .data_root = data_root});
  }
}

}  // namespace

std::vector<GoldenRun> golden_runs() {
  std::vector<GoldenRun> runs;
  std::set<std::string> known;
  collect(data_folder() / "golden" / "sims", mini_root(), known, runs);
  if (const auto shared = shared_folder()) collect(*shared / "golden" / "sims", *shared / "data", known, runs);
  std::sort(runs.begin(), runs.end(), [](const GoldenRun& a, const GoldenRun& b) { return a.name < b.name; });
  return runs;
}

Result<LoadedGoldenRun> load(const GoldenRun& run) {
  LoadedGoldenRun loaded;
  loaded.content = read_json(run.file);
  const nlohmann::json& header = loaded.content.at("header");
  loaded.request.planner = header.at("planner") == "log_future" ? "log-future" : header.at("planner");
  loaded.request.challenge = challenge_of(header.at("challenge"));
  if (header.at("controller") == "perfect") loaded.request.controller = ControllerKind::kPerfectTracking;

  auto content = read_map(run.data_root / "maps", header.at("map_name"));
  if (!content.ok()) return content.error();
  auto map = RoadMap::build(std::move(content).value());
  if (!map.ok()) return map.error();
  const ScenarioExtraction extraction{
      .duration_s = header.at("duration_s"), .offset_s = header.at("offset_s"), .subsample = header.at("subsample")};
  const ScenarioId id{.db = run.data_root / header.at("db").get<std::string>(),
                      .token = Token::from_hex(header.at("token").get<std::string>()).value_or(Token{})};
  auto scenario = Scenario::load(id, header.at("scenario_type"), extraction, map.value());
  if (!scenario.ok()) return scenario.error();
  loaded.scenario = scenario.value();
  return loaded;
}

}  // namespace stepscope::test
