#include "core/pairing/stored_baseline.h"

#include "core/files/json_node.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/pairing/time_source_key.h"
#include "core/record/manifest_facts.h"

namespace stepscope {

namespace {

using Json = JsonNode::Json;
constexpr const char* kFormat = "stepscope baseline";
constexpr int kVersion = 1;

Json run_json(const RunLevel& run) {
  Json stages = Json::array();
  for (const StageLevel& level : run.stages)
    stages.push_back({{"time", time_source_key(level.source)},
                      {"mean", level.mean},
                      {"p50", level.p50},
                      {"p95", level.p95},
                      {"p99", level.p99},
                      {"max", level.max}});
  return {{"total_ns", run.total_ns}, {"before_ns", run.before_ns}, {"steps_ns", run.steps_ns}, {"stages", stages}};
}

Json scenario_json(const ScenarioLevels& scenario) {
  Json runs = Json::array();
  for (const RunLevel& run : scenario.runs) runs.push_back(run_json(run));
  return {{"manifest", Json::parse(scenario.manifest)},
          {"steps", scenario.steps},
          {"score", scenario.score ? Json(*scenario.score) : Json(nullptr)},
          {"runs", runs}};
}

std::string element(const std::string& list, std::size_t i) { return list + "[" + std::to_string(i) + "]"; }

TimeSource source_in(const JsonNode& node) {
  const std::string key = node.text("time");
  if (const auto source = time_source_from_key(key)) return *source;
  node.fail("time", "there is no stage \"" + key + "\"");
}

double time_in(const JsonNode& node, const char* field) {
  const double ns = node.number(field);
  if (!(ns >= 0.0 && ns < 1e18)) node.fail(field, "is no time");
  return ns;
}

StageLevel stage_from(const JsonNode& node) {
  return {.source = source_in(node),
          .mean = time_in(node, "mean"),
          .p50 = time_in(node, "p50"),
          .p95 = time_in(node, "p95"),
          .p99 = time_in(node, "p99"),
          .max = time_in(node, "max")};
}

RunLevel run_from(const JsonNode& node) {
  RunLevel run;
  run.total_ns = static_cast<std::int64_t>(time_in(node, "total_ns"));
  if (run.total_ns <= 0) node.fail("total_ns", "is not above 0");
  run.before_ns = static_cast<std::int64_t>(time_in(node, "before_ns"));
  for (const Json& step : node.list("steps_ns")) run.steps_ns.push_back(node.integer_of(step, "steps_ns"));
  const Json& stages = node.list("stages");
  for (std::size_t i = 0; i < stages.size(); ++i)
    run.stages.push_back(stage_from(JsonNode(stages[i], node.place() + ", " + element("stages", i))));
  return run;
}

ScenarioLevels scenario_from(const JsonNode& node) {
  ScenarioLevels out;
  take_facts(node.child("manifest"), out.facts);
  out.manifest = json_text(node.at("manifest"));
  out.steps = node.count("steps");
  if (!node.at("score").is_null()) out.score = node.number("score");
  const Json& runs = node.list("runs");
  if (runs.empty()) node.fail("runs", "is empty");
  for (std::size_t i = 0; i < runs.size(); ++i)
    out.runs.push_back(run_from(JsonNode(runs[i], node.place() + ", " + element("runs", i))));
  return out;
}

WayLevels levels_from(const JsonNode& root) {
  if (root.text("format") != kFormat) root.fail("format", "is not \"" + std::string(kFormat) + "\"");
  if (root.integer("version") != kVersion) root.fail("version", "is of another version of this program");
  WayLevels out;
  if (root.json().contains("logs")) {  // older ones do not say it
    const Json& logs = root.at("logs");
    if (!logs.is_boolean()) root.fail("logs", "is not true or false");
    out.logs = logs.get<bool>();
  }
  const Json& scenarios = root.list("scenarios");
  if (scenarios.empty()) root.fail("scenarios", "is empty");
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    out.scenarios.push_back(scenario_from(JsonNode(scenarios[i], element("scenarios", i))));
  return out;
}

}  // namespace

Status write_baseline(const std::filesystem::path& file, const WayLevels& levels) {
  Json scenarios = Json::array();
  for (const ScenarioLevels& scenario : levels.scenarios)
    if (!scenario.runs.empty()) scenarios.push_back(scenario_json(scenario));
  Json root{{"format", kFormat}, {"version", kVersion}};
  if (levels.logs) root["logs"] = *levels.logs;
  root["scenarios"] = std::move(scenarios);
  return write_file(file, json_text(root, 1));
}

Result<WayLevels> read_baseline(const std::filesystem::path& file) {
  const auto text = read_file(file);
  if (!text.ok()) return text.error();
  const auto json = parse_json(text.value(), file);
  if (!json.ok()) return json.error();
  try {
    return levels_from(JsonNode(json.value(), {}));
  } catch (const JsonFault& fault) {
    return fault.in(file);
  }
}

}  // namespace stepscope
