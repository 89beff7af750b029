#include "app/cli/explain_json.h"

#include <array>
#include <string>

#include "core/analysis/slow_step_words.h"
#include "core/rerun/rerun_words.h"

namespace stepscope::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 6> kCauses{"ordinary",   "cold_start",         "waiting",
                                             "complexity", "for_its_complexity", "scatter"};
constexpr std::array<const char*, 5> kRangeCauses{"ordinary", "one_step", "waiting", "complexity",
                                                  "for_its_complexity"};
constexpr std::array<const char*, 5> kModelVerdicts{"too_few_steps", "nothing_varies", "explains_nothing",
                                                    "cannot_be_separated", "explained"};
constexpr std::array<const char*, 5> kRerunVerdicts{"void", "ordinary", "slow_input", "cold_caches", "slow_moment"};

template <typename Enum, std::size_t N>
const char* key_of(const std::array<const char*, N>& keys, Enum value) {
  return keys[static_cast<std::size_t>(value)];
}

Json coefficient_json(const RobustFit::Coefficient& c) {
  return {{"ns", c.value}, {"low_ns", c.low}, {"high_ns", c.high}};
}

Json cost_json(const CostModel& model, const StageCost& cost) {
  Json json{{"stage", &cost == &model.step ? "whole_step" : std::string(stage_key(cost.stage))},
            {"verdict", key_of(kModelVerdicts, cost.verdict)},
            {"text", cost_words(model, cost)},
            {"median_ns", cost.median_ns},
            {"spread_ns", cost.spread_ns}};
  if (!cost.fit) return json;
  json["r2"] = cost.fit->r2;
  json["base"] = coefficient_json(cost.fit->coefficients[0]);
  Json per = Json::object();
  for (std::size_t j = 0; j < cost.counters.size(); ++j)
    per[std::string(cost.counters[j]->key)] = coefficient_json(cost.fit->coefficients[j + 1]);
  json["per"] = std::move(per);
  return json;
}

Json sample_json(const std::vector<StepTiming>& sample) {
  const Distribution d = walls_in(sample);
  Json walls = Json::array();
  for (const StepTiming& step : sample) walls.push_back(step.wall_ns);
  return {{"count", d.count}, {"p50_ns", d.p50}, {"p95_ns", d.p95},
          {"min_ns", d.min},  {"max_ns", d.max}, {"wall_ns", std::move(walls)}};
}

}  // namespace

Json slow_step_json(const SlowStep& slow, const CostModel& model) {
  Json json{{"step", slow.step},
            {"steps", slow.steps},
            {"cause", key_of(kCauses, slow.cause)},
            {"headline", headline(slow, model)},
            {"findings", findings(slow, model)},
            {"wall_ns", slow.wall_ns},
            {"cpu_ns", slow.cpu_ns},
            {"median_wall_ns", slow.median_wall_ns},
            {"expected_ns", slow.expected_ns},
            {"z", slow.z ? Json(*slow.z) : Json(nullptr)},
            {"rank", slow.rank}};
  for (const CounterDifference& d : slow.counters)
    json["counters"].push_back(
        {{"counter", d.counter->key}, {"value", d.value}, {"median", d.median}, {"rank", d.rank}});
  for (const StageDifference& d : slow.stages)
    json["stages"].push_back({{"stage", stage_key(d.stage)},
                              {"self_ns", d.self_ns},
                              {"median_ns", d.median_ns},
                              {"expected_ns", d.expected_ns},
                              {"rank", d.rank}});
  return json;
}

Json slow_range_json(const SlowRange& range, const CostModel& model) {
  Json json{
      {"first", range.range.first},  {"last", range.range.last},           {"cause", key_of(kRangeCauses, range.cause)},
      {"headline", headline(range)}, {"findings", findings(range, model)}, {"steps", range.inside},
      {"others", range.outside},     {"mean_ns", range.inside_ns},         {"others_mean_ns", range.outside_ns},
      {"longest", range.longest}};
  json["counters"] = Json::array();
  for (const SlowRange::Counter& c : range.counters)
    json["counters"].push_back({{"counter", c.counter->key}, {"mean", c.inside}, {"others_mean", c.outside}});
  json["stages"] = Json::array();
  for (const SlowRange::StageTime& s : range.stages)
    json["stages"].push_back(
        {{"stage", stage_key(s.stage)}, {"self_mean_ns", s.inside_ns}, {"others_self_mean_ns", s.outside_ns}});
  return json;
}

Json cost_model_json(const CostModel& model) {
  Json stages = Json::array({cost_json(model, model.step)});
  for (const StageCost& cost : model.stages) stages.push_back(cost_json(model, cost));
  return {{"steps", model.steps}, {"stages", std::move(stages)}, {"left_out", left_out_words(model)}};
}

Json rerun_json(const RerunResult& result) {
  Json stages = Json::array();
  for (const RerunStage& stage : stages_of(result))
    stages.push_back({{"stage", stage_key(stage.stage)},
                      {"recorded_ns", stage.recorded_ns},
                      {"cold_p50_ns", stage.cold.p50},
                      {"cold_p95_ns", stage.cold.p95},
                      {"warm_p50_ns", stage.warm.p50},
                      {"warm_p95_ns", stage.warm.p95}});
  const auto pace = pace_of(result);
  return {{"verdict", key_of(kRerunVerdicts, verdict_of(result))},
          {"pace", pace ? Json(*pace) : Json()},
          {"text", verdict_words(result)},
          {"method", method_words(result)},
          {"recorded_ns", result.recorded.wall_ns},
          {"cold", sample_json(result.cold)},
          {"warm", sample_json(result.warm)},
          {"stages", std::move(stages)}};
}

}  // namespace stepscope::cli
