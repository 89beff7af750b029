#include "core/ablation/ablation_tally.h"

#include <algorithm>
#include <map>

#include "core/ablation/pair_list.h"
#include "core/comparison/holm.h"
#include "core/comparison/noise_floor.h"

namespace stepscope {

namespace {

using Pairs = std::vector<TimedPair>;

double per_step(const RunTimes& run) { return static_cast<double>(run.total_ns()) / std::max(run.steps, 1); }

double processor_per_step(const RunTimes& run) {
  return static_cast<double>(run.processor_ns) / std::max(run.steps, 1);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t n = values.size();
  return n == 0 ? 0.0 : 0.5 * (values[(n - 1) / 2] + values[n / 2]);
}

Saving saving_of(const DifferenceEstimate& difference) {
  Saving saving{.ns = -difference.difference_ns, .interval = std::nullopt};
  if (difference.interval) saving.interval = Interval{-difference.interval->high, -difference.interval->low};
  return saving;
}

OutputGate worst_of(const Pairs& pairs) {
  OutputGate worst;
  for (const TimedPair& pair : pairs)
    if (pair.output.state > worst.state) worst = pair.output;
  return worst;
}

Answer answer_of_runs(const Pairs& pairs) {
  std::vector<PairTimes> totals;
  for (const TimedPair& pair : pairs)
    totals.push_back({.a = static_cast<double>(pair.a.total_ns()),
                      .b = static_cast<double>(pair.b.total_ns()),
                      .weight = weight_of(pair, pairs),
                      .scenario = pair.scenario});
  return answer_of(totals);
}

// The same arm twice.
Answer answer_of_same(const Pairs& pairs) {
  Answer answer = answer_of_runs(pairs);
  const auto floor = own_floor(answer.total);
  return held_against(std::move(answer), floor);
}

MeasuredEffect effect_of(const Pairs& pairs, Answer answer) {
  std::vector<PairTimes> steps, processor;
  std::vector<double> preparation;
  double weights = 0.0;
  MeasuredEffect effect;
  for (const TimedPair& pair : pairs) {
    const double weight = weight_of(pair, pairs);
    steps.push_back({per_step(pair.a), per_step(pair.b), weight, pair.scenario});
    processor.push_back({processor_per_step(pair.a), processor_per_step(pair.b), weight, pair.scenario});
    preparation.push_back(static_cast<double>(pair.b.before_ns - pair.a.before_ns));
    effect.without_ns += weight * steps.back().a;
    effect.with_ns += weight * steps.back().b;
    weights += weight;
  }
  effect.answer = std::move(answer);
  effect.without_ns /= weights;
  effect.with_ns /= weights;
  effect.saving = saving_of(difference_of(steps));
  effect.processor = ratio_of(processor);
  effect.processor_saving = saving_of(difference_of(processor));
  effect.corrected_p = effect.answer.total.p;
  effect.preparation_ns = median(std::move(preparation));
  effect.output = worst_of(pairs);
  return effect;
}

class Cells {
 public:
  Cells(const AblationPlan& plan, const std::vector<Pairs>& pairs, const std::map<std::size_t, std::string>& failed)
      : plan_(plan),
        pairs_(pairs),
        failed_(failed),
        same_baseline_(answer_of_same(pairs[plan.same_baseline])),
        same_fast_(answer_of_same(pairs[plan.same_fast])) {}

  AblationCell of(const std::optional<std::size_t>& comparison, const std::string& why_not) const {
    if (!comparison) return {.effect = std::nullopt, .why_not = why_not};
    for (const std::size_t arm : {plan_.comparisons[*comparison].other, plan_.comparisons[*comparison].reference})
      if (const auto failed = failed_.find(arm); failed != failed_.end())
        return {.effect = std::nullopt, .why_not = failed->second};
    if (pairs_[*comparison].empty()) return {.effect = std::nullopt, .why_not = "not measured yet"};
    return {.effect = effect_of(pairs_[*comparison], answer(*comparison)), .why_not = {}};
  }

 private:
  // Held against what its reference comes out as against itself.
  Answer answer(std::size_t comparison) const {
    if (comparison == plan_.same_baseline) return same_baseline_;
    if (comparison == plan_.same_fast) return same_fast_;
    const std::size_t fast = plan_.comparisons[plan_.same_fast].reference;
    const Answer& same = plan_.comparisons[comparison].reference == fast ? same_fast_ : same_baseline_;
    Answer answer = answer_of_runs(pairs_[comparison]);
    const auto floor = noise_floor(same.total, same.differs(), answer.total);
    return held_against(std::move(answer), floor);
  }

