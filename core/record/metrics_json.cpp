#include "core/record/metrics_json.h"

#include <cmath>

#include "core/files/json_text.h"

namespace stepscope {

namespace {

using Json = nlohmann::ordered_json;

Json number_json(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0.0 ? "inf" : "-inf";
  return value;
}

Json numbers_json(const std::vector<double>& values) {
  Json out = Json::array();
  for (const double value : values) out.push_back(number_json(value));
  return out;
}

Json culprit_json(const Culprit& culprit) {
  if (const auto* track = std::get_if<Token>(&culprit)) return {{"kind", "object"}, {"track", track->hex()}};
  if (const auto* map = std::get_if<MapCulprit>(&culprit))
    return {{"kind", "map"}, {"layer", layer_name(map->layer)}, {"id", map->id}};
  return nullptr;
}

Json violation_json(const MetricViolation& violation, std::span<const SimTime> times) {
  const auto step = static_cast<std::size_t>(violation.step);
  Json out{{"step", violation.step},
           {"last_step", violation.last_step},
           {"time_us", step < times.size() ? Json(times[step].us) : Json(nullptr)}};
  out["what"] = violation.what;
  out["culprit"] = culprit_json(violation.culprit);
  out["value"] = number_json(violation.value);
  out["threshold"] = number_json(violation.threshold);
  out["unit"] = violation.unit;
  out["score_without"] = number_json(violation.score_without);
  out["final_score_without"] = number_json(violation.final_score_without);
  return out;
}

Json statistic_json(const MetricStatistic& statistic) {
  if (const auto* verdict = std::get_if<bool>(&statistic.value)) return *verdict;
  if (const auto* count = std::get_if<std::int64_t>(&statistic.value)) return *count;
  return number_json(std::get<double>(statistic.value));
}

Json metric_json(const Metric& metric, std::span<const SimTime> sample_times) {
  Json out{{"score", metric.score ? number_json(*metric.score) : Json(nullptr)}, {"score_unit", metric.score_unit}};
  out["statistics"] = Json::object();
  for (const MetricStatistic& statistic : metric.statistics)
    out["statistics"][statistic.name] = statistic_json(statistic);
  out["series"] = nullptr;
  if (metric.series) {
    Json times = Json::array();
    for (const SimTime time : metric.series->times) times.push_back(time.us);
    out["series"] = {
        {"unit", metric.series->unit}, {"time_stamps", times}, {"values", numbers_json(metric.series->values)}};
  }
  out["score_so_far"] = numbers_json(metric.score_so_far);
  out["violations"] = Json::array();
  for (const MetricViolation& violation : metric.violations)
    out["violations"].push_back(violation_json(violation, sample_times));
  if (!metric.error.empty()) out["error"] = metric.error;
  return out;
}

}  // namespace

std::string metrics_json(const Scorecard& card, std::span<const SimTime> sample_times) {
  Json scores = Json::object(), multipliers = Json::array(), weights = Json::object(), metrics = Json::object();
  for (const Metric& metric : card.metrics) {
    metrics[metric.name] = metric_json(metric, sample_times);
    if (!metric.score) continue;
    scores[metric.name] = number_json(*metric.score);
    if (card.is_multiplier(metric.name)) {
      multipliers.push_back(metric.name);
    } else {
      weights[metric.name] = card.weight_of(metric.name);
    }
  }
  const Json all{{"scores", scores},
                 {"final_score", number_json(card.final_score)},
                 {"set", card.set == MetricSet::kClosedLoop ? "closed-loop" : "open-loop"},
                 {"multipliers", multipliers},
                 {"weights", weights},
                 {"metrics", metrics}};
  return json_text(all) + "\n";
}

}  // namespace stepscope
