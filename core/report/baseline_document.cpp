#include "core/report/baseline_document.h"

#include <fmt/format.h>

#include "core/comparison/comparison_words.h"
#include "core/files/json_text.h"
#include "core/pairing/time_source_key.h"
#include "core/report/number_text.h"

namespace stepscope {

namespace {

using Json = nlohmann::ordered_json;

std::string title_of(TimeSource source) {
  if (source.stage == Stage::kStep) return source.kind == TimeKind::kTotal ? "step" : "unaccounted";
  return std::string(stage_title(source.stage));
}

std::string ratio_text(const std::optional<LevelRatio>& ratio) {
  return ratio ? fmt::format("{:.3f}", ratio->ratio) : "–";
}
std::string interval_text(const std::optional<LevelRatio>& ratio) {
  if (!ratio || !ratio->interval) return "–";
  return fmt::format("{:.3f} to {:.3f}", ratio->interval->low, ratio->interval->high);
}

std::string headline_of(const BaselineFindings& f) {
  if (!f.comparison)
    return fmt::format("{} runs of {} per scenario, measured alone.", f.b.scenarios.front().runs.size(), f.name);
  const LevelRatio& total = f.comparison->total;
  return fmt::format("{} takes {} ({}; {} runs then, {} now).", f.name,
                     against_words(total.ratio, "time", "the baseline"), interval_text(total), f.comparison->runs_a,
                     f.comparison->runs_b);
}

constexpr const char* kNotInTurn =
    "The runs of the baseline were made at another time, not in turn with these: whatever else differs between then "
    "and "
    "now (heat, other programs, updates) is in the ratio, and no interval knows of it. Hence there is no verdict.";

Table times_table(const BaselineFindings& f) {
  Table table{.columns = {{"", Align::kLeft}, {"baseline"}, {f.name}, {"ratio"}, {"95 %"}}, .rows = {}};
  const BaselineComparison& c = *f.comparison;
  table.rows.push_back({.cells = {"total of a run", duration_text(c.total.a_ns), duration_text(c.total.b_ns),
                                  ratio_text(c.total), interval_text(c.total)},
                        .strong = true});
  for (const StageRatio& stage : c.stages)
    table.rows.push_back({.cells = {title_of(stage.source), duration_text(stage.a_ns), duration_text(stage.b_ns),
                                    ratio_text(stage.ratio), interval_text(stage.ratio)},
                          .indent = stage.source.kind == TimeKind::kSelf ? 1 : 0});
  return table;
}

Table scenarios_table(const BaselineFindings& f) {
  Table table{
      .columns = {{"scenario", Align::kLeft}, {"type", Align::kLeft}, {"steps"}, {"runs"}, {"total, mean"}, {"score"}},
      .rows = {}};
  for (const ScenarioLevels& s : f.b.scenarios) {
    double total = 0.0;
    for (const RunLevel& run : s.runs) total += static_cast<double>(run.total_ns) / static_cast<double>(s.runs.size());
    table.rows.push_back(
        {.cells = {s.facts.token, s.facts.scenario_type, std::to_string(s.steps), std::to_string(s.runs.size()),
                   duration_text(total), s.score ? fmt::format("{:.4g}", *s.score) : "–"}});
  }
  return table;
}

Json ratio_json(const std::optional<LevelRatio>& ratio) {
  if (!ratio) return nullptr;
  Json interval = nullptr;
  if (ratio->interval) interval = Json::array({ratio->interval->low, ratio->interval->high});
  return {{"ratio", ratio->ratio}, {"interval", interval}, {"a_ns", ratio->a_ns}, {"b_ns", ratio->b_ns}};
}

}  // namespace

Document baseline_document(const BaselineFindings& f) {
  Document document{.title = f.comparison ? f.name + " against a baseline" : f.name + " alone", .blocks = {}};
  auto& out = document.blocks;
  out.emplace_back(Heading{1, document.title});
  out.emplace_back(Paragraph{headline_of(f), Tone::kLead});
  for (const GateResult& gate : f.gates)
    out.emplace_back(Paragraph{gate_words(gate) + ".", gate.passed ? Tone::kNormal : Tone::kWarning});
  if (f.stopped) out.emplace_back(Paragraph{"The measurement was stopped.", Tone::kWarning});
  if (f.comparison) {
    out.emplace_back(Paragraph{kNotInTurn});
    Table table{.columns = {{"differs", Align::kLeft}, {"baseline", Align::kLeft}, {"now", Align::kLeft}}, .rows = {}};
    for (const RunDifference& d : f.differences)
      table.rows.push_back({.cells = {d.what, d.a.empty() ? "–" : d.a, d.b.empty() ? "–" : d.b}, .strong = true});
    if (!f.differences.empty()) {
      out.emplace_back(Paragraph{"Conditions differ between then and now:", Tone::kWarning});
      out.emplace_back(std::move(table));
    }
    out.emplace_back(Heading{2, "Where the time goes"});
    out.emplace_back(times_table(f));
  }
  out.emplace_back(Heading{2, "Scenarios"});
  out.emplace_back(scenarios_table(f));
  return document;
}

std::string baseline_json(const BaselineFindings& f) {
  Json gates = Json::array(), scenarios = Json::array(), stages = Json::array(), differences = Json::array();
  bool passed = true;
  for (const GateResult& gate : f.gates) {
    passed = passed && gate.passed;
    gates.push_back({{"gate", gate.gate.text},
                     {"passed", gate.passed},
                     {"value", gate.measured ? Json(gate.measured->value) : Json(nullptr)},
                     {"certain", !gate.uncertain},
                     {"words", gate_words(gate)}});
  }
  for (const ScenarioLevels& s : f.b.scenarios) {
    Json totals = Json::array();
    for (const RunLevel& run : s.runs) totals.push_back(run.total_ns);
    scenarios.push_back({{"token", s.facts.token},
                         {"type", s.facts.scenario_type},
                         {"steps", s.steps},
                         {"score", s.score ? Json(*s.score) : Json(nullptr)},
                         {"totals_ns", totals}});
  }
  if (f.comparison)
    for (const StageRatio& stage : f.comparison->stages)
      stages.push_back({{"time", time_source_key(stage.source)},
                        {"a_ns", stage.a_ns},
                        {"b_ns", stage.b_ns},
                        {"ratio", ratio_json(stage.ratio)}});
  for (const RunDifference& d : f.differences) differences.push_back({{"what", d.what}, {"a", d.a}, {"b", d.b}});
  const Json total = f.comparison ? ratio_json(f.comparison->total) : Json(nullptr);
  return json_text(Json{{"format", "stepscope comparison"},
                        {"version", 1},
                        {"source", f.comparison ? "baseline" : "alone"},
                        {"b", f.name},
                        {"headline", headline_of(f)},
                        {"interleaved", false},
                        {"total", total},
                        {"stages", stages},
                        {"gates", gates},
                        {"gates_passed", passed},
                        {"differences", differences},
                        {"scenarios", scenarios},
                        {"stopped", f.stopped}},
                   1);
}

}  // namespace stepscope
