#pragma once

#include <cstdint>
#include <vector>

#include "core/analysis/step_range.h"
#include "core/probe/span.h"

namespace stepscope {

// The time between two steps, in which the run waited (for the pace it is played at, for the user): left out but for a
// twentieth of the step before it, or as long as it was.
enum class Idle : std::uint8_t { kCut, kShown };

// The time axis of a run, ns from the begin of its first step: where moments of the clock lie on it. Both directions
// are monotone; inside steps 1 ns of the clock is 1 ns of the axis.
class StepAxis {
 public:
  void clear();
  // The next step, as the clock saw it.
  void append(std::int64_t begin_ns, std::int64_t end_ns);
  void set_idle(Idle idle);
  Idle idle() const { return idle_; }

  int steps() const { return static_cast<int>(begin_.size()); }
  // Begin and end of a step on the axis.
  std::int64_t begin(int step) const { return place_[static_cast<std::size_t>(step)]; }
  std::int64_t end(int step) const {
    const auto k = static_cast<std::size_t>(step);
    return place_[k] + end_[k] - begin_[k];
  }
  std::int64_t length() const { return steps() == 0 ? 0 : end(steps() - 1); }

  std::int64_t place_of(std::int64_t clock_ns) const;
  std::int64_t clock_at(std::int64_t place) const;
  // The step there, or the one before the gap there; the first one before all. −1 without steps.
  int step_at(std::int64_t place) const;

 private:
  std::int64_t gap_on_axis(std::size_t after) const;
  void place(std::size_t step);

  Idle idle_{Idle::kCut};
  std::vector<std::int64_t> begin_, end_;  // of the clock
  std::vector<std::int64_t> place_;        // of the begin, on the axis
};

}  // namespace stepscope
