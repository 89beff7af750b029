#include "core/planning/pdm/proposal_velocity_fit.h"

#include "core/control/profile_fit.h"

namespace stepscope {

namespace {

constexpr double kPenalty = 1e-4;

}  // namespace

void ProposalVelocityFit::fit(std::span<const Pose2> poses, double dt, std::span<double> velocity) {
  const std::size_t steps = velocity.size();
  if (matrix_.size() != steps || factorised_dt_ != dt) {
    factorised_dt_ = dt;
    const double gamma = kPenalty / (dt * dt * dt * dt);
    // Rows of the penalty, as factors of v: (−1, 1) at j = 0 … M−4, and (1, −2, 1) at the end.
    const std::size_t singles = steps - 3;
    const auto end = [&](std::size_t i) { return i < singles ? 0.0 : i - singles == 1 ? -2.0 : 1.0; };
    matrix_.factorise(steps, [&](std::size_t i) -> std::array<double, 3> {
      const double here = (i < singles ? 1.0 : 0.0) + (i >= 1 && i - 1 < singles ? 1.0 : 0.0) + end(i) * end(i);
      const double below = i + 1 < steps ? (i < singles ? -1.0 : 0.0) + end(i) * end(i + 1) : 0.0;
      const double two_below = i + 2 < steps ? end(i) * end(i + 2) : 0.0;
      return {1.0 + gamma * here, gamma * below, gamma * two_below};
    });
  }
  matrix_.solve([&](std::size_t k) { return speed_along_heading(poses[k], poses[k + 1], dt); }, velocity);
}

}  // namespace stepscope
