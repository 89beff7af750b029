#pragma once

#include <array>

#include "core/geometry/pose2.h"
#include "core/scenario/log_query.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"
#include "core/world/traffic_light.h"

namespace stepscope {

// How rows of a log become values: one function per kind, whichever statement brings the rows. Faults are left in the
// row. `first` is the column where the values begin.

// ego_pose: x, y, qw, qx, qy, qz.
inline constexpr std::array<LogColumn, 6> kPoseColumns{{{"ego_pose", "x"},
                                                        {"ego_pose", "y"},
                                                        {"ego_pose", "qw"},
                                                        {"ego_pose", "qx"},
                                                        {"ego_pose", "qy"},
                                                        {"ego_pose", "qz"}}};
// Rear axle. Heading atan2(2(qw·qz − qx·qy), 1 − 2(qy² + qz²)) of the normalised quaternion: the reference's yaw.
Pose2 read_pose(LogRow& row, int first);

// ego_pose: x, y, qw, qx, qy, qz; lidar_pc: timestamp; ego_pose: vx, vy, acceleration_x, acceleration_y. The time is
// the frame's, not the pose's own.
inline constexpr std::array<LogColumn, 11> kEgoColumns{{{"ego_pose", "x"},
                                                        {"ego_pose", "y"},
                                                        {"ego_pose", "qw"},
                                                        {"ego_pose", "qx"},
                                                        {"ego_pose", "qy"},
                                                        {"ego_pose", "qz"},
                                                        {"lidar_pc", "timestamp"},
                                                        {"ego_pose", "vx"},
                                                        {"ego_pose", "vy"},
                                                        {"ego_pose", "acceleration_x"},
                                                        {"ego_pose", "acceleration_y"}}};
EgoState read_ego(LogRow& row, int first);
// The same where the frame's time is known already: pose columns from `pose`, vx, vy, acceleration_x and acceleration_y
// from `motion`.
EgoState read_ego(LogRow& row, int pose, int motion, SimTime time);

// lidar_box: x, y, yaw, length, width, height, vx, vy. Velocities of static objects are not read. Type and track are
// the caller's.
inline constexpr std::array<LogColumn, 8> kBoxColumns{{{"lidar_box", "x"},
                                                       {"lidar_box", "y"},
                                                       {"lidar_box", "yaw"},
                                                       {"lidar_box", "length"},
                                                       {"lidar_box", "width"},
                                                       {"lidar_box", "height"},
                                                       {"lidar_box", "vx"},
                                                       {"lidar_box", "vy"}}};
TrackedObject read_box(LogRow& row, int first, Token track, ObjectType type);

// traffic_light_status: lane_connector_id, status.
inline constexpr std::array<LogColumn, 2> kLightColumns{
    {{"traffic_light_status", "lane_connector_id"}, {"traffic_light_status", "status"}}};
TrafficLightStatus read_light(LogRow& row, int first);

// The columns of a statement, put together from groups.
template <std::size_t... N>
constexpr auto join_columns(const std::array<LogColumn, N>&... groups) {
  std::array<LogColumn, (N + ...)> joined{};
  std::size_t end = 0;
  const auto add = [&](const auto& group) {
    for (const LogColumn& column : group) joined[end++] = column;
  };
  (add(groups), ...);
  return joined;
}

}  // namespace stepscope
