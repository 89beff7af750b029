#include "core/synthesis/recording.h"

#include <algorithm>

#include "core/geometry/angle.h"
#include "core/geometry/oriented_box.h"
#include "core/synthesis/indexed.h"
#include "core/world/vehicle.h"

namespace stepscope::synthesis {

namespace {

constexpr double kLightRange = 130.0;   // m from the middle of a junction: its lights are seen
constexpr double kRouteBeyond = 150.0;  // m of route after the end of the log

// One possible object of the log: a name for its track and where it is at a step.
struct Body {
  TrackInfo info;
  bool moves{true};
  Pose2 before, now, after;  // one step apart
};

std::vector<Body> bodies_at(const Town& town, int ego, int step) {
  std::vector<Body> out;
  const auto add = [&](const TrackInfo& info, Pose2 before, Pose2 now, Pose2 after) {
    out.push_back({info, true, before, now, after});
  };
  for (int i = 0; i < count(town.vehicles().all()); ++i) {
    const Vehicle& v = nth(town.vehicles().all(), i);
    if (i == ego) {
      out.push_back({});  // keeps the numbers of the others
      out.back().now = {1e9, 1e9, 0.0};
      continue;
    }
    add({Category::kVehicle, v.length, v.width, v.height}, town.centre(i, step - 1), town.centre(i, step),
        town.centre(i, step + 1));
  }
  for (const Walker& w : town.walkers().all()) {
    add({Category::kPedestrian, w.length, w.width, w.height}, nth(w.record, step - 1), nth(w.record, step),
        nth(w.record, step + 1));
  }
  for (const Cyclist& c : town.cyclists().all()) {
    add({Category::kBicycle, c.length, c.width, c.height}, nth(c.record, step - 1), nth(c.record, step),
        nth(c.record, step + 1));
  }
  for (const Fixture& f : town.fixtures()) {
    out.push_back({{f.category, f.length, f.width, f.height}, false, f.centre, f.centre, f.centre});
  }
  return out;
}

EgoSample ego_sample(const Town& town, const Cut& cut, int hundredth, std::int64_t jitter_us) {
  const Vehicle& v = nth(town.vehicles().all(), cut.vehicle);
  const int step = cut.first + hundredth / 5;
  const double t = (hundredth % 5) / 5.0 + static_cast<double>(jitter_us) * 1e-6 / kStep;
  const Motion &a = nth(v.record, step), &b = nth(v.record, step + 1);
  // Cubic between two steps; linear speed and acceleration.
  const double t2 = t * t, t3 = t2 * t;
  const double odometer = (2 * t3 - 3 * t2 + 1) * a.odometer + (3 * t2 - 2 * t3) * b.odometer +
                          kStep * ((t3 - 2 * t2 + t) * a.speed + (t3 - t2) * b.speed);
  EgoSample sample;
  sample.rear_axle = town.vehicles().rear_axle(v, odometer);
  sample.speed = std::max(0.0, a.speed + t * (b.speed - a.speed));
  sample.acceleration = a.acceleration + t * (b.acceleration - a.acceleration);
  sample.yaw_rate = sample.speed * town.vehicles().curvature(v, odometer);
  sample.lateral = sample.speed * sample.yaw_rate;
  return sample;
}

std::vector<SeenLight> lights_at(const Town& town, Point2 ego, int step) {
  std::vector<SeenLight> out;
  for (int i = 0; i < count(town.city().segments); ++i) {
    const CitySegment& s = nth(town.city().segments, i);
    if (s.junction < 0) continue;
    const Junction& junction = nth(town.city().plan.junctions, s.junction);
    if (junction.control != Control::kSignal || distance(junction.position, ego) > kLightRange) continue;
    out.push_back({i, town.signals().lamp(i, town.signal_time(step))});
  }
  return out;
}

// Bodies that touch each other or the ego are left out for the whole log: first those on foot, then the later one.
class TouchFilter {
 public:
  explicit TouchFilter(std::size_t bodies) : out_(bodies, false) {}

  void look(const OrientedBox& ego, const std::vector<Body>& bodies, const std::vector<int>& near) {
    std::vector<OrientedBox> boxes;
    for (const int i : near)
      boxes.push_back({nth(bodies, i).now, nth(bodies, i).info.length, nth(bodies, i).info.width});
    for (std::size_t a = 0; a < near.size(); ++a) {
      if (is_near(boxes[a], ego) && intersects(boxes[a], ego)) nth_out(near[a]) = true;
      for (std::size_t b = 0; b < a; ++b) {
        if (out_[index(near[a])] || out_[index(near[b])]) continue;
        if (!is_near(boxes[a], boxes[b]) || !intersects(boxes[a], boxes[b])) continue;
        nth_out(rank(bodies, near[a]) >= rank(bodies, near[b]) ? near[a] : near[b]) = true;
      }
    }
  }
  bool leaves_out(int body) const { return out_[index(body)]; }
  int number() const { return static_cast<int>(std::count(out_.begin(), out_.end(), true)); }

