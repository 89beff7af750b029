#include "core/files/json_node.h"
#include "core/files/text_file.h"
#include "core/record/metrics_json.h"

namespace stepscope {

namespace {

using Json = JsonNode::Json;

MapLayer layer_of(const JsonNode& node, const std::string& name) {
  for (int number = 0; number <= static_cast<int>(MapLayer::kRoadblockConnector); ++number)
    if (layer_name(static_cast<MapLayer>(number)) == name && !name.empty()) return static_cast<MapLayer>(number);
  node.fail("layer", "\"" + name + "\" is not a map layer");
}

Culprit culprit_of(const Json& json, const std::string& place) {
  if (json.is_null()) return NoCulprit{};
  const JsonNode node(json, place + ", culprit");
  const std::string kind = node.text("kind");
  if (kind == "map") return MapCulprit{.layer = layer_of(node, node.text("layer")), .id = node.integer("id")};
  if (kind != "object") node.fail("kind", "\"" + kind + "\" is neither object nor map");
  const auto track = Token::from_hex(node.text("track"));
  if (!track) node.fail("track", "is not 16 hex digits");
  return *track;
}

MetricViolation violation_of(const JsonNode& node) {
  return {.step = node.count("step"),
          .last_step = node.count("last_step"),
          .what = node.text("what"),
          .culprit = culprit_of(node.at("culprit"), node.place()),
          .value = node.number("value"),
          .threshold = node.number("threshold"),
          .unit = node.text("unit"),
          .score_without = node.number("score_without"),
          .final_score_without = node.number("final_score_without")};
}

MetricSeries series_of(const JsonNode& node) {
  MetricSeries series{.unit = node.text("unit"), .times = {}, .values = node.numbers("values")};
  for (const Json& time : node.list("time_stamps")) series.times.push_back({node.integer_of(time, "time_stamps")});
  if (series.times.size() != series.values.size()) node.fail("values", "are not as many as the times");
  return series;
}

Metric metric_of(const std::string& name, const Json& json) {
  const JsonNode node(json, "metric " + name);
  Metric metric{.name = name, .score_unit = node.text("score_unit"), .score_so_far = node.numbers("score_so_far")};
  if (!node.at("score").is_null()) metric.score = node.number("score");
  const JsonNode statistics = node.child("statistics");
  for (const auto& [key, value] : statistics.json().items()) {
    MetricStatistic statistic{.name = key, .value = false};
    if (value.is_boolean()) {
      statistic.value = value.get<bool>();
    } else if (value.is_number_integer()) {
      statistic.value = statistics.integer_of(value, key);
    } else {
      statistic.value = statistics.number_of(value, key);
    }
    metric.statistics.push_back(std::move(statistic));
  }
  if (!node.at("series").is_null()) metric.series = series_of(node.child("series"));
  for (const Json& violation : node.list("violations"))
    metric.violations.push_back(violation_of(JsonNode(violation, node.place() + ", violations")));
  metric.error = node.text_or("error", "");
  return metric;
}

Scorecard card_of(const Json& json) {
  const JsonNode node(json, "");
  Scorecard card;
  const std::string set = node.text("set");
  if (set != "closed-loop" && set != "open-loop") node.fail("set", "\"" + set + "\" is not a set of metrics");
  card.set = set == "closed-loop" ? MetricSet::kClosedLoop : MetricSet::kOpenLoop;
  card.final_score = node.number("final_score");
  const JsonNode metrics = node.child("metrics");
  for (const auto& [name, metric] : metrics.json().items()) card.metrics.push_back(metric_of(name, metric));
  return card;
}

}  // namespace

Result<Scorecard> parse_metrics_json(const std::string& text, const std::filesystem::path& file) {
  const auto json = parse_json(text, file);
  if (!json.ok()) return json.error();
  try {
    return card_of(json.value());
  } catch (const JsonFault& fault) {
    return fault.in(file);
  }
}

Result<Scorecard> read_metrics_json(const std::filesystem::path& file) {
  const auto text = read_file(file);
  if (!text.ok()) return text.error();
  return parse_metrics_json(text.value(), file);
}

}  // namespace stepscope
