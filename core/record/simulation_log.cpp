#include <lzma.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "core/record/run_record.h"

namespace stepscope {

namespace {

using Json = nlohmann::json;

Json ego_row(const EgoState& e) {
  return {e.time.us, e.rear_axle.x,      e.rear_axle.y,          e.rear_axle.heading, e.vx,           e.vy, e.ax,
          e.ay,      e.angular_velocity, e.angular_acceleration, e.steering_angle,    e.steering_rate};
}

Json frame_object(const StepFrame& frame) {
  Json objects = Json::array();
  for (const TrackedObject& o : frame.objects)
    objects.push_back({o.track.hex(), category_name(o.type), o.box.centre.x, o.box.centre.y, o.box.centre.heading,
                       o.box.length, o.box.width, o.vx, o.vy});
  Json lights = Json::array();
  for (const TrafficLightStatus& l : frame.lights) lights.push_back({l.lane_connector, static_cast<int>(l.colour)});
  Json trajectory = Json::array();
  for (const TrajectoryState& s : frame.trajectory.states())
    trajectory.push_back(
        {s.time.us, s.rear_axle.x, s.rear_axle.y, s.rear_axle.heading, s.vx, s.vy, s.ax, s.ay, s.steering_angle});
  return {{"step", frame.step}, {"time_us", frame.time.us}, {"ego", ego_row(frame.ego)},
          {"objects", objects}, {"lights", lights},         {"trajectory", trajectory}};
}

std::string compress_xz(const std::vector<std::uint8_t>& bytes) {
  std::string packed(lzma_stream_buffer_bound(bytes.size()), '\0');
  std::size_t size = 0;
  constexpr std::uint32_t kPreset = 0;  // as the reference: the fastest
  const lzma_ret code = lzma_easy_buffer_encode(kPreset, LZMA_CHECK_CRC64, nullptr, bytes.data(), bytes.size(),
                                                reinterpret_cast<std::uint8_t*>(packed.data()), &size, packed.size());
  if (code != LZMA_OK) throw std::runtime_error("xz: error " + std::to_string(code));  // only out of memory
  packed.resize(size);
  return packed;
}

}  // namespace

std::string simulation_log_xz(const RunRecord& record) {
  const Scenario& scenario = *record.run.scenario();
  Json log;
  log["header"] = {{"format", "stepscope simulation log"},
                   {"version", 1},
                   {"log", scenario.log_name()},
                   {"token", scenario.id().token.hex()},
                   {"scenario_type", scenario.type()},
                   {"map_name", scenario.map_name()},
                   {"planner", record.run.request().planner},
                   {"challenge", challenge_key(record.run.request().challenge)},
                   {"ego_row",
                    "time_us x y heading vx vy ax ay angular_velocity angular_acceleration steering_angle "
                    "steering_rate"},
                   {"object_row", "track type x y heading length width vx vy"},
                   {"light_row", "lane_connector colour(0 green 1 yellow 2 red 3 unknown)"},
                   {"trajectory_row", "time_us x y heading vx vy ax ay steering_angle"}};
  Json frames = Json::array();
  const RunTape& tape = record.run.tape();
  for (std::size_t k = 0; k < tape.size(); ++k) frames.push_back(frame_object(*tape.frame(k)));
  log["frames"] = std::move(frames);
  return compress_xz(Json::to_msgpack(log));
}

}  // namespace stepscope
