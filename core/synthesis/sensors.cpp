#include "core/synthesis/sensors.h"

#include <cmath>

#include "core/geometry/angle.h"
#include "core/synthesis/pickle.h"

namespace stepscope::synthesis {

std::vector<CameraSetup> camera_setups() {
  struct Mount {
    const char* channel;
    double x, y, degrees;  // place on the vehicle and where it looks, counter-clockwise from straight ahead
  };
  static constexpr Mount kMounts[] = {{"CAM_F0", 1.65, 0.0, 0},     {"CAM_L0", 1.55, 0.45, 55},
                                      {"CAM_R0", 1.55, -0.45, -55}, {"CAM_L1", 0.9, 0.6, 100},
                                      {"CAM_R1", 0.9, -0.6, -100},  {"CAM_L2", 0.2, 0.5, 145},
                                      {"CAM_R2", 0.2, -0.5, -145},  {"CAM_B0", -0.2, 0.0, 180}};
  std::vector<CameraSetup> out;
  for (const Mount& mount : kMounts) {
    // Optical frame (z ahead, x right) → vehicle frame, then turned to where the camera looks.
    const double half = 0.5 * mount.degrees * kPi / 180.0, c = std::cos(half), s = std::sin(half);
    out.push_back({mount.channel, pickle_list({mount.x, mount.y, 1.72}),
                   pickle_list({0.5 * (c + s), -0.5 * (c - s), 0.5 * (c - s), -0.5 * (c + s)}),
                   pickle_matrix({{1545.0, 0.0, 960.0}, {0.0, 1545.0, 540.0}, {0.0, 0.0, 1.0}}),
                   pickle_list({-0.35, 0.17, 0.0, 0.0, -0.05})});
  }
  return out;
}

LidarSetup lidar_setup() {
  return {"MergedPointCloud", pickle_list({1.5, 0.0, 1.9}), pickle_list({1.0, 0.0, 0.0, 0.0})};
}

}  // namespace stepscope::synthesis
