#include "core/observation/reactive_agents.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/geometry/angle.h"
#include "core/probe/counting.h"

namespace stepscope {

namespace {

constexpr double kMinimumPath = 20.0;  // m, and what is driven within the headway time
constexpr double kRange = 100.0;       // m from the ego's centre

// Vertices that a path and a footprint have room for before the run; more are possible.
constexpr std::size_t kUsualFootprint = 64;
constexpr std::size_t kUsualPath = 256;
constexpr std::size_t kUsualStopLines = 16;

// The order in which the reference appends what it replays; what kFixed adds comes where its type belongs.
constexpr std::array kReferenceOrder{ObjectType::kPedestrian, ObjectType::kBarrier, ObjectType::kConstructionSign,
                                     ObjectType::kTrafficCone, ObjectType::kGenericObject};
constexpr std::array kSortedOrder{ObjectType::kVehicle,      ObjectType::kPedestrian, ObjectType::kBicycle,
                                  ObjectType::kTrafficCone,  ObjectType::kBarrier,    ObjectType::kConstructionSign,
                                  ObjectType::kGenericObject};

TrackedObject as_object(const ReactiveAgent& agent) {
  TrackedObject object = agent.recorded;
  object.box.centre = agent.pose;
  object.vx = agent.velocity * std::cos(agent.pose.heading);
  object.vy = agent.velocity * std::sin(agent.pose.heading);
  return object;
}

}  // namespace

ReactiveAgents::ReactiveAgents(RecordedLog& log, const RoadMap& map, RoomForAgents room,
                               const ReactiveAgentsOptions& options)
    : log_(log),
      map_(map),
      room_(std::move(room)),
      options_(options),
      rules_(options.rules),
      occupancy_(options.corridors, options.neighbours),
      corridor_(options.corridors) {}

Status ReactiveAgents::reset() {
  iteration_ = 0;
  rules_ = options_.rules;
  frames_.clear();
  occupancy_.clear();
  auto objects = log_.objects(0);
  if (!objects.ok()) return objects.error();
  auto ego = log_.ego(0);
  if (!ego.ok()) return ego.error();
  auto population = populate(objects.value(), ego.value(), map_, rules_);
  if (!population.ok()) return population.error();
  agents_ = std::move(population.value().agents);
  faults_ = population.value().faults;
  agent_tracks_.clear();
  for (const ReactiveAgent& agent : agents_) agent_tracks_.push_back(agent.recorded.track);
  std::sort(agent_tracks_.begin(), agent_tracks_.end());
  make_room();
  for (std::uint32_t i = 0; i < agents_.size(); ++i) occupancy_.set(i, population.value().first_box[i]);
  return {};
}

void ReactiveAgents::make_room() {
  std::size_t most = 0;
  frames_.resize(room_.objects.size());
  for (std::size_t i = 0; i < frames_.size(); ++i) {
    most = std::max(most, room_.objects[i]);
    frames_[i].reserve(agents_.size() + room_.objects[i]);
  }
  for (ReactiveAgent& agent : agents_) agent.route.reserve(kUsualPath);
  occupancy_.reserve(agents_.size() + 1 + most + kUsualStopLines, agents_.size(), kUsualFootprint);
  signals_.reserve(room_.lights);
  corridor_.reserve(kUsualPath);
  stop_lines_.reserve(kUsualStopLines);
  meeting_.reserve(agents_.size() + most);
  line_.reserve(kUsualPath);
  scratch_.to_go.reserve(kUsualPath);
  scratch_.baseline.reserve(kUsualPath);
}

bool ReactiveAgents::replays(const TrackedObject& object) const {
  if (is_replayed(object.type)) return true;
  return rules_ == AgentRules::kFixed && !std::binary_search(agent_tracks_.begin(), agent_tracks_.end(), object.track);
}

void ReactiveAgents::append_replayed(std::span<const TrackedObject> recorded, std::vector<TrackedObject>& out) const {
  const bool reference = rules_ == AgentRules::kReference;
  const auto order =
      reference ? std::span<const ObjectType>(kReferenceOrder) : std::span<const ObjectType>(kSortedOrder);
  for (const ObjectType type : order)
    for (const TrackedObject& object : recorded)
      if (object.type == type && replays(object)) out.push_back(object);
}

Result<std::span<const TrackedObject>> ReactiveAgents::current() {
  auto recorded = log_.objects(iteration_);
  if (!recorded.ok()) return recorded.error();
  std::vector<TrackedObject>& frame = frames_[static_cast<std::size_t>(iteration_)];
  if (frame.empty()) {
    for (const ReactiveAgent& agent : agents_)
      if (agent.present) frame.push_back(as_object(agent));
    append_replayed(recorded.value(), frame);
  }
  return std::span<const TrackedObject>(frame);
}

Status ReactiveAgents::update(const Iteration& current, const Iteration& next, const HistoryBuffer& history) {
  iteration_ = next.index;
  for (const AgentRulesChange& change : options_.later)
    if (change.first <= current.index) rules_ = change.rules;
  auto lights = log_.lights(next.index);
  if (!lights.ok()) return lights.error();
  auto recorded = log_.objects(next.index);
  if (!recorded.ok()) return recorded.error();
  signals_.assign(lights.value());
  const EgoState& ego = history.newest().ego;
  // As the reference: a product each, then the difference, at the coarse grain that seconds since 1970 have.
  const double dt = static_cast<double>(next.time.us) * 1e-6 - static_cast<double>(current.time.us) * 1e-6;

  place_surroundings(ego, recorded.value());
  remove_far_agents(ego);
  for (std::uint32_t i = 0; i < agents_.size(); ++i) {
    ReactiveAgent& agent = agents_[i];
    if (!agent.present) continue;
    const double wanted = kMinimumPath + agent.policy.target_velocity * agent.policy.headway_time;
    faults_.jumps_back += agent.route.grow(wanted, map_, signals_, rules_, scratch_);
    auto lead = lead_of(i, ego);
    if (!lead.ok()) return lead.error();
    move(i, lead.value(), dt);
  }
  remove_surroundings();
  return {};
}

void ReactiveAgents::place_surroundings(const EgoState& ego, std::span<const TrackedObject> recorded) {
  std::uint32_t entry = ego_entry();
  occupancy_.set(entry++, ego.box());
  for (const TrackedObject& object : recorded)
    if (replays(object) && object.box.has_area()) occupancy_.set(entry++, object.box);
  surroundings_end_ = entry;
}

void ReactiveAgents::remove_surroundings() {
  for (std::uint32_t entry = ego_entry(); entry < surroundings_end_; ++entry) occupancy_.remove(entry);
}

void ReactiveAgents::remove_far_agents(const EgoState& ego) {
  const Point2 centre = ego.centre().position();
  for (std::uint32_t i = 0; i < agents_.size(); ++i) {
    if (!agents_[i].present || !(distance(agents_[i].pose.position(), centre) > kRange)) continue;
    agents_[i].present = false;
    occupancy_.remove(i);
    ++faults_.out_of_range;
  }
}

Result<ReactiveAgents::Lead> ReactiveAgents::lead_of(std::uint32_t i, const EgoState& ego) {
  const ReactiveAgent& agent = agents_[i];
  agent.route.line_to_go(rules_, line_);
  corridor_.assign(line_, agent.recorded.box.width / 2.0, CapStyle::kFlat);
  place_red_stop_lines(agent);
  occupancy_.meeting(corridor_, meeting_);
  const auto self = std::find(meeting_.begin(), meeting_.end(), i);
  if (self != meeting_.end()) {
    meeting_.erase(self);
  } else if (rules_ == AgentRules::kReference) {
    remove_stop_lines();
    return Error{.file = {},
                 .place = "reactive agent " + agent.recorded.track.hex(),
                 .field = {},
                 .reason =
                     "its path to go does not meet the ground it stands on; the reference fails here with an "
                     "assertion (agents \"fixed\" go on)"};
  }
  Lead lead{.distance = agent.route.to_go(), .velocity = 0.0, .length_rear = agent.recorded.box.length / 2.0};
  if (!meeting_.empty()) {
    const Occupancy::Nearest nearest = occupancy_.nearest(i, meeting_);
    faults_.ambiguous_leads += nearest.ambiguous;
    lead = {.distance = nearest.distance,
            .velocity = velocity_along(nearest.entry, agent.pose.heading, ego),
            .length_rear = 0.0};
  }
  remove_stop_lines();
  return lead;
}

void ReactiveAgents::place_red_stop_lines(const ReactiveAgent& agent) {
  std::size_t looked_at = 0;
  for (const LaneSegment* segment : agent.route.segments()) {
    if (segment->kind != SegmentKind::kLaneConnector || !signals_.red(segment->id)) continue;
    for (const std::uint32_t line : segment->stop_lines) {
      if (std::find(stop_lines_.begin(), stop_lines_.end(), line) != stop_lines_.end()) continue;
      const Area& area = map_.stop_lines()[line].area;
      ++looked_at;
      if (!corridor_.may_reach(area.bounds())) continue;
      occupancy_.set(surroundings_end_ + static_cast<std::uint32_t>(stop_lines_.size()), area);
      stop_lines_.push_back(line);
    }
  }
  count_in_step(&StepCounters::map_objects, looked_at);
}

void ReactiveAgents::remove_stop_lines() {
  for (std::size_t i = 0; i < stop_lines_.size(); ++i)
    occupancy_.remove(surroundings_end_ + static_cast<std::uint32_t>(i));
  stop_lines_.clear();
}

double ReactiveAgents::velocity_along(std::uint32_t entry, double heading, const EgoState& ego) const {
  if (entry < agents_.size())
    return agents_[entry].velocity * std::cos(wrap_angle(agents_[entry].pose.heading - heading));
  if (entry == ego_entry()) return ego.speed() * std::cos(wrap_angle(ego.rear_axle.heading - heading));
  return 0.0;
}

void ReactiveAgents::move(std::uint32_t i, const Lead& lead, double dt) {
  ReactiveAgent& agent = agents_[i];
  const double limit = agent.route.last_segment().speed_limit_mps.value_or(0.0);
  if (limit > 0.0) agent.policy.target_velocity = limit;
  const IdmState moved =
      idm_step(agent.policy, {.progress = 0.0, .velocity = agent.velocity},
               {.progress = lead.distance, .velocity = lead.velocity, .length_rear = lead.length_rear}, dt);
  agent.route.move(moved.progress);
  agent.velocity = std::max(moved.velocity, 0.0);
  agent.pose = agent.route.pose();
  const double half_length = agent.recorded.box.length / 2.0, here = agent.route.progress();
  agent.route.line_between(here - half_length, here + half_length + agent.velocity * agent.policy.headway_time, line_);
  occupancy_.set(i, agent.box(), line_);
}

}  // namespace stepscope
