#include "core/report/report_json.h"
#include "core/metrics/has_score.h"

#include <cmath>

#include "core/analysis/slow_step_words.h"
#include "core/files/json_text.h"
#include "core/probe/counters.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json json_of(const Distribution& d) {
  return {{"mean", d.mean}, {"p50", d.p50}, {"p95", d.p95}, {"p99", d.p99}, {"min", d.min}, {"max", d.max}};
}

Json json_of(const RunFacts& f) {
  Json fork = nullptr;
  if (f.fork) fork = {{"parent", f.fork->parent}, {"step", f.fork->step}, {"changes", f.fork->changes}};
  Json model = nullptr;
  if (f.model)
    model = {{"name", f.model->name}, {"sha256", f.model->sha256.empty() ? Json(nullptr) : Json(f.model->sha256)}};
  return {{"planner", f.planner},
          {"model", model},
          {"fork", fork},
          {"challenge", f.challenge},
          {"controller", f.controller},
          {"agents", f.agents},
          {"profile", f.profile},
          {"parameters", f.parameters},
          {"switches", f.switches},
          {"log", f.log},
          {"token", f.token},
          {"type", f.scenario_type},
          {"location", f.location},
          {"iterations", f.iterations},
          {"status", f.status},
          {"message", f.message},
          {"processor", f.processor},
          {"system", f.system},
          {"version", f.program_version},
          {"git_revision", f.git_revision},
          {"build_type", f.build_type},
          {"window", f.window},
          {"warnings", f.warnings}};
}

std::string_view key_of(Stage stage, bool own) { return stage == Stage::kStep && !own ? "step" : stage_key(stage); }

Json json_of(const BreakdownNode& node) {
  Json parts = Json::array();
  for (const BreakdownNode& part : node.parts) parts.push_back(json_of(part));
  return {{"stage", key_of(node.stage, node.own)},
          {"own", node.own},
          {"share", node.share},
          {"share_of_parent", node.share_of_parent},
          {"calls_per_step", node.calls_per_step},
          {"total_ns", json_of(node.total)},
          {"own_ns", json_of(node.self)},
          {"parts", parts}};
}

Json json_of(const StageRow& row) {
  return {{"stage", stage_key(row.stage)},
          {"steps", row.steps},
          {"share", row.share},
          {"own_ns", json_of(row.self)},
          {"total_ns", json_of(row_total(row))}};
}

Json json_of(const StatementCost& q) {
  return {{"statement", q.sql},           {"calls", q.calls},     {"rows", q.rows},
          {"connections", q.connections}, {"repeats", q.repeats}, {"total_ns", q.total_ns}};
}

Json json_of(const Bottleneck& b);
Json json_of(const Surprise& s);
Json json_of(const SlowSwitch& s);
Json json_of(const RunFindings& f);

template <typename Value>
Json list_of(const std::vector<Value>& values) {
  Json list = Json::array();
  for (const Value& value : values) list.push_back(json_of(value));
  return list;
}

Json json_of(const Bottleneck& b) {
  const auto steps_of = [](const std::vector<WorstStep>& steps) {
    Json list = Json::array();
    for (const WorstStep& w : steps)
      list.push_back({{"step", w.step},
                      {"time_s", w.time_s},
                      {"own_ns", w.self_ns},
                      {"wall_ns", w.wall_ns},
                      {"off_cpu_ns", w.off_cpu_ns}});
    return list;
  };
  Json contrasts = Json::array();
  for (const CounterContrast& c : b.contrasts)
    contrasts.push_back(
        {{"counter", c.title}, {"in_worst", c.in_worst}, {"usual", c.usual}, {"correlation", c.correlation}});
  Json json = json_of(b.row);
  json["cause"] = b.cause;
  json["worst_steps"] = steps_of(b.worst);
  json["waiting_steps"] = steps_of(b.waited);
  json["cold_own_ns"] = b.cold_ns;
  json["waiting_share"] = b.waiting_share;
  json["counters"] = contrasts;
  json["statements"] = list_of(b.statements);
  return json;
}

Json json_of(const Surprise& s) {
  return {{"measure", s.expected.measure},
          {"unit", s.measure.unit},
          {s.expected.bound == Bound::kAtMost ? "at_most" : "at_least", s.expected.value},
          {"measured", s.measured ? number(*s.measured) : Json(nullptr)},
          {"ratio", s.measured ? number(s.ratio) : Json(nullptr)},
          {"met", s.met},
          {"sentence", s.sentence}};
}

