#pragma once

#include <array>
#include <cstdint>
#include <span>


namespace stepscope {

// How long a step may take: 10 Hz, and where the reference's runner gives up on a planner.
inline constexpr std::int64_t kTenHertzNs = 100'000'000;
inline constexpr std::int64_t kOneSecondNs = 1'000'000'000;
inline constexpr std::array<std::int64_t, 2> kUsualBudgetsNs{kTenHertzNs, kOneSecondNs};

// How the steps of a run kept a budget. A step that takes exactly the budget is in time.
struct Deadline {
  std::int64_t budget_ns{0};
  std::int64_t steps{0};
  std::int64_t misses{0};          // steps over the budget
  std::int64_t longest_streak{0};  // most of them one after another
  std::int64_t streak_begin{
      -1};                  // where the (first) longest streak begins, counted from the first step given; −1: none
  double headroom_ns{0.0};  // budget less the 99th percentile; negative: by how much p99 is over
  bool operator==(const Deadline&) const = default;

  bool met_at_p99() const { return headroom_ns >= 0.0; }
};

// `walls_ns`: wall times of the steps, in their order; `p99_ns`: their 99th percentile.
Deadline deadline_of(std::span<const std::int64_t> walls_ns, std::int64_t budget_ns, double p99_ns);

}  // namespace stepscope
