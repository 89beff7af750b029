#include "core/store/frame_bytes.h"

#include <algorithm>
#include <array>

namespace stepscope {

namespace {

constexpr double EgoState::*kEgoNumbers[] = {&EgoState::vx,
                                             &EgoState::vy,
                                             &EgoState::ax,
                                             &EgoState::ay,
                                             &EgoState::angular_velocity,
                                             &EgoState::angular_acceleration,
                                             &EgoState::steering_angle,
                                             &EgoState::steering_rate};
constexpr double TrajectoryState::*kPlanNumbers[] = {&TrajectoryState::vx, &TrajectoryState::vy, &TrajectoryState::ax,
                                                     &TrajectoryState::ay, &TrajectoryState::steering_angle};
constexpr double Pose2::*kPoseNumbers[] = {&Pose2::x, &Pose2::y, &Pose2::heading};

// What a straight line through the two numbers before foretells, modulo 2⁶⁴.
class Foretold {
 public:
  std::uint64_t next() const { return 2 * last_ - before_; }
  void saw(std::uint64_t value) {
    before_ = seen_ ? last_ : value;
    last_ = value;
    seen_ = true;
  }

 private:
  std::uint64_t last_{0}, before_{0};
  bool seen_{false};
};

template <typename Get>
void write_channel(std::span<const TrajectoryState> states, ByteWriter& out, const Get& get) {
  Foretold foretold;
  for (const TrajectoryState& state : states) {
    const std::uint64_t bits = get(state);
    out.signed_number(static_cast<std::int64_t>(bits - foretold.next()));
    foretold.saw(bits);
  }
}

template <typename Set>
void read_channel(ByteReader& in, std::vector<TrajectoryState>& states, const Set& set) {
  Foretold foretold;
  for (TrajectoryState& state : states) {
    const std::uint64_t bits = foretold.next() + static_cast<std::uint64_t>(in.signed_number());
    set(state, bits);
    foretold.saw(bits);
  }
}

std::uint64_t bits_of(double value) { return std::bit_cast<std::uint64_t>(value); }

void write_object(const TrackedObject& object, ByteWriter& out) {
  out.fixed(object.track.value);
  out.unsigned_number(static_cast<std::uint64_t>(object.type));
  for (const double value : {object.box.centre.x, object.box.centre.y, object.box.centre.heading, object.box.length,
                             object.box.width, object.height, object.vx, object.vy})
    out.real(value);
}

TrackedObject read_object(ByteReader& in) {
  TrackedObject object;
  object.track = {in.fixed()};
  const std::uint64_t type = in.unsigned_number();
  if (type >= static_cast<std::uint64_t>(kObjectTypeCount)) in.fail();
  object.type = static_cast<ObjectType>(type);
  for (double* value : {&object.box.centre.x, &object.box.centre.y, &object.box.centre.heading, &object.box.length,
                        &object.box.width, &object.height, &object.vx, &object.vy})
    *value = in.real();
  return object;
}

// A stretch of objects: its length, and in the low bit whether its values follow or its place in the recorded ones.
constexpr std::uint64_t kValues = 1;

}  // namespace

void write_ego(const EgoState& ego, ByteWriter& out) {
  out.signed_number(ego.time.us);
  for (const auto member : kPoseNumbers) out.real(ego.rear_axle.*member);
  for (const auto member : kEgoNumbers) out.real(ego.*member);
}

EgoState read_ego(ByteReader& in) {
  EgoState ego;
  ego.time = {in.signed_number()};
  for (const auto member : kPoseNumbers) ego.rear_axle.*member = in.real();
  for (const auto member : kEgoNumbers) ego.*member = in.real();
  return ego;
}

void write_plan(const Trajectory& plan, ByteWriter& out) {
  out.unsigned_number(plan.size());
  write_channel(plan.states(), out, [](const TrajectoryState& s) { return static_cast<std::uint64_t>(s.time.us); });
  for (const auto member : kPoseNumbers)
    write_channel(plan.states(), out, [member](const TrajectoryState& s) { return bits_of(s.rear_axle.*member); });
  for (const auto member : kPlanNumbers)
    write_channel(plan.states(), out, [member](const TrajectoryState& s) { return bits_of(s.*member); });
}

void read_plan(ByteReader& in, Trajectory& plan) {
  std::vector<TrajectoryState> states(in.count());
  read_channel(in, states, [](TrajectoryState& s, std::uint64_t bits) { s.time.us = static_cast<std::int64_t>(bits); });
  for (const auto member : kPoseNumbers)
    read_channel(in, states, [member](TrajectoryState& s, std::uint64_t bits) {
      s.rear_axle.*member = std::bit_cast<double>(bits);
    });
  for (const auto member : kPlanNumbers)
    read_channel(in, states,
                 [member](TrajectoryState& s, std::uint64_t bits) { s.*member = std::bit_cast<double>(bits); });
  plan.clear();
  if (!in.ok()) return;
  plan.reserve(states.size());
  for (const TrajectoryState& state : states) plan.append(state);
}

std::size_t ObjectWriter::place_of(const TrackedObject& object, std::span<const TrackedObject> recorded) {
  if (places_.empty()) {
    for (std::size_t i = 0; i < recorded.size(); ++i) places_.emplace_back(recorded[i].track, i);
    std::sort(places_.begin(), places_.end());
  }
  auto it = std::lower_bound(places_.begin(), places_.end(), std::pair<Token, std::size_t>{object.track, 0});
  for (; it != places_.end() && it->first == object.track; ++it)
    if (recorded[it->second] == object) return it->second;
  return recorded.size();
}

void ObjectWriter::write(std::span<const TrackedObject> objects, std::span<const TrackedObject> recorded,
                         ByteWriter& out) {
  out.unsigned_number(objects.size());
  places_.clear();
  const bool same = objects.data() == recorded.data() && objects.size() == recorded.size();
  const auto stands_at = [&](std::size_t i, std::size_t place) {
    return same ? place == i : place < recorded.size() && recorded[place] == objects[i];
  };
  for (std::size_t i = 0; i < objects.size();) {
    const std::size_t place = stands_at(i, i) ? i : place_of(objects[i], recorded);
    const bool values = place == recorded.size();
    std::size_t end = i + 1;
    if (values) {
      while (end < objects.size() && place_of(objects[end], recorded) == recorded.size()) ++end;
    } else {
      while (end < objects.size() && stands_at(end, place + end - i)) ++end;
    }
    out.unsigned_number((end - i) << 1 | (values ? kValues : 0));
    if (values) {
      for (; i < end; ++i) write_object(objects[i], out);
    } else {
      out.unsigned_number(place);
    }
    i = end;
  }
}

std::span<const TrackedObject> read_objects(ByteReader& in, std::span<const TrackedObject> recorded,
                                            std::vector<TrackedObject>& own) {
  const std::uint64_t count = in.unsigned_number();
  if (count > recorded.size() + in.left()) in.fail();  // an object that is not recorded takes more than a byte
  own.clear();
  while (in.ok() && own.size() < count) {
    const std::uint64_t head = in.unsigned_number();
    const std::uint64_t length = head >> 1;
    if (length == 0 || length > count - own.size()) in.fail();
    if ((head & kValues) != 0) {
      for (std::uint64_t i = 0; i < length && in.ok(); ++i) own.push_back(read_object(in));
      continue;
    }
    const std::uint64_t place = in.unsigned_number();
    if (!in.ok() || place > recorded.size() || length > recorded.size() - place) {
      in.fail();
      break;
    }
    const auto stretch = recorded.subspan(static_cast<std::size_t>(place), static_cast<std::size_t>(length));
    if (place == 0 && length == count && length == recorded.size()) return recorded;
    own.insert(own.end(), stretch.begin(), stretch.end());
  }
  return own;
}

void write_lights(std::span<const TrafficLightStatus> lights, std::span<const TrafficLightStatus> recorded,
                  ByteWriter& out) {
  if (std::ranges::equal(lights, recorded)) return;
  out.unsigned_number(lights.size());
  for (const TrafficLightStatus& light : lights) {
    out.signed_number(light.lane_connector);
    out.unsigned_number(static_cast<std::uint64_t>(light.colour));
  }
}

std::span<const TrafficLightStatus> read_lights(ByteReader& in, std::span<const TrafficLightStatus> recorded,
                                                std::vector<TrafficLightStatus>& own) {
  if (in.at_end()) return recorded;
  own.resize(in.count());
  for (TrafficLightStatus& light : own) {
    light.lane_connector = in.signed_number();
    const std::uint64_t colour = in.unsigned_number();
    if (colour > static_cast<std::uint64_t>(LightColour::kUnknown)) in.fail();
    light.colour = static_cast<LightColour>(colour);
  }
  return own;
}

}  // namespace stepscope
