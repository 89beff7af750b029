#include "core/ablation/ablation_json.h"

#include "core/ablation/ablation_text.h"
#include "core/ablation/ablation_words.h"
#include "core/comparison/comparison_words.h"

namespace stepscope {

namespace {

using Json = nlohmann::ordered_json;

Json ms_of(const std::optional<Interval>& ns) {
  return ns ? Json::array({ns->low * 1e-6, ns->high * 1e-6}) : Json(nullptr);
}

Json json_of(const OutputGate& gate) {
  Json json = {{"state", output_word(gate.state)}, {"words", gate.words}, {"scenario", gate.scenario}};
  json["first_step"] = gate.first_step ? Json(*gate.first_step) : Json(nullptr);
  return json;
}

Json json_of(const AblationCell& cell) {
  if (!cell.effect) return {{"measured", false}, {"why_not", cell.why_not}};
  const MeasuredEffect& e = *cell.effect;
  const auto& ratio = e.answer.total.interval;
  return {{"measured", true},
          {"pairs", e.answer.total.pairs},
          {"without_ms", e.without_ns * 1e-6},
          {"with_ms", e.with_ns * 1e-6},
          {"saving_ms", e.saving.ns * 1e-6},
          {"saving_interval_ms", ms_of(e.saving.interval)},
          {"ratio", e.answer.total.ratio},
          {"ratio_interval", ratio ? Json::array({ratio->low, ratio->high}) : Json(nullptr)},
          {"p", e.answer.total.p},
          {"corrected_p", e.corrected_p},
          {"verdict", verdict_title(e.answer.verdict)},
          {"floor", e.answer.floor ? Json(*e.answer.floor) : Json(nullptr)},
          {"void", e.is_void()},
          {"words", effect_word(e)},
          {"processor_ratio", e.processor ? Json(e.processor->ratio) : Json(nullptr)},
          {"processor_saving_ms", e.processor_saving.ns * 1e-6},
          {"processor_saving_interval_ms", ms_of(e.processor_saving.interval)},
          {"preparation_ms", e.preparation_ns * 1e-6},
          {"output", json_of(e.output)}};
}

Json json_of(const AblationRow& row) {
  return {{"number", row.what.number},
          {"title", row.what.title},
          {"phase", row.what.phase()},
          {"switch", row.what.key},
          {"off", row.what.off},
          {"on", row.what.on},
          {"estimate_ms", row.what.estimated_ms ? Json(*row.what.estimated_ms) : Json(nullptr)},
          {"alone", json_of(row.alone)},
          {row.added_to_fast ? "added_to_fast" : "removed_from_fast", json_of(row.removed)},
          {"cumulative", json_of(row.cumulative)}};
}

Json json_of(const AblationConditions& c) {
  Json scenarios = Json::array();
  for (const AblationConditions::Case& s : c.scenarios)
    scenarios.push_back(
        {{"token", s.token}, {"type", s.type}, {"log", s.log}, {"location", s.location}, {"steps", s.steps}});
  return {{"planner", c.planner},
          {"challenge", c.challenge},
          {"controller", c.controller},
          {"agents", c.agents},
          {"parameters", c.parameters},
          {"scenarios", std::move(scenarios)},
          {"pairs", c.pairs},
          {"seed", c.seed},
          {"processor", c.processor},
          {"cores", c.cores},
          {"system", c.system},
          {"program_version", c.program_version},
          {"git_revision", c.git_revision},
          {"build_type", c.build_type}};
}

Json json_of(const std::optional<Interaction>& both) {
  if (!both) return nullptr;
  return {{"switches", both->switches},
          {"sum_ms", both->sum_ns * 1e-6},
          {"joint_ms", both->joint_ns * 1e-6},
          {"difference_ms", both->difference.ns * 1e-6},
          {"difference_interval_ms", ms_of(both->difference.interval)}};
}

}  // namespace

Json ablation_json(const AblationResult& result) {
  Json rows = Json::array();
  for (const AblationRow& row : result.rows) rows.push_back(json_of(row));
  return {{"kind", "stepscope ablation"},
          {"version", 1},
          {"headline", headline(result)},
          {"complete", result.complete()},
          {"conditions", json_of(result.conditions)},
          {"rows", std::move(rows)},
          {"joint", json_of(result.joint)},
          {"same_baseline", json_of(result.same_baseline)},
          {"same_fast", json_of(result.same_fast)},
          {"interaction", json_of(result.interaction)},
          {"interaction_words", interaction_words(result)},
          {"surprises", surprise_words(result)},
          {"warnings", warning_words(result)},
          {"method", method_words(result)},
          {"runs", {{"done", result.runs_done}, {"planned", result.runs_planned}, {"seconds", result.seconds}}},
          {"load_average", {{"before", result.load_before}, {"after", result.load_after}}}};
}

}  // namespace stepscope
