#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "core/synthesis/city.h"
#include "core/synthesis/crossing_traffic.h"
#include "core/synthesis/signal_plan.h"

namespace stepscope::synthesis {

// One moment of a vehicle: the distance its rear axle has come since it was put on the road.
struct Motion {
  double odometer{0.0};
  double speed{0.0};
  double acceleration{0.0};
};

// A car on its way. Its rear axle follows the lane centres.
struct Vehicle {
  double length{4.6}, width{1.9}, height{1.6};
  bool is_ego_model{false};  // has the measures of the recording vehicle
  double manner{1.0};        // speed on a free road as a share of the limit
  Random random{0};
  std::vector<int> trip;            // segments one after the other
  std::vector<double> trip_begins;  // odometer at which each begins
  std::size_t at{0};                // trip entry the rear axle is on
  Motion now;
  int granted{-1};             // trip entry of the junction it may drive through
  double waiting{0.0};         // seconds stood at the stop line
  std::vector<Motion> record;  // one per recorded step

  double rear() const { return kRearShare * length; }           // rear axle → rear bumper
  double front() const { return (1.0 - kRearShare) * length; }  // rear axle → front bumper
  double to_centre() const { return 0.5 * length - rear(); }
  // As in the recording vehicle: 1.127 m of 5.176 m.
  static constexpr double kRearShare = 1.127 / 5.176;
};

// Motor traffic of the whole city: car following, signals, all-way stops, right of way of people on foot.
class Vehicles {
 public:
  Vehicles(const City& city, const SignalPlan& signals, std::uint64_t seed, int number);

  // One step; `time` is that of the signals. Reads people on crosswalks, tells which crosswalks are threatened.
  void step(double time, CrossingTraffic& crossing);
  void record();

  const std::vector<Vehicle>& all() const { return vehicles_; }
  // Rear axle of a vehicle after `odometer` metres.
  Pose2 rear_axle(const Vehicle& vehicle, double odometer) const;
  // Curvature of its path there.
  double curvature(const Vehicle& vehicle, double odometer) const;
  // Entry of the trip that contains this distance.
  static std::size_t entry_at(const Vehicle& vehicle, double odometer);

 private:
  struct Sibling {
    int connector;
    double apart;  // station from which both paths are clear of each other
  };
  struct Entrance {
    std::size_t entry;  // trip entry of the connector
    double gap;         // front bumper → stop line
  };

  void place(int number, Random& random);
  void find_conflicts();
  void plan_ahead(Vehicle& vehicle);
  void settle_grants(double time);
  bool may_keep(const Vehicle& vehicle, double time) const;
  bool may_ask(const Vehicle& vehicle, const Entrance& entrance, double time) const;
  bool is_free(const Vehicle& vehicle, int connector, const std::vector<int>& holders) const;
  bool find_entrance(const Vehicle& vehicle, Entrance& entrance) const;
  double wanted_acceleration(const Vehicle& vehicle, const CrossingTraffic& crossing) const;
  double desired_speed(const Vehicle& vehicle) const;
  double behind_others(const Vehicle& vehicle, double desired) const;
  void tell_threats(CrossingTraffic& crossing) const;

  const City& city_;
  const SignalPlan& signals_;
  std::vector<Vehicle> vehicles_;
  std::vector<std::vector<int>> on_;            // per segment: vehicles by station, ascending
  std::vector<std::vector<int>> holders_;       // per junction: vehicles that may drive through
  std::vector<std::vector<int>> conflicts_;     // per connector: those it must not be used together with
  std::vector<std::vector<Sibling>> siblings_;  // per connector: those that begin on the same lane
};

}  // namespace stepscope::synthesis
