#pragma once

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

// Many columns of the same steps. A step is six cache lines wide: gathered one by one, every column would read nearly
// all of them again, so a few are gathered at a time.
class TimingColumns {
 public:
  // The steps outlive the columns.
  explicit TimingColumns(std::span<const StepTiming> steps) : steps_(steps) {}

  // Announces a column; they are taken in the order in which they were announced.
  void want(TimeSource source) { wanted_.push_back(source); }
  // The next column, valid until the next call. `source` must be the next one announced.
  std::span<std::int64_t> take(TimeSource source);

 private:
  static constexpr std::size_t kAtATime = 8;
  void gather();

  std::span<const StepTiming> steps_;
  std::vector<TimeSource> wanted_;
  std::size_t next_{0}, gathered_{0};
  std::vector<std::int64_t> values_[kAtATime];
};

}  // namespace stepscope
