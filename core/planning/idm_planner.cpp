#include "core/planning/idm_planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

Error unusable(const char* parameter, double value, const char* reason) {
  return {.file = {}, .place = "planner idm", .field = parameter, .reason = fmt::format("{} {}", value, reason)};
}

// A state on the path: the pose is that of the box's centre.
TrajectoryState state_on_path(SimTime time, const Pose2& centre, double velocity) {
  TrajectoryState state;
  state.time = time;
  state.rear_axle = moved_forward(centre, -kPacifica.rear_axle_to_centre());
  state.vx = velocity;
  return state;
}

}  // namespace

Status IdmPlannerParameters::check() const {
  constexpr double kLargest = 1e6;
  const auto within = [](double value, double least) { return value >= least && value <= kLargest; };
  if (!within(target_velocity, 1e-3))
    return unusable("target_velocity", target_velocity, "m/s is not within 0.001 … 1e6");
  if (!within(min_gap_to_lead_agent, 1e-3))
    return unusable("min_gap_to_lead_agent", min_gap_to_lead_agent, "m is not within 0.001 … 1e6");
  if (!within(headway_time, 0.0)) return unusable("headway_time", headway_time, "s is not within 0 … 1e6");
  if (!within(accel_max, 1e-3)) return unusable("accel_max", accel_max, "m/s² is not within 0.001 … 1e6");
  if (!within(decel_max, 1e-3)) return unusable("decel_max", decel_max, "m/s² is not within 0.001 … 1e6");
  if (planned_trajectory_samples < 1 || planned_trajectory_samples > 10'000)
    return unusable("planned_trajectory_samples", planned_trajectory_samples, "is not within 1 … 10000");
  if (!(planned_trajectory_sample_interval >= 1e-3 && planned_trajectory_sample_interval <= 60.0))
    return unusable("planned_trajectory_sample_interval", planned_trajectory_sample_interval,
                    "s is not within 0.001 … 60");
  if (!within(occupancy_map_radius, 0.0))
    return unusable("occupancy_map_radius", occupancy_map_radius, "m is not within 0 … 1e6");
  return {};
}

IdmPlanner::IdmPlanner(const IdmPlannerParameters& parameters, LeadSearchMethod method)
    : parameters_(parameters), law_(parameters), leads_(method) {}

Status IdmPlanner::initialise(const PlannerContext& context) {
  plan_ = {};
  law_ = parameters_;
  auto route = RouteRoadblocks::resolve(context.map, context.route);
  if (!route.ok()) return route.error();
  route_ = std::move(route).value();
  return {};
}

Status IdmPlanner::choose_path(const HistoryBuffer& history) {
  const EgoState& ego = history.newest().ego;
  const auto segments = route_->map().segments();
  plan_ = search_route(*route_, starting_segment(*route_, ego.box()));
  std::vector<Pose2> poses;
  for (const std::uint32_t i : plan_.segments) {
    const auto piece = segments[i].baseline.discrete_path();
    poses.insert(poses.end(), piece.begin(), piece.end());
  }
  path_.assign(poses);
  if (!path_.usable())
    return Error{.file = {},
                 .place = "planner idm",
                 .field = "baseline_paths",
                 .reason = fmt::format("the {} segments of the route from {} on have too few vertices for a path",
                                       plan_.segments.size(), segments[plan_.segments.front()].id)};

  const double limit = segments[plan_.segments.front()].speed_limit_mps.value_or(0.0);
  law_.target_velocity = std::max(limit > 0.0 ? limit : parameters_.target_velocity, ego.speed());

  std::vector<const LaneSegment*> connectors;
  for (const std::uint32_t i : route_->candidates())
    if (segments[i].kind == SegmentKind::kLaneConnector) connectors.push_back(&segments[i]);
  std::ranges::sort(connectors, {}, &LaneSegment::id);
  gate_ids_.clear();
  std::vector<const Area*> gates;
  for (const LaneSegment* connector : connectors) {
    gate_ids_.push_back(connector->id);
    gates.push_back(&connector->area);
  }
  closed_gates_.reserve(2 * gates.size());
  std::size_t objects = 0;
  for (std::size_t i = 0; i < history.size(); ++i) objects = std::max(objects, history[i].objects.size());
  leads_.prepare(path_, kPacifica.width, gates, 2 * objects + 64);  // more may come
  return {};
}

void IdmPlanner::look_around(const PlannerInput& input) {
  closed_gates_.clear();
  for (const TrafficLightStatus& light : input.lights) {
    if (light.colour != LightColour::kRed) continue;
    const auto gate = std::ranges::lower_bound(gate_ids_, light.lane_connector);
    if (gate != gate_ids_.end() && *gate == light.lane_connector)
      closed_gates_.push_back(static_cast<std::size_t>(gate - gate_ids_.begin()));
  }
  leads_.look_at(input.history.newest().objects, closed_gates_, input.ego().box(), parameters_.occupancy_map_radius);
}

double IdmPlanner::velocity_along(const TrackedObject& object, double heading) const {
  if (!is_agent(object.type)) return 0.0;
  return object.speed() * std::cos(wrap_angle(object.box.centre.heading - heading));
}

// Progress of the lead is counted from the ego's.
IdmLead IdmPlanner::lead_of(const IdmState& state, const OrientedBox& ego) {
  const double horizon =
      static_cast<double>(parameters_.planned_trajectory_samples) * parameters_.planned_trajectory_sample_interval;
  const auto lead = leads_.find(state.progress, state.progress + law_.target_velocity * horizon, ego);
  if (!lead.has_value())
    return {.progress = path_.end() - state.progress, .velocity = 0.0, .length_rear = ego.length / 2.0};
  const double velocity = lead->object == nullptr ? 0.0 : velocity_along(*lead->object, ego.centre.heading);
  return {.progress = lead->distance, .velocity = velocity, .length_rear = 0.0};
}

Status IdmPlanner::do_plan(const PlannerInput& input, Trajectory& out) {
  if (plan_.segments.empty()) {
    if (Status chosen = choose_path(input.history); !chosen.ok()) return chosen;
  }
  look_around(input);

  const EgoState& now = input.ego();
  const double interval = parameters_.planned_trajectory_sample_interval;
  const auto interval_us = static_cast<std::int64_t>(interval * 1e6);
  SimTime time = now.time;
  OrientedBox ego = now.box();
  IdmState state{.progress = path_.project(ego.centre.position()), .velocity = now.vx};
  out.reserve(static_cast<std::size_t>(parameters_.planned_trajectory_samples) + 1);
  out.append(state_on_path(time, path_.pose_at(state.progress), state.velocity));
  for (int i = 0; i < parameters_.planned_trajectory_samples; ++i) {
    const IdmLead lead = lead_of(state, ego);
    const IdmState moved = idm_step(law_, {.progress = 0.0, .velocity = state.velocity}, lead, interval);
    state = {.progress = state.progress + moved.progress, .velocity = std::max(moved.velocity, 0.0)};
    time.us += interval_us;
    ego.centre = path_.pose_at(state.progress);
    out.append(state_on_path(time, ego.centre, state.velocity));
  }
  return {};
}

}  // namespace stepscope