Json json_of(const SlowSwitch& s) {
  Json saving = nullptr;
  if (s.measured())
    saving = {{"saving_ns", s.saving->saving_ns},
              {"low_ns", s.saving->low_ns},
              {"high_ns", s.saving->high_ns},
              {"pairs", s.saving->pairs},
              {"source", s.saving->source}};
  Json acts_on = Json::array();
  for (const Stage stage : s.scope.stages) acts_on.push_back(stage_key(stage));
  return {{"switch", s.key},
          {"value", s.value},
          {"fast_value", s.fast_value},
          {"acts_on", acts_on},
          {"acts_on_ns", s.scope.acts_on_ns},
          {"no_effect", s.scope.why_no_effect},
          {"measured", saving},
          {"why_not", s.saving ? s.saving->why_not : std::string()}};
}

Json json_of(const CostSplit& s) {
  return {{"framework_ns", s.framework_ns},     {"unaccounted_ns", s.unaccounted_ns},
          {"database_ns", s.database_ns},       {"planner_ns", s.planner_ns},
          {"budget_ns", s.budget_ns},           {"left_at_mean_ns", s.left_at_mean_ns},
          {"left_at_p95_ns", s.left_at_p95_ns}, {"database_assigned", s.database_assigned}};
}

Json json_of(const SlowStep& s, const CostModel& model) {
  return {{"step", s.step},
          {"wall_ns", s.wall_ns},
          {"cpu_ns", s.cpu_ns},
          {"waited", s.waited()},
          {"median_ns", s.median_wall_ns},
          {"expected_ns", s.expected_ns},
          {"sentence", headline(s, model)},
          {"findings", findings(s, model)}};
}

Json slow_steps_json(const RunFindings& f) {
  if (!f.slowest) return nullptr;
  Json beyond = Json::array();
  for (const SlowForComplexity& s : f.slow_for_complexity)
    beyond.push_back({{"step", s.step},
                      {"wall_ns", s.wall_ns},
                      {"expected_ns", s.expected_ns},
                      {"z", number(s.z)},
                      {"waited", s.waiting}});
  return {{"slowest", json_of(*f.slowest, f.cost_model)},
          {"slowest_working", f.slowest_working ? json_of(*f.slowest_working, f.cost_model) : Json(nullptr)},
          {"slow_for_their_complexity", beyond}};
}

Json statistics_json(const RunStatistics& s) {
  Json counters = Json::object();
  for (const CounterText& counter : kCounters) counters[std::string(counter.key)] = s.counters.*counter.value;
  return {{"steps", s.step.count},
          {"step_ns", json_of(s.step)},
          {"step_without_first_ns", json_of(s.step_without_first)},
          {"first_step_ns", s.first_step_ns},
          {"misses_100ms", s.misses_100ms},
          {"misses_1s", s.misses_1s},
          {"longest_miss_streak", s.longest_miss_streak},
          {"real_time_factor", number(s.real_time_factor)},
          {"cpu_share", number(s.cpu_share)},
          {"counters", counters},
          {"stages", list_of(s.stages)}};
}

Json score_json(const std::optional<Scorecard>& card) {
  if (!card) return nullptr;
  Json metrics = Json::object();
  for (const Metric& metric : card->metrics) metrics[metric.name] = metric.score ? Json(*metric.score) : Json(nullptr);
  return {{"final_score", has_score(card) ? Json(card->final_score) : Json(nullptr)}, {"metrics", metrics}};
}

Json json_of(const RunFindings& f) {
  const ProfiledRun& run = f.run();
  Json json{{"source", f.reported.source}, {"facts", json_of(run.facts)}, {"bottom_line", f.bottom_line}};
  json["statistics"] = run.own_steps().empty() ? Json(nullptr) : statistics_json(f.statistics);
  json["breakdown"] = nullptr;
  if (!run.own_steps().empty()) {
    const bool spans = f.breakdown.source == BreakdownSource::kSpans;
    json["breakdown"] = {
        {"source", spans ? "spans" : "self_times"}, {"steps", f.breakdown.steps}, {"root", json_of(f.breakdown.root)}};
  }
  json["split"] = run.own_steps().empty() ? Json(nullptr) : json_of(f.split);
  json["bottlenecks"] = list_of(f.bottlenecks);
  json["slow_steps"] = slow_steps_json(f);
  json["surprises"] = list_of(f.surprises);
  json["slow_switches"] = list_of(f.slow_switches);
  json["statements"] = list_of(run.statements);
  json["score"] = score_json(run.score);
  return json;
}

}  // namespace

std::string report_json(const BottleneckReport& report) {
  Json differences = Json::array();
  for (const Difference& d : report.differences) differences.push_back({{"what", d.what}, {"values", d.values}});
  const Json json{{"format", {{"name", "stepscope report"}, {"version", kVersion}}},
                  {"runs", list_of(report.runs)},
                  {"differences", differences}};
  return json_text(json, 1) + "\n";
}

}  // namespace stepscope