 private:
  static std::size_t index(int body) { return static_cast<std::size_t>(body); }
  std::vector<bool>::reference nth_out(int body) { return out_[index(body)]; }
  static int rank(const std::vector<Body>& bodies, int body) {
    const Body& b = nth(bodies, body);
    return b.info.category == Category::kPedestrian ? 2 : b.moves ? 1 : 0;
  }
  static bool is_near(const OrientedBox& a, const OrientedBox& b) {
    return distance(a.centre.position(), b.centre.position()) < 0.5 * (a.length + a.width + b.length + b.width);
  }
  std::vector<bool> out_;
};

}  // namespace

LogRecording record_log(const Town& town, const Cut& cut, std::int64_t start_us, Random& random) {
  LogRecording recording;
  recording.cut = cut;
  for (int j = 0; j <= 5 * kLogSteps; ++j) {
    const std::int64_t jitter = j == 0 ? 0 : random.below(181) - 90;
    recording.ego.push_back(ego_sample(town, cut, j, jitter));
    recording.ego.back().time_us = start_us + j * 10'000 + jitter;
  }
  const std::vector<Body> everybody = bodies_at(town, cut.vehicle, cut.first);
  TouchFilter filter(everybody.size());
  std::vector<std::vector<int>> near(kLogSteps + 1);
  for (int f = 0; f <= kLogSteps; ++f) {
    const Pose2 ego = nth(recording.ego, 5 * f).rear_axle;
    const Pose2 centre = moved_forward(ego, kPacifica.rear_axle_to_centre());
    const std::vector<Body> bodies = bodies_at(town, cut.vehicle, cut.first + f);
    for (int i = 0; i < count(bodies); ++i) {
      if (distance(nth(bodies, i).now.position(), centre.position()) < kRecordRange) nth(near, f).push_back(i);
    }
    filter.look({centre, kPacifica.length(), kPacifica.width}, bodies, nth(near, f));
  }
  recording.left_out = filter.number();
  std::vector<int> track_of(everybody.size(), -1);
  for (int f = 0; f <= kLogSteps; ++f) {
    RecordedMoment frame;
    const std::int64_t jitter = f == 0 ? 0 : random.below(361) - 180;
    frame.time_us = start_us + f * 50'000 + jitter;
    frame.ego = 5 * f;
    frame.lights = lights_at(town, nth(recording.ego, frame.ego).rear_axle.position(), cut.first + f);
    const std::vector<Body> bodies = bodies_at(town, cut.vehicle, cut.first + f);
    for (const int i : nth(near, f)) {
      if (filter.leaves_out(i)) continue;
      const Body& body = nth(bodies, i);
      if (nth(track_of, i) < 0) {
        nth(track_of, i) = count(recording.tracks);
        recording.tracks.push_back(body.info);
      }
      const Point2 velocity = (0.5 / kStep) * (body.after.position() - body.before.position());
      const double late = static_cast<double>(jitter) * 1e-6;
      const double turn = wrap_angle(body.after.heading - body.before.heading) * 0.5 / kStep;
      const Pose2 pose{body.now.x + late * velocity.x, body.now.y + late * velocity.y,
                       wrap_angle(body.now.heading + late * turn)};
      frame.objects.push_back({nth(track_of, i), pose, velocity});
    }
    recording.frames.push_back(std::move(frame));
  }
  return recording;
}

std::size_t ego_entry(const Town& town, const Cut& cut, int frame) {
  const Vehicle& v = nth(town.vehicles().all(), cut.vehicle);
  return Vehicles::entry_at(v, nth(v.record, cut.first + frame).odometer);
}

std::vector<std::int64_t> route_from(const Town& town, const Cut& cut, int frame) {
  const Vehicle& v = nth(town.vehicles().all(), cut.vehicle);
  const double end = nth(v.record, cut.first + kLogSteps).odometer + kRouteBeyond;
  std::vector<std::int64_t> out;
  for (std::size_t k = ego_entry(town, cut, frame); k < v.trip.size() && v.trip_begins[k] < end; ++k) {
    const CitySegment& s = nth(town.city().segments, v.trip[k]);
    out.push_back(s.is_connector() ? nth(town.city().links, s.group).id : nth(town.city().roadblocks, s.group).id);
  }
  return out;
}

}  // namespace stepscope::synthesis
