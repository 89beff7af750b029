#include "core/ablation/ablation_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/ablation/ablation_text.h"
#include "core/comparison/comparison_words.h"

namespace stepscope {

namespace {

std::string name_of(const AblatedSwitch& what) {
  return what.number > 0 ? fmt::format("{} ({})", what.number, what.title) : what.title;
}

bool certain(const MeasuredEffect& effect, Verdict verdict) {
  return !effect.is_void() && effect.answer.verdict == verdict;
}

void add_estimates(std::vector<std::string>& out, const AblationResult& result, const StepUnit& unit) {
  double sum_ms = 0.0;
  int count = 0;
  for (const AblationRow& row : result.rows)
    if (row.what.estimated_ms) {
      sum_ms += *row.what.estimated_ms;
      ++count;
    }
  if (count == 0 || !result.joint.effect) return;
  const double baseline_ns = result.joint.effect->without_ns;
  if (sum_ms * 1e6 <= baseline_ns) return;
  out.push_back(fmt::format("{} {:.0f} ms per step; a whole step of the baseline takes {} ms.",
                            count == 1 ? std::string("The estimate of the listed one is")
                                       : fmt::format("The estimates of the {} listed ones add up to", count),
                            sum_ms, unit.ms(baseline_ns)));
}

// Rows whose effect alone is of a kind, in one sentence.
void add_rows(std::vector<std::string>& out, const AblationResult& result, Verdict verdict,
              AblationCell AblationRow::*column, const std::string& sentence, const StepUnit& unit) {
  std::string list;
  for (const AblationRow& row : result.rows) {
    const AblationCell& cell = row.*column;
    if (!cell.effect || !certain(*cell.effect, verdict)) continue;
    if (verdict == Verdict::kSlower && cell.effect->corrected_p > kAlpha) continue;  // one of many looks like something
    const double ns = cell.effect->saving.ns;
    list += fmt::format("{}{}, {} ms", list.empty() ? "" : "; ", name_of(row.what),
                        unit.ms(verdict == Verdict::kSlower ? -ns : ns));
  }
  if (!list.empty()) out.push_back(sentence + list + ".");
}

std::string largest(const AblationResult& result, const StepUnit& unit) {
  const AblationRow* best = nullptr;
  for (const AblationRow& row : result.rows)
    if (row.alone.effect && certain(*row.alone.effect, Verdict::kFaster) &&
        (best == nullptr || row.alone.effect->saving.ns > best->alone.effect->saving.ns))
      best = &row;
  if (best == nullptr) return "No switch alone makes the baseline faster beyond doubt.";
  return fmt::format("Of what one switch saves beyond doubt the most is that of {}: {} of {} ms per step.",
                     name_of(best->what), unit.ms(best->alone.effect->saving.ns),
                     unit.ms(best->alone.effect->without_ns));
}

}  // namespace

std::string headline(const AblationResult& result) {
  if (!result.joint.effect)
    return result.runs_done == 0 ? "Nothing was measured yet."
                                 : "Baseline and fast have not run beside each other yet.";
  const MeasuredEffect& joint = *result.joint.effect;
  const StepUnit unit = unit_of(result);
  std::string text = stepscope::headline(joint.answer, {"baseline", "fast"});
  text += fmt::format(" {} ms per step instead of {} ms.", unit.ms(joint.with_ns), unit.ms(joint.without_ns));
  if (joint.is_void()) text += " Their outputs differ, which makes this void.";
  return text;
}

std::string interaction_words(const AblationResult& result) {
  if (!result.interaction) return {};
  const Interaction& both = *result.interaction;
  const StepUnit unit = unit_of(result);
  std::string text = fmt::format(
      "One at a time the {} measured switches of fast save {} ms per step in sum; all together they save {} ms, ",
      both.switches, unit.ms(both.sum_ns), unit.ms(both.joint_ns));
  const double gap = both.difference.ns;
  const auto& interval = both.difference.interval;
  if (interval && interval->contains(0.0))
    text += fmt::format("which is not told apart from the sum (difference {} ms, 95 % interval {}).", unit.ms(gap),
                        unit.ms(*interval));
  else if (gap > 0.0)
    text += fmt::format("{} ms less: some save the same work, which can be saved only once{}.", unit.ms(gap),
                        interval ? " (95 % interval " + unit.ms(*interval) + ")" : "");
  else
    text += fmt::format("{} ms more: some only help where others are on{}.", unit.ms(-gap),
                        interval ? " (95 % interval " + unit.ms({-interval->high, -interval->low}) + ")" : "");
  if (std::ranges::any_of(result.rows, [](const AblationRow& row) {
        return !row.added_to_fast && row.alone.effect && row.alone.effect->is_void();
      }))
    text += " Void ones are among them, so that the sum means little.";
  return text;
}

std::vector<std::string> surprise_words(const AblationResult& result) {
  const StepUnit unit = unit_of(result);
  std::vector<std::string> out;
  add_estimates(out, result, unit);
  if (result.joint.effect) out.push_back(largest(result, unit));
  add_rows(out, result, Verdict::kSlower, &AblationRow::alone, "Alone these make a step slower, by: ", unit);
  add_rows(out, result, Verdict::kSlower, &AblationRow::removed, "In fast these make a step slower, by: ", unit);
  add_rows(out, result, Verdict::kEquivalent, &AblationRow::alone, "Alone these save nothing that matters: ", unit);
  return out;
}

std::vector<std::string> warning_words(const AblationResult& result) {
  std::vector<std::string> out;
  if (!result.complete())
    out.push_back(fmt::format("Not complete: {} of {} runs were made.", result.runs_done, result.runs_planned));
  const double cores = std::max(result.conditions.cores, 1);
  if (const double load = std::max(result.load_before, result.load_after); load > cores)
    out.push_back(fmt::format(
        "The machine was busy: load average {:.1f} before and {:.1f} after on {} cores. Pairs keep the ratios fair; "
        "milliseconds are too high and intervals wide.",
        result.load_before, result.load_after, result.conditions.cores));
  for (const auto& [cell, name] : {std::pair{&result.same_baseline, "baseline"}, std::pair{&result.same_fast, "fast"}})
    if (cell->effect && (certain(*cell->effect, Verdict::kFaster) || certain(*cell->effect, Verdict::kSlower)))
      out.push_back(fmt::format("{} against itself is not equal (ratio {}): differences of that size mean nothing.",
                                name, ratio_text(cell->effect->answer.total.ratio)));
  if (result.drift && result.drift->certain())
    out.push_back(
        fmt::format("The machine drifted: a run at the end took {} of one at the beginning; pairs run beside each "
                    "other, so that it stays out of the ratios.",
                    ratio_text(result.drift->end_to_begin)));
  const auto add_void = [&out](const std::string& name, const AblationCell& cell) {
    if (cell.effect && cell.effect->is_void())
      out.push_back(
          fmt::format("{}: void. {} (scenario {})", name, cell.effect->output.words, cell.effect->output.scenario));
  };
  for (const AblationRow& row : result.rows) {
    add_void(name_of(row.what) + ", alone", row.alone);
    add_void(name_of(row.what) + (row.added_to_fast ? ", added to fast" : ", removed from fast"), row.removed);
    add_void("everything up to " + name_of(row.what), row.cumulative);
  }
  add_void("baseline against fast", result.joint);
  add_void("baseline against itself", result.same_baseline);
  add_void("fast against itself", result.same_fast);
  return out;
}

std::vector<std::string> condition_words(const AblationConditions& c) {
  std::string driver = fmt::format("{}, {}", c.planner, c.challenge);
  if (!c.controller.empty()) driver += ", controller " + c.controller;
  if (!c.agents.empty()) driver += ", agents " + c.agents;
  for (const auto& [name, value] : c.parameters) driver += fmt::format(", {}={}", name, value);
  std::vector<std::string> out{driver + "."};
  for (const AblationConditions::Case& scenario : c.scenarios)
    out.push_back(fmt::format("Scenario {} ({}) of log {}, map {}, {} steps.", scenario.token, scenario.type,
                              scenario.log, scenario.location, scenario.steps));
  out.push_back(fmt::format("{}, {} cores, {}; version {} ({}), {}.", c.processor, c.cores, c.system, c.program_version,
                            c.git_revision, c.build_type));
  return out;
}

std::vector<std::string> method_words(const AblationResult& result) {
  const AblationConditions& c = result.conditions;
  return {
      fmt::format("{} pairs of whole runs per comparison and scenario, fixed beforehand; order by seed {}. A round has "
                  "every comparison once, in random order; every run stands directly beside a run of its reference "
                  "(baseline or fast), before it in one round and after it in the next.",
                  c.pairs, c.seed),
      "Time of a run: its loop and waiting for its log at the end, per step. Preparation (assembling, reading ahead) "
      "is "
      "told apart and part of no ratio. Warm-up runs are not counted.",
      "Ratio: geometric mean of the pairs' ratios, time with over time without. Interval (95 %) and p: sign flips of "
      "the "
      "pairs. Faster and slower are said beyond the noise floor only: what baseline or fast against itself comes out "
      "as, "
      "by the spread of all pairs in 1 session of 2000. The corrected p (Holm) is for the number of switches of a "
      "column. No "
      "effect: within ± 1 % for certain.",
      "A saving is positive where having it on takes less time, also where it was measured by removing it from fast.",
      "After every pair egos, objects and plans of both runs are compared, with rasters once per comparison; "
      "a speed-up between outputs that differ beyond what the switch promises is void."};
}

}  // namespace stepscope
