#include "core/synthesis/walkers.h"

#include <algorithm>

#include "core/geometry/angle.h"
#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

double nearest_station(const Course& course, Point2 p) {
  double best = 0.0, least = 1e18;
  for (double s = 0.0; s < course.length(); s += 0.2) {
    const double d = distance(course.at(s).position(), p);
    if (d < least) least = d, best = s;
  }
  return best;
}

// Keeping right on a walkway whose kerb is on the loop's left.
double side_of(int sense, Random& random) {
  return sense > 0 ? random.uniform(0.45, 1.15) : random.uniform(-0.4, -0.2);
}

}  // namespace

Walkers::Walkers(const City& city, const SignalPlan& signals, std::uint64_t seed, int number)
    : city_(city), signals_(signals), anchors_on_(city.plan.blocks.size()), on_(city.plan.blocks.size()) {
  double total = 0.0;
  for (int block = 0; block < count(city.plan.blocks); ++block) {
    loops_.push_back(loop_around(city.plan, block, LoopPlace::kWalkway));
    total += loops_.back().length();
  }
  find_anchors();
  Random random(seed ^ 0x5EED0004ULL);
  for (int i = 0; i < number; ++i) {
    Walker w;
    w.random = Random(random.next());
    double where = w.random.uniform(0.0, total);
    while (where > nth(loops_, w.loop).length()) where -= nth(loops_, w.loop++).length();
    w.station = where;
    w.sense = w.random.below(2) == 0 ? 1 : -1;
    w.side = side_of(w.sense, w.random);
    w.pace = w.random.uniform(1.05, 1.6);
    w.width = w.random.uniform(0.5, 0.6);
    w.length = w.random.uniform(0.5, 0.62);
    w.height = w.random.uniform(1.5, 1.9);
    w.body = target(w);
    w.place = w.body.position();
    walkers_.push_back(std::move(w));
  }
}

int Walkers::add_anchor(int index, bool from_start) {
  const Crosswalk& crosswalk = nth(city_.crosswalks, index);
  const Direction& leaving = nth(city_.plan.directions, crosswalk.leaving);
  Anchor anchor;
  anchor.crosswalk = index;
  anchor.from_start = from_start;
  anchor.loop = from_start ? leaving.block : nth(city_.plan.directions, leaving.opposite).block;
  const Point2 near = from_start ? crosswalk.start : crosswalk.end, far = from_start ? crosswalk.end : crosswalk.start;
  const Point2 over = far - near;
  const double striped = std::hypot(over.x, over.y);
  anchor.station = nearest_station(nth(loops_, anchor.loop).course, near - (0.6 / striped) * over);
  anchor.pose = nth(loops_, anchor.loop).course.at(anchor.station);
  anchors_.push_back(anchor);
  nth(anchors_on_, anchor.loop).push_back(count(anchors_) - 1);
  return count(anchors_) - 1;
}

void Walkers::find_anchors() {
  for (int c = 0; c < count(city_.crosswalks); ++c) {
    const int a = add_anchor(c, true), b = add_anchor(c, false);
    for (const auto& [self, other] : {std::pair{a, b}, std::pair{b, a}}) {
      Anchor& anchor = nth(anchors_, self);
      const Anchor& far = nth(anchors_, other);
      const Point2 over = far.pose.position() - anchor.pose.position();
      anchor.other = other;
      anchor.length = std::hypot(over.x, over.y);
      const Crosswalk& crosswalk = nth(city_.crosswalks, c);
      anchor.kerb = distance(anchor.pose.position(), anchor.from_start ? crosswalk.start : crosswalk.end);
    }
    for (const auto& [self, other] : {std::pair{a, b}, std::pair{b, a}}) {
      const Point2 over = nth(anchors_, other).pose.position() - nth(anchors_, self).pose.position();
      nth(anchors_, self).pose.heading = std::atan2(over.y, over.x);
    }
  }
}

Pose2 Walkers::target(const Walker& w) const {
  if (w.mode == Walker::Mode::kWalking) {
    Pose2 pose = moved_right(nth(loops_, w.loop).at(w.station), w.side);
    if (w.sense < 0) pose.heading = wrap_angle(pose.heading + kPi);
    return pose;
  }
  return moved_right(moved_forward(nth(anchors_, w.anchor).pose, w.along), w.fan);
}

double Walkers::across(const Walker& w) const {
  const Anchor& anchor = nth(anchors_, w.anchor);
  const Crosswalk& crosswalk = nth(city_.crosswalks, anchor.crosswalk);
  const double made = w.along - anchor.kerb;
  return anchor.from_start ? made : distance(crosswalk.start, crosswalk.end) - made;
}

