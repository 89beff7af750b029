#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "core/synthesis/block_loop.h"
#include "core/synthesis/crossing_traffic.h"
#include "core/synthesis/signal_plan.h"

namespace stepscope::synthesis {

struct Walker {
  double length{0.6}, width{0.6}, height{1.75};
  double pace{1.3};  // m/s
  int loop{0};       // walkway around a block
  int sense{1};      // +1 along the loop, −1 against it
  double station{0.0};
  double side{0.0};  // to the right of the loop
  enum class Mode { kWalking, kWaiting, kCrossing } mode{Mode::kWalking};
  int anchor{-1};     // where it crosses; index in Walkers::anchors
  int passed{-1};     // anchor that was already decided about
  double along{0.0};  // way made on the crossing line
  double fan{0.0};    // to the right of that line
  Pose2 body;
  Point2 velocity;  // of the body
  Point2 place;     // where the body should have been a step ago
  Random random{0};
  std::vector<Pose2> record;
};

// People on foot: they keep to the right of the walkways, turn over crosswalks when they may, and wait until nobody
// threatens to drive over them.
class Walkers {
 public:
  Walkers(const City& city, const SignalPlan& signals, std::uint64_t seed, int number);

  void step(double time, CrossingTraffic& crossing);
  void record();
  const std::vector<Walker>& all() const { return walkers_; }

 private:
  // Where a crosswalk meets a walkway, as the begin of a line to the other side.
  struct Anchor {
    int loop{0}, crosswalk{0}, other{0};  // other: anchor at the far end
    double station{0.0};
    Pose2 pose;             // on the loop, heading across the street
    double length{0.0};     // of the line to the other anchor
    double kerb{0.0};       // stripes begin here on the line
    bool from_start{true};  // leads from the crosswalk's start to its end
  };

  void find_anchors();
  int add_anchor(int crosswalk, bool from_start);
  void walk(Walker& walker);
  void move_body(Walker& walker) const;
  void choose_at_anchors(Walker& walker, double before);
  void cross(Walker& walker, double time, const CrossingTraffic& crossing);
  double blocked_pace(const Walker& walker) const;
  Pose2 target(const Walker& walker) const;
  double across(const Walker& walker) const;

  const City& city_;
  const SignalPlan& signals_;
  std::vector<BlockLoop> loops_;  // per block
  std::vector<Anchor> anchors_;
  std::vector<std::vector<int>> anchors_on_;  // per loop
  std::vector<std::vector<int>> on_;          // per loop: who walks there
  std::vector<Walker> walkers_;
};

}  // namespace stepscope::synthesis
