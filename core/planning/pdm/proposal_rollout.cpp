#include "core/planning/pdm/proposal_rollout.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/geometry/angle.h"
#include "core/planning/pdm/ego_footprint.h"

namespace stepscope {

namespace {

double distance_to(const PdmObstacle& obstacle, double seconds, const ConvexQuad& ego) {
  if (obstacle.red_light != nullptr) return obstacle.red_light->distance_to(ego);
  return distance(obstacle.corners_at(seconds), ego);
}

}  // namespace

void ProposalRollout::begin(std::span<const DrivePath> paths, const PdmParameters& parameters,
                            LeadSearchMethod method) {
  parameters_ = parameters;
  paths_ = paths;
  outlooks_.clear();
  outlooks_.reserve(paths.size());
  for (const DrivePath& path : paths) outlooks_.emplace_back(method).reserve(path);
  target_speeds_.assign(parameters.speed_fractions.size(), 0.0);
  policies_.assign(target_speeds_.size(), {});
  leaders_.assign(parameters.proposals(), {});
  hints_.assign(parameters.proposals(), 1);
  states_.assign(parameters.proposals() * kPdmSteps, {});
  rolled_out_.assign(parameters.proposals(), 0);
}

std::span<const ProposalRollout::State> ProposalRollout::states(std::size_t proposal) const {
  return std::span(states_).subspan(proposal * kPdmSteps, static_cast<std::size_t>(rolled_out_[proposal]));
}

std::int64_t ProposalRollout::geos_calls() const {
  std::int64_t calls = 0;
  for (const PathOutlook& outlook : outlooks_) calls += outlook.geos_calls();
  return calls;
}

void ProposalRollout::unroll(const EgoState& ego, const PdmScene& scene, double speed_limit_mps) {
  for (std::size_t i = 0; i < target_speeds_.size(); ++i) {
    target_speeds_[i] = parameters_.target_speed(i, speed_limit_mps);
    policies_[i] = parameters_.idm(target_speeds_[i]);
  }
  const double farthest = *std::max_element(target_speeds_.begin(), target_speeds_.end()) * kPdmPlanPoses * kPdmStep;
  const std::size_t speeds = target_speeds_.size();
  for (std::size_t p = 0; p < paths_.size(); ++p) {
    const double start = paths_[p].project(ego.rear_axle.position()).progress;
    outlooks_[p].assign(paths_[p], start, start + farthest, EgoFootprint::kWidth / 2.0, scene);
    for (std::size_t i = p * speeds; i < (p + 1) * speeds; ++i) {
      leaders_[i] = {};
      state(i, 0) = {.progress = start, .velocity = ego.vx, .pose = paths_[p].pose_at(start, hints_[i])};
      rolled_out_[i] = parameters_.samples();
    }
    for (int k = 1; k < parameters_.samples(); ++k) step(p, 0, speeds, k);
  }
}

void ProposalRollout::extend(std::size_t proposal) {
  const std::size_t speed = proposal % target_speeds_.size();
  for (int k = rolled_out_[proposal]; k < kPdmSteps; ++k) step(path_of(proposal), speed, speed + 1, k);
  rolled_out_[proposal] = kPdmSteps;
}

void ProposalRollout::step(std::size_t path, std::size_t first_policy, std::size_t end_policy, int k) {
  const bool look = k % 2 == 0;
  std::span<const PathOutlook::InTheWay> in_the_way;
  if (look) in_the_way = outlooks_[path].at(PdmScene::sample_time(k));
  IdmLead record;
  for (std::size_t policy = first_policy; policy < end_policy; ++policy) {
    const std::size_t proposal = path * target_speeds_.size() + policy;
    const State& before = state(proposal, k - 1);
    if (look) {
      look_for_leader(in_the_way, PdmScene::sample_time(k), paths_[path], before, record);
      leaders_[proposal] = record;
    }
    const IdmState next = idm_step(policies_[policy], {.progress = before.progress, .velocity = before.velocity},
                                   leaders_[proposal], kPdmStep);
    state(proposal, k) = {.progress = next.progress,
                          .velocity = next.velocity,
                          .pose = paths_[path].pose_at(next.progress, hints_[proposal])};
  }
}

void ProposalRollout::look_for_leader(std::span<const PathOutlook::InTheWay> in_the_way, double seconds,
                                      const DrivePath& path, const State& state, IdmLead& record) {
  const PdmObstacle* leader = nullptr;
  double nearest = std::numeric_limits<double>::infinity();
  std::optional<EgoFootprint> footprint;
  for (const auto& [obstacle, progress] : in_the_way) {
    if (!(progress > state.progress)) continue;
    if (!footprint) footprint = footprint_at(state.pose);
    const EgoFootprint& ego = *footprint;
    const Point2 between = obstacle->centre_at(seconds) - ego.centre;
    const double reach = nearest + obstacle->outer_radius + EgoFootprint::outer_radius();
    if (between.x * between.x + between.y * between.y > reach * reach) continue;
    const double d = distance_to(*obstacle, seconds, ego.corners);
    if (!(d < nearest)) continue;
    nearest = d;
    leader = obstacle;
  }
  if (leader == nullptr) {
    record = {.progress = path.length(), .velocity = 0.0, .length_rear = kPacifica.length() / 2.0};
    return;
  }
  record.progress = state.progress + nearest;
  if (leader->red_light == nullptr)
    record.velocity = leader->speed * std::cos(wrap_angle(leader->heading - state.pose.heading));
}

}  // namespace stepscope
