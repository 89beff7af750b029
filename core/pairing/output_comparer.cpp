#include "core/pairing/output_comparer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/geometry/angle.h"
#include "core/pairing/output_words.h"

namespace stepscope {

namespace {

struct Motion {
  Pose2 pose;
  double vx, vy;
};
Motion motion_of(const EgoState& ego) { return {ego.rear_axle, ego.vx, ego.vy}; }
Motion motion_of(const TrajectoryState& state) { return {state.rear_axle, state.vx, state.vy}; }
Motion motion_of(const TrackedObject& object) { return {object.box.centre, object.vx, object.vy}; }

void widen(Greatest& greatest, double value, int step) {
  if (value > greatest.value || std::isnan(value)) greatest = {value, step};
}

void widen(MotionDifference& difference, const Motion& a, const Motion& b, int step) {
  widen(difference.position_m, std::hypot(a.pose.x - b.pose.x, a.pose.y - b.pose.y), step);
  widen(difference.heading_rad, std::abs(wrap_angle(a.pose.heading - b.pose.heading)), step);
  widen(difference.speed_mps, std::hypot(a.vx - b.vx, a.vy - b.vy), step);
}

void widen(MotionDifference& difference, const MotionDifference& step) {
  widen(difference.position_m, step.position_m.value, step.position_m.step);
  widen(difference.heading_rad, step.heading_rad.value, step.heading_rad.step);
  widen(difference.speed_mps, step.speed_mps.value, step.speed_mps.step);
}

bool same_times(const Trajectory& a, const Trajectory& b) {
  return std::ranges::equal(a.states(), b.states(), {}, &TrajectoryState::time, &TrajectoryState::time);
}

}  // namespace

void OutputComparer::add(const OutputStep& a, const OutputStep& b) {
  compare_egos(a, b);
  compare_objects(a.objects, b.objects);
  compare_plans(*a.plan, *b.plan);
  ++step_;
  difference_.steps_a = difference_.steps_b = step_;
}

void OutputComparer::note(OutputPart part, bool equal, bool beyond, std::string what) {
  if (equal) return;
  if (part != OutputPart::kPlan) same_input_ = false;
  const Departure departure{.step = step_, .part = part, .what = std::move(what), .same_input = same_input_};
  if (!difference_.inexact) difference_.inexact = departure;
  std::optional<Departure>& first = difference_.beyond[static_cast<std::size_t>(part)];
  if (beyond && !first) first = departure;
}

std::string OutputComparer::beyond_words(const MotionDifference& step) const {
  const bool position = !(step.position_m.value <= tolerance_.position_m);
  const bool heading = !(step.heading_rad.value <= tolerance_.heading_rad);
  const bool speed = !(step.speed_mps.value <= tolerance_.speed_mps);
  if (position) return fmt::format("{} m apart", difference_digits(step.position_m.value, 3));
  if (heading) return fmt::format("headings {} rad apart", difference_digits(step.heading_rad.value, 3));
  if (speed) return fmt::format("speeds {} m/s apart", difference_digits(step.speed_mps.value, 3));
  return {};
}

void OutputComparer::compare_motion(OutputPart part, const MotionDifference& step) {
  widen(difference_.parts[static_cast<std::size_t>(part)], step);
  const std::string beyond = beyond_words(step);
  note(part, false, !beyond.empty(), beyond.empty() ? "numbers beside position, heading and speed" : beyond);
}

void OutputComparer::compare_egos(const OutputStep& a, const OutputStep& b) {
  if (a.time != b.time) note(OutputPart::kEgo, false, true, "steps at other times");
  if (*a.ego == *b.ego) return;
  MotionDifference step;
  widen(step, motion_of(*a.ego), motion_of(*b.ego), step_);
  compare_motion(OutputPart::kEgo, step);
}

void OutputComparer::compare_objects(std::span<const TrackedObject> a, std::span<const TrackedObject> b) {
  if (a.data() == b.data() && a.size() == b.size()) return;  // both show what was recorded
  if (std::ranges::equal(a, b)) return;
  std::unordered_map<Token, const TrackedObject*> in_b;
  for (const TrackedObject& object : b) in_b.emplace(object.track, &object);
  MotionDifference step;
  std::size_t matched = 0;
  for (const TrackedObject& object : a) {
    const auto found = in_b.find(object.track);
    if (found == in_b.end()) continue;
    ++matched;
    widen(step, motion_of(object), motion_of(*found->second), step_);
  }
  if (matched < a.size() || matched < b.size())
    note(OutputPart::kObjects, false, true,
         fmt::format("{} only in A, {} only in B", a.size() - matched, b.size() - std::min(matched, b.size())));
  compare_motion(OutputPart::kObjects, step);
}

void OutputComparer::compare_plans(const Trajectory& a, const Trajectory& b) {
  if (a == b) return;
  MotionDifference step;
  const bool paired = same_times(a, b);
  if (!paired && tolerance_.exact())
    note(OutputPart::kPlan, false, true, fmt::format("{} states against {}, at other times", a.size(), b.size()));
  for (std::size_t i = 0; i < a.size(); ++i) {
    const TrajectoryState& state = a.states()[i];
    if (paired) {
      widen(step, motion_of(state), motion_of(b.states()[i]), step_);
    } else if (const auto other = b.at(state.time); other.ok()) {
      widen(step, motion_of(state), motion_of(other.value()), step_);
    }
  }
  compare_motion(OutputPart::kPlan, step);
}

OutputDifference output_difference(const RunOutput& a, const RunOutput& b, const OutputTolerance& tolerance) {
  OutputComparer comparer(tolerance);
  for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k) comparer.add(a[k], b[k]);
  OutputDifference out = comparer.difference();
  out.steps_a = static_cast<int>(a.size());
  out.steps_b = static_cast<int>(b.size());
  return out;
}

}  // namespace stepscope
