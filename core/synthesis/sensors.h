#pragma once

#include <string>
#include <vector>

namespace stepscope::synthesis {

// Calibration as stored: pickled blobs (translation and rotation from the sensor to the vehicle, whose origin is the
// rear axle).
struct CameraSetup {
  std::string channel;
  std::string translation, rotation, intrinsic, distortion;
  int width{1920}, height{1080};
};

struct LidarSetup {
  std::string channel;
  std::string translation, rotation;
};

// Eight cameras around the vehicle.
std::vector<CameraSetup> camera_setups();
LidarSetup lidar_setup();

}  // namespace stepscope::synthesis