// Slower behind somebody who walks the same way.
double Walkers::blocked_pace(const Walker& w) const {
  double pace = w.pace;
  for (const int other : nth(on_, w.loop)) {
    const Walker& o = nth(walkers_, other);
    if (&o == &w || o.mode == Walker::Mode::kCrossing || o.sense != w.sense || std::abs(o.side - w.side) > 0.7)
      continue;
    const double ahead = w.sense * std::remainder(o.station - w.station, nth(loops_, w.loop).length());
    if (ahead > 0.0 && ahead < 1.3) pace = std::min(pace, ahead < 0.9 ? 0.0 : 0.9 * o.pace);
  }
  return pace;
}

void Walkers::choose_at_anchors(Walker& w, double before) {
  for (const int index : nth(anchors_on_, w.loop)) {
    const Anchor& anchor = nth(anchors_, index);
    const double length = nth(loops_, w.loop).length();
    const double left = w.sense * std::remainder(anchor.station - before, length);
    const double now = w.sense * std::remainder(anchor.station - w.station, length);
    if (left < 0.0 || now > 0.0 || left > 3.0 || index == w.passed) continue;
    w.passed = index;
    if (w.random.uniform() > 0.6) continue;
    const double fan = w.random.below(2) == 0 ? 0.5 : 1.2;
    const bool taken = std::any_of(walkers_.begin(), walkers_.end(), [&](const Walker& o) {
      return o.mode == Walker::Mode::kWaiting && o.anchor == index && o.fan == fan;
    });
    if (taken) continue;
    w.mode = Walker::Mode::kWaiting;
    w.anchor = index;
    w.along = 0.0;
    w.fan = fan;
    return;
  }
}

void Walkers::walk(Walker& w) {
  const double before = w.station;
  w.station = nth(loops_, w.loop).wrapped(w.station + w.sense * blocked_pace(w) * kStep);
  choose_at_anchors(w, before);
}

void Walkers::cross(Walker& w, double time, const CrossingTraffic& crossing) {
  const Anchor& anchor = nth(anchors_, w.anchor);
  if (w.mode == Walker::Mode::kWaiting) {
    const double stand = std::max(0.1, anchor.kerb - 0.2);
    if (w.along < stand) {
      w.along = std::min(stand, w.along + w.pace * kStep);
      return;
    }
    const double needed = (anchor.length - w.along) / w.pace;
    const bool free = !crossing.threatened[static_cast<std::size_t>(anchor.crosswalk)];
    if (!free || signals_.walk_left(anchor.crosswalk, time) < needed) return;
    w.mode = Walker::Mode::kCrossing;
  }
  w.along += w.pace * kStep;
  if (w.along < anchor.length) return;
  w.mode = Walker::Mode::kWalking;
  w.passed = anchor.other;
  w.loop = nth(anchors_, anchor.other).loop;
  w.station = nth(anchors_, anchor.other).station;
  w.sense = w.random.below(2) == 0 ? 1 : -1;
  w.side = side_of(w.sense, w.random);
}

// The body follows its place without jumps, as a damped spring would pull it, and looks where it goes.
void Walkers::move_body(Walker& w) const {
  constexpr double kPull = 4.0, kMost = 4.0;  // 1/s, m/s²
  const Pose2 place = target(w);
  const Point2 wanted = (1.0 / kStep) * (place.position() - w.place);
  Point2 pull = kPull * kPull * (place.position() - w.body.position()) + 2.0 * kPull * (wanted - w.velocity);
  const double size = std::hypot(pull.x, pull.y);
  if (size > kMost) pull = (kMost / size) * pull;
  w.velocity = w.velocity + kStep * pull;
  const double speed = std::hypot(w.velocity.x, w.velocity.y);
  if (speed > 1.5 * w.pace) w.velocity = (1.5 * w.pace / speed) * w.velocity;
  const double heading = speed > 0.4 ? std::atan2(w.velocity.y, w.velocity.x) : place.heading;
  const double turn = std::clamp(wrap_angle(heading - w.body.heading), -3.5 * kStep, 3.5 * kStep);
  w.body = {w.body.x + kStep * w.velocity.x, w.body.y + kStep * w.velocity.y, wrap_angle(w.body.heading + turn)};
  w.place = place.position();
}

void Walkers::step(double time, CrossingTraffic& crossing) {
  for (std::vector<int>& list : on_) list.clear();
  for (int i = 0; i < count(walkers_); ++i) nth(on_, nth(walkers_, i).loop).push_back(i);
  for (Walker& w : walkers_) {
    if (w.mode == Walker::Mode::kWalking) {
      walk(w);
    } else {
      cross(w, time, crossing);
    }
    move_body(w);
  }
  for (auto& people : crossing.people) people.clear();
  for (const Walker& w : walkers_) {
    if (w.mode != Walker::Mode::kCrossing) continue;
    const Anchor& anchor = nth(anchors_, w.anchor);
    crossing.people[static_cast<std::size_t>(anchor.crosswalk)].push_back(
        {across(w), anchor.from_start ? w.pace : -w.pace});
  }
}

void Walkers::record() {
  for (Walker& w : walkers_) w.record.push_back(w.body);
}

}  // namespace stepscope::synthesis
