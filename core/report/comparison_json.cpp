#include <cmath>

#include "core/files/json_text.h"
#include "core/metrics/has_score.h"
#include "core/pairing/output_words.h"
#include "core/pairing/time_source_key.h"
#include "core/report/comparison_document.h"

namespace stepscope {

namespace {

using Json = nlohmann::ordered_json;
constexpr int kVersion = 1;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

template <typename T>
Json optional(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json interval_json(const std::optional<Interval>& interval) {
  return interval ? Json::array({number(interval->low), number(interval->high)}) : Json(nullptr);
}

Json ratio_json(const std::optional<RatioEstimate>& ratio) {
  if (!ratio) return nullptr;
  return {{"ratio", number(ratio->ratio)},
          {"interval", interval_json(ratio->interval)},
          {"p", ratio->p},
          {"log_sd", ratio->log_sd},
          {"pairs", ratio->pairs}};
}

// "interval": it contains 1; "floor": it does not, but A against itself comes out as much apart.
Json inconclusive_because(const Answer& answer) {
  if (answer.verdict != Verdict::kInconclusive) return nullptr;
  return answer.within_floor() ? "floor" : "interval";
}

Json answer_json(const Answer& answer) {
  return {{"verdict", verdict_title(answer.verdict)},
          {"refusal", answer.refusal},
          {"total", ratio_json(answer.total)},
          {"equivalence_interval", Json::array({number(answer.equivalence.low), number(answer.equivalence.high)})},
          {"inconclusive_because", inconclusive_because(answer)},
          {"floor", optional(answer.floor)},
          {"delta", answer.delta},
          {"a_ns", answer.a_ns},
          {"b_ns", answer.b_ns}};
}

Json greatest_json(const Greatest& greatest) { return {{"value", number(greatest.value)}, {"step", greatest.step}}; }

Json departure_json(const Departure* departure) {
  if (departure == nullptr) return nullptr;
  return {{"step", departure->step},
          {"part", output_part_title(departure->part)},
          {"what", departure->what},
          {"same_input", departure->same_input}};
}

Json outputs_json(const OutputDifference& d, OutputVerdict verdict, const PairPromise& promise) {
  Json parts = Json::object();
  for (const OutputPart part : {OutputPart::kEgo, OutputPart::kObjects, OutputPart::kPlan}) {
    const MotionDifference& m = d.of(part);
    parts[std::string(output_part_title(part))] = {{"position_m", greatest_json(m.position_m)},
                                                   {"heading_rad", greatest_json(m.heading_rad)},
                                                   {"speed_mps", greatest_json(m.speed_mps)}};
  }
  Json rasters = nullptr;
  if (d.rasters)
    rasters = {
        {"share", d.rasters->share}, {"worst_share", d.rasters->worst_share}, {"worst_step", d.rasters->worst_step}};
  return {{"verdict", output_verdict_key(verdict)},
          {"words", output_headline(d, promise)},
          {"first_beyond", departure_json(d.first_beyond())},
          {"first_inexact", departure_json(d.inexact ? &*d.inexact : nullptr)},
          {"greatest", parts},
          {"rasters", rasters}};
}

Json tolerance_json(const PairPromise& promise) {
  const OutputTolerance& t = promise.tolerance;
  constexpr std::array<const char*, 3> kKinds{"equal", "within-tolerance", "none"};
  return {{"kind", kKinds[static_cast<std::size_t>(promise.kind)]},
          {"position_m", t.position_m},
          {"heading_rad", t.heading_rad},
          {"speed_mps", t.speed_mps},
          {"score", t.score},
          {"raster_share", t.raster_share},
          {"reasons", t.reasons}};
}

Json score_json(const std::optional<Scorecard>& card) {
  return has_score(card) ? Json(card->final_score) : Json(nullptr);
}

Json scenarios_json(const PairFindings& f) {
  Json out = Json::array();
  for (std::size_t i = 0; i < f.scenarios.size(); ++i) {
    const PairedScenario& s = f.scenarios[i];
    Json entry{{"token", s.facts_a.token},
               {"type", s.facts_a.scenario_type},
               {"log", s.facts_a.log},
               {"location", s.facts_a.location},
               {"steps", s.steps},
               {"score_a", score_json(s.score_a)},
               {"score_b", score_json(s.score_b)}};
    entry["outputs"] = f.why_no_outputs.empty() ? outputs_json(s.outputs, s.verdict, f.promise) : Json(nullptr);
    for (const ScenarioRatio& ratio : f.comparison.scenarios)
      if (ratio.scenario == static_cast<int>(i)) {
        entry["pairs"] = ratio.pairs;
        entry["ratio"] = number(ratio.ratio);
      }
    out.push_back(std::move(entry));
  }
  return out;
}

Json stages_json(const RunComparison& c) {
  Json out = Json::array();
  for (const StageComparison& s : c.stages)
    out.push_back({{"time", time_source_key(s.source)},
                   {"a_ns", s.a_ns},
                   {"b_ns", s.b_ns},
                   {"ratio", ratio_json(s.ratio)},
                   {"difference_ns", s.difference.difference_ns},
                   {"difference_interval_ns", interval_json(s.difference.interval)},
                   {"p", s.p},
                   {"corrected_p", s.corrected_p},
                   {"floor", c.floor ? optional(c.floor->of(s.source)) : Json(nullptr)}});
  return out;
}

Json run_json(const MeasuredRun& run) {
  return {{"total_ns", run.total_ns()},     {"loop_ns", run.loop_ns},   {"after_ns", run.after_ns},
          {"before_ns", run.before_ns},     {"began_ns", run.began_ns}, {"processor_ns", processor_ns(run)},
          {"steps_ns", walls_of(run.steps)}};
}

Json pairs_json(const PairFindings& f) {
  Json out = Json::array();
  for (const RunPair& pair : f.pairs)
    out.push_back({{"scenario", pair.scenario},
                   {"first", pair.order == PairOrder::kAFirst ? "a" : "b"},
                   {"a", run_json(pair.a)},
                   {"b", run_json(pair.b)}});
  return out;
}

Json gates_json(const PairFindings& f) {
  Json out = Json::array();
  for (const GateResult& gate : f.gates)
    out.push_back({{"gate", gate.gate.text},
                   {"passed", gate.passed},
                   {"value", gate.measured ? number(gate.measured->value) : Json(nullptr)},
                   {"interval", gate.measured ? interval_json(gate.measured->interval) : Json(nullptr)},
                   {"certain", !gate.uncertain},
                   {"words", gate_words(gate)}});
  return out;
}

Json differences_json(const PairFindings& f) {
  constexpr std::array<const char*, 3> kKinds{"request", "switch", "environment"};
  Json out = Json::array();
  for (const RunDifference& d : f.differences)
    out.push_back({{"what", d.what},
                   {"kind", kKinds[static_cast<std::size_t>(d.kind)]},
                   {"a", d.a},
                   {"b", d.b},
                   {"disturbs", disturbs(d, f.differences)}});
  return out;
}

}  // namespace

std::string comparison_json(const PairFindings& f) {
  const RunComparison& c = f.comparison;
  const bool measured = f.source == PairFindings::Source::kMeasured;
  Json tails = Json::array(), misses = Json::array();
  for (const TailComparison& t : c.tails)
    tails.push_back({{"quantile", t.q}, {"a_ns", t.a_ns}, {"b_ns", t.b_ns}, {"ratio", ratio_json(t.ratio)}});
  for (const PairedMisses& m : c.misses)
    misses.push_back({{"budget_ns", m.budget_ns},
                      {"both", m.both},
                      {"only_a", m.only_a},
                      {"only_b", m.only_b},
                      {"neither", m.neither}});
  Json out{{"format", "stepscope comparison"},
           {"version", kVersion},
           {"source", measured ? "measured" : "stored"},
           {"a", f.names.a},
           {"b", f.names.b},
           {"headline", findings_headline(f)},
           {"void", f.is_void()},
           {"answer", answer_json(c.answer)},
           {"metric", c.answer.metric == MeasuredTime::kProcessor ? "processor" : "total"},
           {"processor",
            {{"ratio", ratio_json(c.processor.ratio)},
             {"waiting_a", c.processor.waiting_a},
             {"waiting_b", c.processor.waiting_b}}},
           {"outputs", f.why_no_outputs.empty() ? Json(output_verdict_key(f.outputs())) : Json(nullptr)},
           {"why_no_outputs", f.why_no_outputs},
           {"promise", tolerance_json(f.promise)},
           {"gates", gates_json(f)},
           {"gates_passed", f.gates_passed()},
           {"differences", differences_json(f)},
           {"scenarios", scenarios_json(f)},
           {"stages", stages_json(c)},
           {"tails", tails},
           {"misses", misses},
           {"stopped", f.stopped},
           {"problems", f.problems},
           {"notes", f.notes},
           {"handicap", f.handicap}};
  if (measured) {
    out["floor"] =
        c.floor ? Json{{"share", optional(c.floor->total)}, {"same", answer_json(c.floor->same)}} : Json(nullptr);
    out["detectable"] = optional(c.detectable);
    out["pairs_for_wish"] = {
        {"effect", c.wished_effect}, {"pairs", c.pairs_for_wish}, {"same_pairs", c.same_pairs_for_wish()}};
    out["order"] = {{"second_to_first", number(c.order.second_to_first)},
                    {"interval", interval_json(c.order.interval)},
                    {"a_first", c.order.a_first},
                    {"b_first", c.order.b_first}};
    out["drift"] = {{"end_to_begin", number(c.drift.end_to_begin)}, {"interval", interval_json(c.drift.interval)}};
    out["unsteady"] = optional(f.unsteady);
    out["warnings"] = warning_words(c, f.names);
    out["next_steps"] = next_step_words(c, f.names);
    out["handicap_words"] = handicap_words(f);
    out["seed"] = f.seed;
    out["pairs_planned"] = f.pairs_planned;
  }
  out["pairs"] = pairs_json(f);
  return json_text(out, 1);
}

}  // namespace stepscope
