#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "core/synthesis/story.h"
#include "core/synthesis/town.h"

namespace stepscope::synthesis {

// The ego at a moment: rear axle in local metres; speed, accelerations and yaw rate at the rear axle.
struct EgoSample {
  std::int64_t time_us{0};
  Pose2 rear_axle;
  double speed{0.0};         // m/s, forward; the rear axle does not slip
  double acceleration{0.0};  // m/s², forward
  double lateral{0.0};       // m/s², to the left
  double yaw_rate{0.0};      // rad/s
};

struct TrackInfo {
  Category category{Category::kVehicle};
  double length{0.0}, width{0.0}, height{0.0};
};

struct SeenObject {
  int track{0};  // index in LogRecording::tracks
  Pose2 centre;
  Point2 velocity;  // m/s, along the axes of the map
};

struct SeenLight {
  int connector{0};  // index in City::segments
  Lamp lamp{Lamp::kRed};
};

struct RecordedMoment {
  std::int64_t time_us{0};
  int ego{0};  // index in LogRecording::ego
  std::vector<SeenObject> objects;
  std::vector<SeenLight> lights;
};

// Everything a log holds, before it is written: 36 s, frames at 20 Hz, the ego at 100 Hz.
struct LogRecording {
  Cut cut;
  std::vector<EgoSample> ego;
  std::vector<RecordedMoment> frames;
  std::vector<TrackInfo> tracks;
  int left_out{0};  // movers left out because they touched something
};

// Cuts a log out of the town's life. `start_us` is its first time stamp.
LogRecording record_log(const Town& town, const Cut& cut, std::int64_t start_us, Random& random);

// The segment of the ego's trip under its rear axle at a frame, and the way ahead.
std::size_t ego_entry(const Town& town, const Cut& cut, int frame);

// Ids of the roadblocks and roadblock connectors from where the ego is at `frame` to well beyond its end.
std::vector<std::int64_t> route_from(const Town& town, const Cut& cut, int frame);

}  // namespace stepscope::synthesis
