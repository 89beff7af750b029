#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "core/files/json_text.h"
#include "core/record/run_record.h"

namespace stepscope {

namespace {

using Buffer = fmt::memory_buffer;

// Shortest text that reads back to the same double; JSON has no word for NaN and infinity.
void add_number(Buffer& out, double value) {
  if (std::isfinite(value)) {
    fmt::format_to(std::back_inserter(out), "{}", value);
  } else {
    fmt::format_to(std::back_inserter(out), "null");
  }
}

void add_text(Buffer& out, std::string_view text) { out.append(text); }

void add_ego(Buffer& out, const EgoState& ego) {
  fmt::format_to(std::back_inserter(out), "{{\"time_us\":{}", ego.time.us);
  const std::pair<const char*, double> fields[] = {{"x", ego.rear_axle.x},
                                                   {"y", ego.rear_axle.y},
                                                   {"heading", ego.rear_axle.heading},
                                                   {"vx", ego.vx},
                                                   {"vy", ego.vy},
                                                   {"ax", ego.ax},
                                                   {"ay", ego.ay},
                                                   {"angular_velocity", ego.angular_velocity},
                                                   {"angular_acceleration", ego.angular_acceleration},
                                                   {"steering_angle", ego.steering_angle},
                                                   {"steering_rate", ego.steering_rate}};
  for (const auto& [name, value] : fields) {
    fmt::format_to(std::back_inserter(out), ",\"{}\":", name);
    add_number(out, value);
  }
  add_text(out, "}");
}

void add_trajectory(Buffer& out, const Trajectory& trajectory) {
  add_text(out, "[");
  const char* separator = "";
  for (const TrajectoryState& s : trajectory.states()) {
    fmt::format_to(std::back_inserter(out), "{}[{}", separator, s.time.us);
    for (const double value :
         {s.rear_axle.x, s.rear_axle.y, s.rear_axle.heading, s.vx, s.vy, s.ax, s.ay, s.steering_angle}) {
      add_text(out, ",");
      add_number(out, value);
    }
    add_text(out, "]");
    separator = ",\n  ";
  }
  add_text(out, "]");
}

}  // namespace

std::string history_json(const RunRecord& record) {
  const Scenario& scenario = *record.run.scenario();
  const RunTape& tape = record.run.tape();
  const nlohmann::ordered_json header{{"db", scenario.id().db.filename().string()},
                                      {"map_name", scenario.map_name()},
                                      {"token", scenario.id().token.hex()},
                                      {"scenario_type", scenario.type()},
                                      {"planner", record.run.request().planner},
                                      {"challenge", challenge_key(record.run.request().challenge)},
                                      {"controller", controller_key(record.run.controller())},
                                      {"number_of_iterations", scenario.iterations()}};
  Buffer out;
  fmt::format_to(std::back_inserter(out), "{{\"header\": {},\n \"steps\": {},\n \"iteration_time_us\": [",
                 json_text(header), tape.size());
  for (std::size_t k = 0; k < tape.size(); ++k)
    fmt::format_to(std::back_inserter(out), "{}{}", k > 0 ? "," : "", tape.frame(k)->time.us);
  add_text(out, "],\n \"ego\": [");
  for (std::size_t k = 0; k < tape.size(); ++k) {
    if (k > 0) add_text(out, ",\n  ");
    add_ego(out, tape.frame(k)->ego);
  }
  add_text(out, "],\n \"trajectories\": {");
  bool first = true;
  for (std::size_t k = 0; k < tape.size(); ++k) {
    if (record.trajectories == TrajectoriesKept::kEveryTenth && k % 10 != 0 && k + 1 != tape.size()) continue;
    fmt::format_to(std::back_inserter(out), "{}\"{}\": ", first ? "" : ",\n  ", k);
    add_trajectory(out, tape.frame(k)->trajectory);
    first = false;
  }
  add_text(out, "}}\n");
  return fmt::to_string(out);
}

}  // namespace stepscope
