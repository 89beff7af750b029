#include "core/planning/pdm/pdm_closed_planner.h"

#include <fmt/format.h>

#include "core/planning/pdm/centreline.h"
#include "core/planning/pdm/emergency_brake.h"
#include "core/probe/span.h"

namespace stepscope {

namespace {

Error cannot_plan(std::string field, std::string reason) {
  return {.file = {}, .place = "planner pdm-closed", .field = std::move(field), .reason = std::move(reason)};
}

}  // namespace

PdmClosedPlanner::PdmClosedPlanner(PdmParameters parameters, LeadSearchMethod method)
    : parameters_(std::move(parameters)), method_(method) {}

Status PdmClosedPlanner::initialise(const PlannerContext& context) {
  auto blocks = route_blocks(context.map, context.route);
  if (!blocks.ok()) return blocks.error();
  map_ = &context.map;
  route_as_given_ = std::move(blocks).value();
  begun_ = false;
  return {};
}

Status PdmClosedPlanner::begin(const EgoState& ego) {
  const auto repaired = repaired_route(*map_, route_as_given_, ego.rear_axle);
  route_ = PdmRoute(*map_, repaired);
  if (route_.lanes().empty()) return cannot_plan("route", "no block of the route holds a lane");
  ground_.begin(*map_, route_);
  ground_.update(ego.centre().position(), parameters_.map_radius);
  const LaneSegment* lane = current_lane_.find(ego, route_, ground_);
  if (lane == nullptr) return cannot_plan("route", "no lane of the route is anywhere near the ego");

  centreline_ = stepscope::centreline(lanes_ahead(*map_, route_, *lane));
  paths_.clear();
  for (const double offset : parameters_.lateral_offsets)
    paths_.push_back(offset == 0.0 ? centreline_ : centreline_.shifted(offset));
  for (const DrivePath& path : paths_) {
    if (!path.usable() || !centreline_.usable())
      return cannot_plan("route", fmt::format("the centreline from lane {} on has no length", lane->id));
  }
  scene_.begin(*map_, route_);
  rollout_.begin(paths_, parameters_, method_);
  scorer_.begin(parameters_);
  const auto samples = static_cast<std::size_t>(parameters_.samples());
  poses_.resize(samples);
  simulated_.resize(parameters_.proposals() * samples);
  terms_ = {};
  begun_ = true;
  return {};
}

Status PdmClosedPlanner::do_plan(const PlannerInput& input, Trajectory& out) {
  if (map_ == nullptr) return cannot_plan("route", "was not initialised");
  const EgoState& ego = input.ego();
  if (!begun_) {
    if (Status status = begin(ego); !status.ok()) return status;
  }
  {
    const ScopedSpan span(Stage::kFeatures);
    ground_.update(ego.centre().position(), parameters_.map_radius);
    scene_.update(input, parameters_);
    lane_ = current_lane_.find(ego, route_, ground_);
  }
  const double limit = lane_->speed_limit_mps.value_or(0.0);
  rollout_.unroll(ego, scene_, limit > 0.0 ? limit : parameters_.fallback_speed);
  simulate(ego);
  {
    const ScopedSpan span(Stage::kPostprocess);
    terms_ = scorer_.score(simulated_, scene_, centreline_, ground_);
  }
  chosen_ = best_of(terms_);
  braked_ = must_brake(terms_[chosen_], ego, parameters_);
  out.reserve(kPdmSteps);
  if (braked_)
    plan_brake(ego, out);
  else
    plan_chosen(ego, out);
  return {};
}

void PdmClosedPlanner::simulate(const EgoState& ego) {
  for (std::size_t p = 0; p < rollout_.size(); ++p) {
    const auto states = rollout_.states(p);
    for (std::size_t k = 0; k < poses_.size(); ++k) poses_[k] = states[k].pose;
    simulation_.drive(ego, poses_, std::span(simulated_).subspan(p * poses_.size(), poses_.size()));
  }
}

std::span<const SimulatedState> PdmClosedPlanner::simulated(std::size_t proposal) const {
  return std::span(simulated_).subspan(proposal * poses_.size(), poses_.size());
}

// The poses on the path, not the simulated ones: tracking them is the simulator's business.
void PdmClosedPlanner::plan_chosen(const EgoState& ego, Trajectory& out) {
  rollout_.extend(chosen_);
  std::int64_t us = ego.time.us;
  for (const ProposalRollout::State& state : rollout_.states(chosen_)) {
    TrajectoryState planned;
    planned.time = {us};
    planned.rear_axle = state.pose;
    out.append(planned);
    us += kPdmStepUs;
  }
}

}  // namespace stepscope
