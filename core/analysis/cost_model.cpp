#include "core/analysis/cost_model.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stepscope {

namespace {

constexpr double kLeastR2 = 0.1;
constexpr std::size_t kStepsAtLeast = 20;
constexpr std::size_t kStepsPerCounter = 10;

double median_of(std::vector<double> sample) {
  if (sample.empty()) return 0.0;
  const auto middle = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() / 2);
  std::nth_element(sample.begin(), middle, sample.end());
  if (sample.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(sample.begin(), middle)) / 2.0;
}

double spread_around(std::vector<double> sample, double centre) {
  for (double& value : sample) value = std::abs(value - centre);
  return 1.4826 * median_of(std::move(sample));
}

// How far from 0 in halves of its interval; above 1 that excludes 0.
double certainty(const RobustFit::Coefficient& c) {
  const double half = (c.high - c.low) / 2.0;
  return half > 0.0 ? std::abs(c.value) / half : c.value == 0.0 ? 0.0 : HUGE_VAL;
}

class Fitter {
 public:
  Fitter(std::span<const StepTiming> steps, const CostModel& model) : steps_(steps), model_(model) {
    for (const CounterText* counter : model.counters.used) {
      std::vector<double>& column = columns_.emplace_back();
      column.reserve(steps.size());
      for (const StepTiming& step : steps) column.push_back(static_cast<double>(step.counters.*counter->value));
    }
  }

  template <typename TimeOf>
  StageCost cost(Stage stage, TimeOf&& time_of) const {
    std::vector<double> times;
    times.reserve(steps_.size());
    for (const StepTiming& step : steps_) times.push_back(static_cast<double>(time_of(step)));
    StageCost cost{.stage = stage, .median_ns = median_of(times)};
    cost.spread_ns = spread_around(times, cost.median_ns);
    if (columns_.empty() || steps_.size() < model_.steps_needed) {
      cost.verdict = columns_.empty() && steps_.size() >= kStepsAtLeast ? StageCost::Verdict::kNothingVaries
                                                                        : StageCost::Verdict::kTooFewSteps;
      return cost;
    }
    cost.fit = fit_robustly(times, columns_);
    cost.counters = model_.counters.used;
    if (cost.fit->r2 < kLeastR2) {
      cost.verdict = StageCost::Verdict::kExplainsNothing;
      return cost;
    }
    cost.verdict =
        keep_what_is_certain(times, cost) ? StageCost::Verdict::kExplained : StageCost::Verdict::kCannotBeSeparated;
    cost.spread_ns = cost.fit->scale;
    return cost;
  }

 private:
  // False: nothing would be left, or it would explain nothing; `cost` is as before then. Where dropping one by one
  // leads to nothing, those that are certain beside all others are tried by themselves.
  bool keep_what_is_certain(const std::vector<double>& times, StageCost& cost) const {
    std::vector<std::size_t> all, certain;
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      all.push_back(j);
      if (certainty(cost.fit->coefficients[j + 1]) > 1.0) certain.push_back(j);
    }
    return drop_the_uncertain(times, cost, std::move(all)) || drop_the_uncertain(times, cost, std::move(certain));
  }

  bool drop_the_uncertain(const std::vector<double>& times, StageCost& cost, std::vector<std::size_t> kept) const {
    while (!kept.empty()) {
      std::vector<std::vector<double>> columns;
      for (const std::size_t j : kept) columns.push_back(columns_[j]);
      RobustFit fit = fit_robustly(times, columns);
      const auto weakest = std::min_element(fit.coefficients.begin() + 1, fit.coefficients.end(),
                                            [](const auto& a, const auto& b) { return certainty(a) < certainty(b); });
      if (certainty(*weakest) <= 1.0) {
        kept.erase(kept.begin() + (weakest - fit.coefficients.begin() - 1));
        continue;
      }
      if (fit.r2 < kLeastR2) return false;
      cost.fit = std::move(fit);
      cost.counters.clear();
      for (const std::size_t j : kept) cost.counters.push_back(model_.counters.used[j]);
      return true;
    }
    return false;
  }

  std::span<const StepTiming> steps_;
  const CostModel& model_;
  std::vector<std::vector<double>> columns_;
};

}  // namespace

const StageCost* CostModel::of(Stage stage) const {
  const auto found = std::ranges::find(stages, stage, &StageCost::stage);
  return found == stages.end() ? nullptr : &*found;
}

double CostModel::expected_ns(const StageCost& cost, const StepCounters& values) const {
  if (!cost.explains()) return cost.median_ns;
  std::array<double, kCounters.size()> x;  // asked of every step of long runs: no memory of its own
  for (std::size_t j = 0; j < cost.counters.size(); ++j) x[j] = static_cast<double>(values.*cost.counters[j]->value);
  return std::max(cost.fit->at(std::span(x).first(cost.counters.size())), 0.0);
}

CostModel cost_model_of(std::span<const StepTiming> all) {
  const auto steps = all.empty() ? all : all.subspan(1);
  CostModel model;
  model.steps = steps.size();
  model.counters = choose_counters(steps);
  model.steps_needed = kStepsAtLeast + kStepsPerCounter * model.counters.used.size();
  const Fitter fitter(steps, model);
  model.step = fitter.cost(Stage::kStep, [](const StepTiming& step) { return step.wall_ns; });
  for (std::size_t i = 0; i < kStageCount; ++i) {
    const auto self = [i](const StepTiming& step) { return step.self_ns[i]; };
    if (std::ranges::all_of(steps, [&](const StepTiming& step) { return self(step) == 0; })) continue;
    model.stages.push_back(fitter.cost(static_cast<Stage>(i), self));
  }
  return model;
}

}  // namespace stepscope
