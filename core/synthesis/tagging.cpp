#include "core/synthesis/tagging.h"

#include <array>
#include <cmath>
#include <string_view>

#include "core/geometry/polygon.h"
#include "core/synthesis/indexed.h"
#include "core/world/vehicle.h"

namespace stepscope::synthesis {

namespace {

constexpr int kNobody = -1, kNo = -2;  // answers of a rule that are not a track
constexpr int kPeriod = 10;            // frames between two tags of a state

// What rules look at: one frame seen from the ego.
struct View {
  const Town& town;
  const LogRecording& recording;
  int frame;

  const RecordedMoment& moment() const { return nth(recording.frames, frame); }
  const EgoSample& ego() const { return nth(recording.ego, moment().ego); }
  const TrackInfo& info(const SeenObject& o) const { return nth(recording.tracks, o.track); }
  Pose2 centre() const { return moved_forward(ego().rear_axle, kPacifica.rear_axle_to_centre()); }
  double speed(const SeenObject& o) const { return std::hypot(o.velocity.x, o.velocity.y); }
  double away(const SeenObject& o) const { return distance(o.centre.position(), centre().position()); }
  // Forward and left of the ego's centre.
  Point2 seen_from_ego(const SeenObject& o) const {
    const Pose2 c = centre();
    const Point2 d = o.centre.position() - c.position();
    return {std::cos(c.heading) * d.x + std::sin(c.heading) * d.y,
            std::cos(c.heading) * d.y - std::sin(c.heading) * d.x};
  }
  const CitySegment& segment(std::size_t entry) const {
    return nth(town.city().segments, nth(town.vehicles().all(), recording.cut.vehicle).trip[entry]);
  }
  const CitySegment& segment() const { return segment(ego_entry(town, recording.cut, frame)); }
  bool on_junction() const { return segment().junction >= 0; }
  bool has_signal(int junction) const { return nth(town.city().plan.junctions, junction).control == Control::kSignal; }
  int number_within(Category category, double range, double least_speed) const {
    int number = 0;
    for (const SeenObject& o : moment().objects) {
      number += info(o).category == category && away(o) < range && speed(o) >= least_speed ? 1 : 0;
    }
    return number;
  }
  int nearest(Category category, double range) const {
    int best = kNo;
    for (const SeenObject& o : moment().objects) {
      if (info(o).category == category && away(o) < range) best = o.track, range = away(o);
    }
    return best;
  }
  // The vehicle ahead in the lane within `range` of the front bumper.
  int lead(double range, double least_speed) const {
    int best = kNo;
    for (const SeenObject& o : moment().objects) {
      const Point2 p = seen_from_ego(o);
      const double gap = p.x - 0.5 * (kPacifica.length() + info(o).length);
      if (info(o).category != Category::kVehicle || std::abs(p.y) > 1.6 || gap < 0.0 || gap > range) continue;
      if (std::cos(o.centre.heading - centre().heading) < 0.7 || speed(o) < least_speed) continue;
      best = o.track;
      range = gap;
    }
    return best;
  }
  // Somebody on the stripes of a crosswalk.
  int walker_on_crosswalk(double range, bool ahead_only) const {
    for (const SeenObject& o : moment().objects) {
      if (info(o).category != Category::kPedestrian || away(o) > range || speed(o) < 0.2) continue;
      if (ahead_only && (seen_from_ego(o).x < 2.0 || std::abs(seen_from_ego(o).y) > 8.0)) continue;
      for (const Crosswalk& c : town.city().crosswalks) {
        if (distance(c.start, o.centre.position()) < 40.0 &&
            Area({Polygon{c.ring, {}}}).contains(o.centre.position())) {
          return o.track;
        }
      }
    }
    return kNo;
  }
  // Front bumper → stop line with a light that is not green; far if there is none.
  double stopping_light() const {
    const Vehicle& v = nth(town.vehicles().all(), recording.cut.vehicle);
    const std::size_t entry = ego_entry(town, recording.cut, frame);
    if (entry + 1 >= v.trip.size()) return 1e9;
    const CitySegment& next = segment(entry + 1);
    if (next.junction < 0 || !has_signal(next.junction)) return 1e9;
    const int step = recording.cut.first + frame;
    if (town.signals().lamp(v.trip[entry + 1], town.signal_time(step)) == Lamp::kGreen) return 1e9;
    return v.trip_begins[entry + 1] - nth(v.record, step).odometer - v.front();
  }
};

int yes(bool holds) { return holds ? kNobody : kNo; }
int only_if(bool holds, int track) { return holds ? track : kNo; }

// A state: the track it is about, kNobody if it holds without one, kNo if it does not hold.
struct Rule {
  std::string_view type;
  int (*holds)(const View&);
};

const std::array kRules{
    Rule{"following_lane_with_lead",
         [](const View& v) { return only_if(v.ego().speed > 1.5 && !v.on_junction(), v.lead(25.0, 1.0)); }},
    Rule{"following_lane_without_lead",
         [](const View& v) { return yes(v.ego().speed > 3.5 && !v.on_junction() && v.lead(40.0, 0.0) == kNo); }},
    Rule{"high_lateral_acceleration", [](const View& v) { return yes(std::abs(v.ego().lateral) > 1.5); }},
    Rule{"high_magnitude_speed", [](const View& v) { return yes(v.ego().speed > 9.0); }},
    Rule{"low_magnitude_speed", [](const View& v) { return yes(v.ego().speed > 0.3 && v.ego().speed < 1.2); }},
    Rule{"medium_magnitude_speed", [](const View& v) { return yes(v.ego().speed > 2.0 && v.ego().speed < 9.0); }},
    Rule{"near_barrier_on_driveable", [](const View& v) { return v.nearest(Category::kBarrier, 8.0); }},
    Rule{"near_construction_zone_sign", [](const View& v) { return v.nearest(Category::kConstructionSign, 20.0); }},
    Rule{"near_high_speed_vehicle",
         [](const View& v) { return yes(v.ego().speed > 2.0 && v.number_within(Category::kVehicle, 15.0, 9.0) > 0); }},
    Rule{"near_multiple_bikes", [](const View& v) { return yes(v.number_within(Category::kBicycle, 25.0, 0.0) >= 2); }},
    Rule{"near_multiple_pedestrians",
         [](const View& v) { return yes(v.number_within(Category::kPedestrian, 20.0, 0.0) >= 4); }},
    Rule{"near_multiple_vehicles",
         [](const View& v) { return yes(v.ego().speed > 0.5 && v.number_within(Category::kVehicle, 25.0, 0.5) >= 4); }},
    Rule{"near_pedestrian_on_crosswalk",
         [](const View& v) { return only_if(v.ego().speed > 0.5, v.walker_on_crosswalk(20.0, false)); }},
    Rule{"near_trafficcone_on_driveable", [](const View& v) { return v.nearest(Category::kTrafficCone, 8.0); }},
    Rule{"on_all_way_stop_intersection",
         [](const View& v) { return yes(v.on_junction() && !v.has_signal(v.segment().junction)); }},
    Rule{"on_intersection", [](const View& v) { return yes(v.on_junction()); }},
    Rule{"on_traffic_light_intersection",
         [](const View& v) { return yes(v.on_junction() && v.has_signal(v.segment().junction)); }},
    Rule{"stationary", [](const View& v) { return yes(v.ego().speed < 0.1); }},
    Rule{"stationary_at_traffic_light_with_lead",
         [](const View& v) { return only_if(v.ego().speed < 0.1 && v.stopping_light() < 60.0, v.lead(10.0, 0.0)); }},
    Rule{"stationary_at_traffic_light_without_lead",
         [](const View& v) { return yes(v.ego().speed < 0.1 && v.stopping_light() < 4.0); }},
    Rule{"stationary_in_traffic",
         [](const View& v) { return yes(v.ego().speed < 0.1 && v.number_within(Category::kVehicle, 15.0, 0.0) >= 3); }},
    Rule{"stopping_at_traffic_light_with_lead",
         [](const View& v) {
           return only_if(v.ego().speed > 0.5 && v.ego().acceleration < -0.6 && v.stopping_light() < 60.0,
                          v.lead(30.0, 0.0));
         }},
    Rule{"stopping_at_traffic_light_without_lead",
         [](const View& v) {
           return yes(v.ego().speed > 0.5 && v.ego().acceleration < -0.6 && v.stopping_light() < 60.0 &&
                      v.lead(30.0, 0.0) == kNo);
         }},
    Rule{"traversing_intersection", [](const View& v) { return yes(v.on_junction() && v.ego().speed > 1.0); }},
    Rule{"traversing_traffic_light_intersection",
         [](const View& v) {
           return yes(v.on_junction() && v.has_signal(v.segment().junction) && v.ego().speed > 1.0);
         }},
    Rule{"waiting_for_pedestrian_to_cross",
         [](const View& v) { return only_if(v.ego().speed < 0.5, v.walker_on_crosswalk(16.0, true)); }},
};

// Tags of the frame in which the ego's rear axle comes onto a junction.
void tag_entry(const View& view, std::vector<Tag>& out) {
  const CitySegment& s = view.segment();
  const bool signal = view.has_signal(s.junction);
  switch (s.turn) {
    case Turn::kLeft:
      out.push_back({view.frame, "starting_left_turn", -1});
      if (signal) out.push_back({view.frame - 2, "starting_protected_cross_turn", -1});
      break;
    case Turn::kRight:
      out.push_back({view.frame, "starting_right_turn", -1});
      if (signal) out.push_back({view.frame - 2, "starting_protected_noncross_turn", -1});
      break;
    case Turn::kStraight:
      out.push_back({view.frame,
                     signal ? "starting_straight_traffic_light_intersection_traversal"
                            : "starting_straight_stop_sign_intersection_traversal",
                     -1});
      break;
  }
}

}  // namespace

std::vector<Tag> tag_frames(const Town& town, const LogRecording& recording, int begin, int end) {
  std::vector<Tag> out;
  for (int frame = begin; frame < end; ++frame) {
    const View view{town, recording, frame};
    const bool entered = frame >= begin + 2 && view.on_junction() && !View{town, recording, frame - 1}.on_junction();
    if (entered) tag_entry(view, out);
    for (std::size_t k = 0; k < kRules.size(); ++k) {
      // Rules that exclude each other may share a frame; neighbours in the alphabet rarely do.
      if (frame % kPeriod != static_cast<int>(k * 7 % kPeriod)) continue;
      const int track = kRules[k].holds(view);
      if (track != kNo) out.push_back({frame, std::string(kRules[k].type), track});
    }
  }
  return out;
}

}  // namespace stepscope::synthesis
