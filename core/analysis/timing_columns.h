#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/probe/step_timing.h"

namespace stepscope {

enum class TimeKind : std::uint8_t { kTotal, kSelf };  // children included, children excluded

// What of a step a sample of durations is taken of. Total time of kStep is the wall time of the step; its self time is
// what no stage accounts for.
struct TimeSource {
  Stage stage{Stage::kStep};
  TimeKind kind{TimeKind::kTotal};
  bool operator==(const TimeSource&) const = default;
};

std::int64_t time_of(const StepTiming& step, TimeSource source);
// One value per step, ns.
std::vector<std::int64_t> times_of(std::span<const StepTiming> steps, TimeSource source);
std::vector<std::int64_t> walls_of(std::span<const StepTiming> steps);

// Steps column by column: what each of their figures is, contiguous. A step is seven cache lines wide and a run of
// 100 000 steps larger than most caches, so that all of it comes from one pass, some steps at a time.
class StepColumns {
 public:
  struct StageColumn {
    std::int64_t ran{0};              // steps in which the stage took time, 1 ns or more; of kStep all
    std::int64_t self_sum{0};         // ns
    std::vector<std::int64_t> total;  // ns, one value per step; empty: the stage never ran
    std::vector<std::int64_t> self;   // empty: the same as `total` in every step
  };
  explicit StepColumns(std::span<const StepTiming> steps);

  StageColumn& of(Stage stage) { return stages_[static_cast<std::size_t>(stage)]; }
  std::vector<std::int64_t>& walls() { return walls_; }
  std::int64_t wall_sum() const { return wall_sum_; }  // ns
  std::int64_t cpu_sum() const { return cpu_sum_; }
  const StepCounters& counter_sums() const { return counter_sums_; }

 private:
  void add(std::span<const StepTiming> steps, std::size_t begin);

  std::array<StageColumn, kStageCount> stages_;
  std::vector<std::int64_t> walls_;
  std::int64_t wall_sum_{0}, cpu_sum_{0};
  StepCounters counter_sums_;
};

}  // namespace stepscope
