#include "tests/core/metrics/golden_metrics.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/map/gpkg_reader.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"
#include "tests/support/golden_states.h"

namespace stepscope::test {

namespace {

namespace fs = std::filesystem;

void collect(const fs::path& folder, const std::string& part, const fs::path& data_root, std::set<std::string>& known,
             std::vector<GoldenMetrics>& out) {
  if (!fs::exists(folder)) return;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string file = entry.path().filename().string();
    const std::string name = file.substr(0, file.find(".json"));
    if (name.find(part) != std::string::npos && known.insert(name).second)
      out.push_back({.name = name,
                     .file = entry.path(),
                     .data_root = name.starts_with("synthetic-mini") ? mini_root() : data_root});
  }
}

double number(const nlohmann::json& value) {
  return value.is_string() ? (value.get<std::string>() == "-inf" ? -kNoCollision : kNoCollision) : value.get<double>();
}

bool near(double actual, double expected, double tolerance) {
  return actual == expected || std::abs(actual - expected) <= tolerance;
}

struct Text {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return std::isfinite(value) ? nlohmann::json(value).dump() : "inf"; }
};

bool equal(const MetricStatistic& statistic, const nlohmann::json& expected) {
  if (const bool* value = std::get_if<bool>(&statistic.value))
    return expected.is_boolean() && expected.get<bool>() == *value;
  if (const std::int64_t* value = std::get_if<std::int64_t>(&statistic.value))
    return expected.is_number_integer() && expected.get<std::int64_t>() == *value;
  const double value = std::get<double>(statistic.value);
  return (expected.is_number_float() || expected.is_string()) && near(value, number(expected), 1e-6);
}

void compare_series(const Metric& metric, const nlohmann::json& expected, std::vector<std::string>& out) {
  if (metric.series.has_value() != expected.contains("series")) {
    out.push_back("series is there in one only");
    return;
  }
  if (!metric.series) return;
  const nlohmann::json& series = expected.at("series");
  if (metric.series->unit != series.at("unit").get<std::string>()) out.push_back("unit " + metric.series->unit);
  const auto& values = series.at("values");
  if (metric.series->values.size() != values.size() || metric.series->times.size() != values.size()) {
    out.push_back("length of the series");
    return;
  }
  int wrong = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const bool same = near(metric.series->values[k], number(values[k]), 1e-6) &&
                      metric.series->times[k].us == series.at("time_stamps")[k].get<std::int64_t>();
    if (!same && ++wrong < 4)
      out.push_back("series[" + std::to_string(k) + "] " + Text()(metric.series->values[k]) + " instead of " +
                    values[k].dump());
  }
}

}  // namespace

std::vector<GoldenMetrics> golden_metrics() {
  std::vector<GoldenMetrics> all;
  std::set<std::string> known;
  collect(data_folder() / "golden" / "sims", "__closed_loop_nonreactive", mini_root(), known, all);
  if (const auto shared = shared_folder()) {
    collect(*shared / "golden" / "sims", "__closed_loop_nonreactive", *shared / "data", known, all);
    collect(*shared / "golden" / "metric_histories", "", *shared / "data", known, all);
  }
  std::ranges::sort(all, {}, &GoldenMetrics::name);
  return all;
}

Result<LoadedGoldenMetrics> load(const GoldenMetrics& golden) {
  LoadedGoldenMetrics loaded;
  loaded.content = read_json(golden.file);
  const nlohmann::json& header = loaded.content.at("header");
  const ScenarioExtraction extraction{.duration_s = header.at("duration_s"),
                                      .offset_s = header.value("offset_s", 0.0),
                                      .subsample = header.value("subsample", 0.5)};
  const ScenarioId id{.db = golden.data_root / header.at("db").get<std::string>(),
                      .token = Token::from_hex(header.at("token").get<std::string>()).value_or(Token{})};
  const auto without_map = Scenario::load(id, "unknown", extraction, nullptr);
  if (!without_map.ok()) return without_map.error();
  auto content = read_map(golden.data_root / "maps", without_map.value()->map_name());
  if (!content.ok()) return content.error();
  auto map = RoadMap::build(std::move(content).value());
  if (!map.ok()) return map.error();
  auto scenario = Scenario::load(id, "unknown", extraction, map.value());
  if (!scenario.ok()) return scenario.error();
  loaded.scenario = scenario.value();
  for (const auto& state : loaded.content.at("ego")) {
    const int k = static_cast<int>(loaded.samples.size());
    if (k >= loaded.scenario->iterations()) return make_error("more states than iterations");
    loaded.samples.push_back({.ego = ego_from(state), .objects = loaded.scenario->iteration(k).objects});
  }
  return loaded;
}

std::vector<std::string> differences(const Metric& metric, const nlohmann::json& expected) {
  std::vector<std::string> out;
  if (!metric.error.empty()) out.push_back("error " + metric.error);
  if (metric.name != expected.at("name").get<std::string>()) out.push_back("name");
  const nlohmann::json& score = expected.at("score");
  if (metric.score.has_value() == score.is_null() || (metric.score && !near(*metric.score, score.get<double>(), 1e-9)))
    out.push_back("score " + (metric.score ? Text()(*metric.score) : "none") + " instead of " + score.dump());
  const nlohmann::json& unit = expected.at("score_unit");
  if (metric.score_unit != (unit.is_null() ? "" : unit.get<std::string>())) out.push_back("unit " + metric.score_unit);
  const nlohmann::json& statistics = expected.at("statistics");
  if (metric.statistics.size() != statistics.size()) out.push_back("number of statistics");
  for (const MetricStatistic& statistic : metric.statistics) {
    const std::string text = statistic.name + " " + std::visit(Text(), statistic.value);
    if (!statistics.contains(statistic.name)) {
      out.push_back(text + ", which the reference does not have");
    } else if (!equal(statistic, statistics.at(statistic.name))) {
      out.push_back(text + " instead of " + statistics.at(statistic.name).dump());
    }
  }
  compare_series(metric, expected, out);
  return out;
}

std::string case_name(const GoldenMetrics& golden) {
  std::string name = golden.name;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

}  // namespace stepscope::test
