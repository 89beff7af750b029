#include "core/analysis/counter_choice.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace stepscope {

namespace {

constexpr std::size_t kExceptionsAtLeast = 5;  // a line through fewer steps says what happened in those
constexpr double kSame = 0.99;                 // R² beyond which a counter follows others
constexpr double kPart = 0.1;                  // of its spread: what another counter contributes at least to be named
constexpr std::array<std::string_view, 8> kOrder{"agents", "map_objects", "lead_checks", "raster_pixels",
                                                 "rows",   "statements",  "connections", "allocations"};

const CounterText* counter_of(std::string_view key) {
  const auto found = std::ranges::find(kCounters, key, &CounterText::key);
  return found == kCounters.end() ? nullptr : &*found;
}

Eigen::VectorXd standardised(std::span<const StepTiming> steps, const CounterText& counter) {
  Eigen::VectorXd column(static_cast<Eigen::Index>(steps.size()));
  for (std::size_t i = 0; i < steps.size(); ++i)
    column[static_cast<Eigen::Index>(i)] = static_cast<double>(steps[i].counters.*counter.value);
  column.array() -= column.mean();
  return column / std::max(column.norm(), 1e-300);
}

struct Usual {
  std::int64_t value{0};
  std::size_t exceptions{0};  // steps with another one
};

// The most frequent value.
Usual usual_value(std::span<const StepTiming> steps, const CounterText& counter) {
  std::vector<std::int64_t> values;
  for (const StepTiming& step : steps) values.push_back(step.counters.*counter.value);
  std::ranges::sort(values);
  Usual usual{.value = 0, .exceptions = values.size()};
  for (auto from = values.begin(); from != values.end();) {
    const auto to = std::upper_bound(from, values.end(), *from);
    const auto others = values.size() - static_cast<std::size_t>(to - from);
    if (others < usual.exceptions) usual = {.value = *from, .exceptions = others};
    from = to;
  }
  return usual;
}

}  // namespace

CounterChoice choose_counters(std::span<const StepTiming> steps) {
  CounterChoice choice;
  Eigen::MatrixXd kept(static_cast<Eigen::Index>(steps.size()), 0);
  for (const std::string_view key : kOrder) {
    const CounterText& counter = *counter_of(key);
    const Usual usual = usual_value(steps, counter);
    if (usual.exceptions < kExceptionsAtLeast) {
      choice.left_out.push_back({.counter = &counter,
                                 .reason = CounterLeftOut::Reason::kConstant,
                                 .value = usual.value,
                                 .exceptions = usual.exceptions,
                                 .followed = {}});
      continue;
    }
    const Eigen::VectorXd column = standardised(steps, counter);
    if (kept.cols() > 0) {
      const Eigen::VectorXd parts = kept.colPivHouseholderQr().solve(column);
      if ((column - kept * parts).squaredNorm() < 1.0 - kSame) {
        CounterLeftOut out{.counter = &counter, .reason = CounterLeftOut::Reason::kFollowsOthers, .followed = {}};
        for (Eigen::Index j = 0; j < parts.size(); ++j)
          if (std::abs(parts[j]) >= kPart) out.followed.push_back(choice.used[static_cast<std::size_t>(j)]);
        choice.left_out.push_back(std::move(out));
        continue;
      }
    }
    kept.conservativeResize(Eigen::NoChange, kept.cols() + 1);
    kept.rightCols(1) = column;
    choice.used.push_back(&counter);
  }
  return choice;
}

}  // namespace stepscope