  const AblationPlan& plan_;
  const std::vector<Pairs>& pairs_;
  const std::map<std::size_t, std::string>& failed_;
  Answer same_baseline_, same_fast_;
};

// One family per column: the same question about every switch.
void correct(std::vector<AblationRow>& rows, AblationCell AblationRow::*column) {
  std::vector<double> p;
  for (const AblationRow& row : rows)
    if ((row.*column).effect) p.push_back((row.*column).effect->answer.total.p);
  const std::vector<double> corrected = holm(p);
  std::size_t i = 0;
  for (AblationRow& row : rows)
    if ((row.*column).effect) (row.*column).effect->corrected_p = corrected[i++];
}

double saved(const TimedPair& pair) { return per_step(pair.a) - per_step(pair.b); }

// Round by round, so that the difference of sum and joint effect has an interval of its own.
std::optional<Interaction> interaction_of(const AblationPlan& plan, const std::vector<Pairs>& pairs) {
  if (!plan.together) return std::nullopt;
  Interaction interaction;
  struct Turn {
    double sum{0.0};
    int switches{0};
    std::optional<double> joint;
  };
  std::map<std::pair<int, int>, Turn> turns;  // round, scenario
  for (const PlannedRow& row : plan.rows) {
    if (!row.alone || row.added_to_fast) continue;
    ++interaction.switches;
    for (const TimedPair& pair : pairs[*row.alone]) {
      Turn& turn = turns[{pair.round, pair.scenario}];
      turn.sum += saved(pair);
      ++turn.switches;
    }
  }
  for (const TimedPair& pair : pairs[*plan.together]) turns[{pair.round, pair.scenario}].joint = saved(pair);
  std::erase_if(turns,
                [&](const auto& turn) { return turn.second.switches != interaction.switches || !turn.second.joint; });
  if (turns.empty()) return std::nullopt;
  std::map<int, int> of_scenario;
  for (const auto& [place, turn] : turns) ++of_scenario[place.second];
  std::vector<PairTimes> both;
  double weights = 0.0;
  for (const auto& [place, turn] : turns) {
    const double weight = 1.0 / of_scenario[place.second];
    both.push_back({*turn.joint, turn.sum, weight});
    interaction.sum_ns += weight * turn.sum;
    interaction.joint_ns += weight * *turn.joint;
    weights += weight;
  }
  interaction.sum_ns /= weights;
  interaction.joint_ns /= weights;
  const DifferenceEstimate difference = difference_of(both);
  interaction.difference = {.ns = difference.difference_ns, .interval = difference.interval};
  return interaction;
}

MeasuredRun run_of(const RunTimes& times) {
  return {.steps = {},
          .before_ns = times.before_ns,
          .loop_ns = times.loop_ns,
          .after_ns = times.after_ns,
          .began_ns = times.began_ns};
}

// Of the runs of baseline against fast: these are spread over the whole session.
std::optional<Drift> drift_of_session(const Pairs& joint) {
  if (joint.size() < kFewestPairs) return std::nullopt;
  std::vector<RunPair> pairs;
  for (const TimedPair& pair : joint)
    pairs.push_back({.a = run_of(pair.a), .b = run_of(pair.b), .order = pair.order, .scenario = pair.scenario});
  return drift_of(pairs);
}

}  // namespace

AblationResult tally(const AblationPlan& plan, std::span<const MeasuredGroup> groups,
                     const std::map<std::size_t, std::string>& failed) {
  const std::vector<Pairs> pairs = pairs_of(plan, groups);
  const Cells cells(plan, pairs, failed);
  AblationResult result;
  for (const PlannedRow& row : plan.rows)
    result.rows.push_back({.what = row.what,
                           .alone = cells.of(row.alone, row.why_not),
                           .removed = cells.of(row.removed, row.why_not),
                           .cumulative = cells.of(row.cumulative, row.why_not),
                           .added_to_fast = row.added_to_fast});
  correct(result.rows, &AblationRow::alone);
  correct(result.rows, &AblationRow::removed);
  correct(result.rows, &AblationRow::cumulative);
  result.joint = cells.of(plan.joint, {});
  result.same_baseline = cells.of(plan.same_baseline, {});
  result.same_fast = cells.of(plan.same_fast, {});
  result.interaction = interaction_of(plan, pairs);
  result.drift = drift_of_session(pairs[plan.joint]);
  result.runs_planned = plan.runs();
  const auto add = [&result](const RunTimes& run) {
    ++result.runs_done;
    result.seconds += static_cast<double>(run.before_ns + run.total_ns()) * 1e-9;
  };
  for (const MeasuredGroup& group : groups) {
    add(group.reference);
    if (group.before) add(group.before->times);
    if (group.after) add(group.after->times);
  }
  return result;
}

}  // namespace stepscope
