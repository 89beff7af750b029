#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/random.h"
#include "core/geometry/angle.h"
#include "core/scenario/preloaded_log.h"

namespace stepscope {

// A scenario's log with as many objects as one likes, all copies of the first frame's, at places within `spread` metres
// of the recorded ego that they keep relative to it.
class CrowdedLog final : public RecordedLog {
 public:
  CrowdedLog(const Scenario& scenario, std::size_t count, double spread) : log_(scenario) {
    const RecordedFrame& first = scenario.iteration(0);
    std::vector<TrackedObject> copies;
    Random random(1);
    for (std::size_t i = 0; i < count && !first.objects.empty(); ++i) {
      TrackedObject copy = first.objects[i % first.objects.size()];
      const double distance = spread * std::sqrt(random.uniform()), direction = random.uniform(-kPi, kPi);
      copy.track = {i + 1};
      copy.box.centre.x = first.ego.rear_axle.x + distance * std::cos(direction);
      copy.box.centre.y = first.ego.rear_axle.y + distance * std::sin(direction);
      copies.push_back(copy);
    }
    std::ranges::stable_sort(copies, {}, &TrackedObject::type);
    for (int i = 0; i < scenario.iterations(); ++i) {
      const Point2 moved = scenario.iteration(i).ego.rear_axle.position() - first.ego.rear_axle.position();
      for (TrackedObject& copy : frames_.emplace_back(copies)) {
        copy.box.centre.x += moved.x;
        copy.box.centre.y += moved.y;
      }
    }
  }

  Result<SimTime> time(int iteration) override { return log_.time(iteration); }
  Result<EgoState> ego(int iteration) override { return log_.ego(iteration); }
  Result<std::span<const TrackedObject>> objects(int iteration) override {
    return std::span<const TrackedObject>(frames_[static_cast<std::size_t>(iteration)]);
  }
  Result<std::span<const TrafficLightStatus>> lights(int iteration) override { return log_.lights(iteration); }
  Status future_ego(int iteration, double horizon_s, int n, std::vector<EgoState>& out) override {
    return log_.future_ego(iteration, horizon_s, n, out);
  }

 private:
  PreloadedLog log_;
  std::vector<std::vector<TrackedObject>> frames_;
};

}  // namespace stepscope
