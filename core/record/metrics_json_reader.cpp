#include <fstream>
#include <iterator>
#include <limits>

#include "core/record/json_text.h"
#include "core/record/metrics_json.h"

namespace stepscope {

namespace {

using Json = nlohmann::ordered_json;

// What is wrong, without the file: thrown inside this file only.
struct Fault {
  std::string place, field, reason;
};

// A JSON object together with the words for its place, so that a fault can name it.
class Node {
 public:
  Node(const Json& json, std::string place) : json_(json), place_(std::move(place)) {
    if (!json.is_object()) throw Fault{.place = place_, .field = {}, .reason = "is not an object"};
  }

  const Json& json() const { return json_; }
  const Json& at(const char* field) const {
    const auto it = json_.find(field);
    if (it == json_.end()) fail(field, "is missing");
    return *it;
  }
  double number(const char* field) const { return number_of(at(field), field); }
  double number_of(const Json& value, const std::string& field) const {
    if (value.is_number()) return value.get<double>();
    if (value == "inf") return std::numeric_limits<double>::infinity();
    if (value == "-inf") return -std::numeric_limits<double>::infinity();
    if (value == "nan") return std::numeric_limits<double>::quiet_NaN();
    fail(field, "is not a number");
  }
  std::int64_t integer(const char* field) const {
    const Json& value = at(field);
    if (!value.is_number_integer()) fail(field, "is not a whole number");
    return value.get<std::int64_t>();
  }
  std::string text(const char* field) const {
    const Json& value = at(field);
    if (!value.is_string()) fail(field, "is not a text");
    return value.get<std::string>();
  }
  const Json& list(const char* field) const {
    const Json& value = at(field);
    if (!value.is_array()) fail(field, "is not a list");
    return value;
  }
  std::vector<double> numbers(const char* field) const {
    std::vector<double> out;
    for (const Json& value : list(field)) out.push_back(number_of(value, field));
    return out;
  }
  [[noreturn]] void fail(const std::string& field, std::string reason) const {
    throw Fault{.place = place_, .field = field, .reason = std::move(reason)};
  }
  const std::string& place() const { return place_; }

 private:
  const Json& json_;
  std::string place_;
};

MapLayer layer_of(const Node& node, const std::string& name) {
  for (int number = 0; number <= static_cast<int>(MapLayer::kRoadblockConnector); ++number)
    if (layer_name(static_cast<MapLayer>(number)) == name && !name.empty()) return static_cast<MapLayer>(number);
  node.fail("layer", "\"" + name + "\" is not a map layer");
}

Culprit culprit_of(const Json& json, const std::string& place) {
  if (json.is_null()) return NoCulprit{};
  const Node node(json, place + ", culprit");
  const std::string kind = node.text("kind");
  if (kind == "map") return MapCulprit{.layer = layer_of(node, node.text("layer")), .id = node.integer("id")};
  if (kind != "object") node.fail("kind", "\"" + kind + "\" is neither object nor map");
  const auto track = Token::from_hex(node.text("track"));
  if (!track) node.fail("track", "is not 16 hex digits");
  return *track;
}

MetricViolation violation_of(const Node& node) {
  return {.step = static_cast<int>(node.integer("step")),
          .last_step = static_cast<int>(node.integer("last_step")),
          .what = node.text("what"),
          .culprit = culprit_of(node.at("culprit"), node.place()),
          .value = node.number("value"),
          .threshold = node.number("threshold"),
          .unit = node.text("unit"),
          .score_without = node.number("score_without"),
          .final_score_without = node.number("final_score_without")};
}

MetricSeries series_of(const Node& node) {
  MetricSeries series{.unit = node.text("unit"), .times = {}, .values = node.numbers("values")};
  for (const Json& time : node.list("time_stamps")) {
    if (!time.is_number_integer()) node.fail("time_stamps", "is not a list of whole numbers");
    series.times.push_back({time.get<std::int64_t>()});
  }
  if (series.times.size() != series.values.size()) node.fail("values", "are not as many as the times");
  return series;
}

Metric metric_of(const std::string& name, const Json& json) {
  const Node node(json, "metric " + name);
  Metric metric{.name = name, .score_unit = node.text("score_unit"), .score_so_far = node.numbers("score_so_far")};
  if (!node.at("score").is_null()) metric.score = node.number("score");
  const Node statistics(node.at("statistics"), node.place() + ", statistics");
  for (const auto& [key, value] : statistics.json().items()) {
    MetricStatistic statistic{.name = key, .value = false};
    if (value.is_boolean()) {
      statistic.value = value.get<bool>();
    } else if (value.is_number_integer()) {
      statistic.value = value.get<std::int64_t>();
    } else {
      statistic.value = statistics.number_of(value, key);
    }
    metric.statistics.push_back(std::move(statistic));
  }
  if (!node.at("series").is_null()) metric.series = series_of(Node(node.at("series"), node.place() + ", series"));
  for (const Json& violation : node.list("violations"))
    metric.violations.push_back(violation_of(Node(violation, node.place() + ", violations")));
  if (node.json().contains("error")) metric.error = node.text("error");
  return metric;
}

Scorecard card_of(const Json& json) {
  const Node node(json, "");
  Scorecard card;
  const std::string set = node.text("set");
  if (set != "closed-loop" && set != "open-loop") node.fail("set", "\"" + set + "\" is not a set of metrics");
  card.set = set == "closed-loop" ? MetricSet::kClosedLoop : MetricSet::kOpenLoop;
  card.final_score = node.number("final_score");
  const Node metrics(node.at("metrics"), "metrics");
  for (const auto& [name, metric] : metrics.json().items()) card.metrics.push_back(metric_of(name, metric));
  return card;
}

}  // namespace

Result<Scorecard> parse_metrics_json(const std::string& text, const std::filesystem::path& file) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return Error{.file = file.string(), .place = {}, .field = {}, .reason = "is not JSON"};
  try {
    return card_of(json);
  } catch (const Fault& fault) {
    return Error{.file = file.string(), .place = fault.place, .field = fault.field, .reason = fault.reason};
  }
}

Result<Scorecard> read_metrics_json(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{.file = file.string(), .place = {}, .field = {}, .reason = "cannot be read"};
  return parse_metrics_json(std::string(std::istreambuf_iterator<char>(in), {}), file);
}

}  // namespace stepscope
