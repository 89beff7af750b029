#include "core/scenario/recorded_rows.h"

#include <cmath>

namespace stepscope {

Pose2 read_pose(LogRow& row, int first) {
  const double x = row.number(first), y = row.number(first + 1);
  double qw = row.number(first + 2), qx = row.number(first + 3), qy = row.number(first + 4), qz = row.number(first + 5);
  const double norm = std::sqrt(qw * qw + qx * qx + qy * qy + qz * qz);
  if (!(norm > 0.0)) {
    row.refuse(first + 2, "is part of a quaternion of length 0");
    return {};
  }
  qw /= norm;
  qx /= norm;
  qy /= norm;
  qz /= norm;
  return {x, y, std::atan2(2.0 * (qw * qz - qx * qy), 1.0 - 2.0 * (qy * qy + qz * qz))};
}

EgoState read_ego(LogRow& row, int first) {
  const SimTime time{row.integer(first + 6)};
  return read_ego(row, first, first + 7, time);
}

EgoState read_ego(LogRow& row, int pose, int motion, SimTime time) {
  return {.time = time,
          .rear_axle = read_pose(row, pose),
          .vx = row.number(motion),
          .vy = row.number(motion + 1),
          .ax = row.number(motion + 2),
          .ay = row.number(motion + 3)};
}

TrackedObject read_box(LogRow& row, int first, Token track, ObjectType type) {
  TrackedObject object{.track = track, .type = type};
  object.box.centre = {row.number(first), row.number(first + 1), row.number(first + 2)};
  object.box.length = row.number(first + 3);
  object.box.width = row.number(first + 4);
  object.height = row.number(first + 5);
  if (object.box.length < 0.0) row.refuse(first + 3, "is negative");
  if (object.box.width < 0.0) row.refuse(first + 4, "is negative");
  if (is_agent(type)) {
    object.vx = row.number(first + 6);
    object.vy = row.number(first + 7);
  }
  return object;
}

TrafficLightStatus read_light(LogRow& row, int first) {
  return {.lane_connector = row.integer(first), .colour = light_colour_from_text(row.text(first + 1))};
}

}  // namespace stepscope
