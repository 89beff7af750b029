#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/world/step_frame.h"

namespace stepscope::ui {

// What the step strip knows about a run: the cost of every step, by group of stages. Steps ascend; their numbers need
// not be without gaps.
class StepStripData {
 public:
  void clear();
  // A frame that is not after the last one is left out: every step is known once.
  void append(const StepFrame& frame);

  std::size_t size() const { return walls_ns_.size(); }
  bool empty() const { return walls_ns_.empty(); }
  int step(std::size_t index) const { return steps_[index]; }
  int first_step() const { return steps_.empty() ? 0 : steps_.front(); }
  int last_step() const { return steps_.empty() ? -1 : steps_.back(); }
  // Time since the run's first step, s.
  double time_s(std::size_t index) const { return seconds_between(times_.front(), times_[index]); }
  std::int64_t wall_ns(std::size_t index) const { return walls_ns_[index]; }
  std::span<const std::int64_t> walls_ns() const { return walls_ns_; }
  const GroupTimes& groups(std::size_t index) const { return groups_[index]; }
  // Groups that cost time in any step.
  const std::vector<StageGroup>& groups_in_use() const { return groups_in_use_; }

  // Index of the step with this number, if it is known.
  std::optional<std::size_t> index_of(int step) const;
  // Index of the first step with this number or a later one; size() if there is none.
  std::size_t lower_index(int step) const;

  // Step that took longest, the first of equals; -1 without steps.
  int slowest_step() const { return slowest_step_; }
  // 0 without steps. Goes over all of them.
  std::int64_t median_ns() const { return wall_at_percent(50); }
  // Slow steps are those above the 95th percentile of the run so far. None if all steps are alike.
  std::optional<int> next_slow_step(int after) const;
  std::optional<int> previous_slow_step(int before) const;

 private:
  std::int64_t slow_limit_ns() const { return wall_at_percent(95); }
  std::int64_t wall_at_percent(std::size_t percent) const;

  std::vector<int> steps_;
  std::vector<SimTime> times_;
  std::vector<std::int64_t> walls_ns_;
  std::vector<GroupTimes> groups_;
  std::vector<StageGroup> groups_in_use_;
  std::int64_t longest_ns_{-1};
  int slowest_step_{-1};
};

}  // namespace stepscope::ui
