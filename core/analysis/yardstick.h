#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/probe/counters.h"

namespace stepscope {

// The values of one figure over the steps of a run: its median over all steps but the cold first one (of one step alone
// over that), and where a value stands among all of them.
class FigureScale {
 public:
  FigureScale() = default;
  // One value per step, first step first.
  explicit FigureScale(std::vector<std::int64_t> values);

  double median() const;                           // 0 without steps
  std::size_t above(std::int64_t value) const;     // steps with more
  std::size_t equal_to(std::int64_t value) const;  // steps with the same
  bool varies() const { return !same_; }
  // The value of every step; none if it varies, and without steps.
  std::optional<std::int64_t> same() const { return same_; }

 private:
  std::vector<std::int64_t> warm_;    // ascending; empty if all are the same
  std::optional<std::int64_t> cold_;  // of the first step, where there are others
  std::optional<std::int64_t> same_;
  std::size_t count_{0};
};

// What single steps of a run are held against. It depends on the run alone: made once, in the time it takes to sort its
// figures, it answers for any step in the logarithm of their number. Some 8 bytes per step and figure that varies.
class Yardstick {
 public:
  Yardstick() = default;  // of no steps
  // A whole run, first step first; it is not kept.
  explicit Yardstick(std::span<const StepTiming> steps);

  std::size_t steps() const { return steps_; }
  const FigureScale& wall() const { return wall_; }
  const FigureScale& off_cpu() const { return off_cpu_; }                   // wall − processor time
  const FigureScale& counter(std::size_t i) const { return counters_[i]; }  // of kCounters
  const FigureScale& self(Stage stage) const { return stages_[static_cast<std::size_t>(stage)]; }

 private:
  std::size_t steps_{0};
  FigureScale wall_, off_cpu_;
  std::array<FigureScale, kCounters.size()> counters_;
  std::array<FigureScale, kStageCount> stages_;
};

}  // namespace stepscope
