#pragma once

#include <span>
#include <vector>

#include "core/planning/pdm/proposal_simulation.h"
#include "core/signal/savitzky_golay.h"

namespace stepscope {

// Whether a proposal is comfortable: acceleration, jerk, yaw rate and yaw acceleration of its simulated states,
// filtered as the reference filters them (one parabola over the whole proposal for accelerations and jerks), within the
// bounds of the closed-loop comfort metric.
class ComfortTerm {
 public:
  // Proposals have `samples` ≥ 10 states, 0.1 s apart.
  explicit ComfortTerm(std::size_t samples);

  bool comfortable(std::span<const SimulatedState> states);

 private:
  template <typename Channel>
  void take(std::span<const SimulatedState> states, Channel&& channel);
  // The filtered channel stays within the open interval.
  bool within(const SavitzkyGolay& filter, double low, double high);

  SavitzkyGolay trend_;  // one parabola over everything
  SavitzkyGolay trend_slope_;
  SavitzkyGolay smooth_;  // eight samples
  SavitzkyGolay yaw_rate_, yaw_acceleration_;
  std::vector<double> channel_, filtered_;
};

}  // namespace stepscope
