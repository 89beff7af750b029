#include "core/record/log_content.h"

#include <utility>

#include "core/files/text_file.h"
#include "core/learning/learning_library.h"
#include "core/record/file_hash.h"
#include "core/record/msgpack_writer.h"

namespace stepscope {

namespace {

void append_ego(const EgoState& e, MsgpackWriter& out) {
  out.row(e.time.us, e.rear_axle.x, e.rear_axle.y, e.rear_axle.heading, e.vx, e.vy, e.ax, e.ay, e.angular_velocity,
          e.angular_acceleration, e.steering_angle, e.steering_rate);
}

void append_object(const TrackedObject& o, MsgpackWriter& out) {
  out.list(9);
  out.text(o.track.hex());
  out.text(category_name(o.type));
  for (const double value :
       {o.box.centre.x, o.box.centre.y, o.box.centre.heading, o.box.length, o.box.width, o.vx, o.vy})
    out.number(value);
}

}  // namespace

Result<std::optional<LoggedModel>> logged_model(const AssembledRun& run) {
  if (run.model() == nullptr) return std::optional<LoggedModel>();
  LoggedModel model{.name = run.model()->name, .sha256 = {}, .weights = {}};
  if (!run.model()->file.empty()) {
    auto hash = sha256_of_file(run.model()->file);
    if (!hash.ok()) return hash.error();
    model.sha256 = std::move(hash).value();
  }
  return std::optional(std::move(model));
}

Result<std::optional<LoggedModel>> logged_model_with_weights(const AssembledRun& run,
                                                             std::string_view library_weights) {
  auto model = logged_model(run);
  if (!model.ok() || !model.value()) return model;
  if (run.model()->file.empty()) {
    model.value()->weights = library_weights;
    return model;
  }
  auto bytes = read_file(run.model()->file);
  if (!bytes.ok()) return bytes.error();
  model.value()->weights = std::move(bytes).value();
  return model;
}

Result<std::string> library_weights(const AssembledRun& run) {
  if (run.model() == nullptr || !run.model()->file.empty()) return std::string();
  auto library = learning_library();
  if (!library.ok()) return library.error();
  return library.value()->random_resnet50_file(run.model()->contract.contract.shape());
}

std::string log_beginning(std::size_t frames, LogParts parts) {
  std::string bytes;
  MsgpackWriter out(bytes);
  out.map(parts == LogParts::kFramesAndHeader ? 2 : 3);
  out.text("frames");
  out.list(static_cast<std::uint32_t>(frames));
  return bytes;
}

void append_log_frame(const StepFrame& frame, std::string& bytes) {
  MsgpackWriter out(bytes);
  out.map(6);
  out.text("ego");
  append_ego(frame.ego, out);
  out.text("lights");
  out.list(static_cast<std::uint32_t>(frame.lights.size()));
  for (const TrafficLightStatus& l : frame.lights) out.row(l.lane_connector, static_cast<int>(l.colour));
  out.text("objects");
  out.list(static_cast<std::uint32_t>(frame.objects.size()));
  for (const TrackedObject& o : frame.objects) append_object(o, out);
  out.text("step");
  out.number(frame.step);
  out.text("time_us");
  out.number(frame.time.us);
  out.text("trajectory");
  out.list(static_cast<std::uint32_t>(frame.trajectory.states().size()));
  for (const TrajectoryState& s : frame.trajectory.states())
    out.row(s.time.us, s.rear_axle.x, s.rear_axle.y, s.rear_axle.heading, s.vx, s.vy, s.ax, s.ay, s.steering_angle);
}

void append_log_end(const AssembledRun& run, const std::optional<LoggedModel>& model, std::string& bytes) {
  const Scenario& scenario = *run.scenario();
  const std::pair<const char*, std::string> header[] = {
      {"format", "stepscope simulation log"},
      {"log", scenario.log_name()},
      {"token", scenario.id().token.hex()},
      {"scenario_type", scenario.type()},
      {"map_name", scenario.map_name()},
      {"planner", run.request().planner},
      {"challenge", std::string(challenge_key(run.request().challenge))},
      {"ego_row", "time_us x y heading vx vy ax ay angular_velocity angular_acceleration steering_angle steering_rate"},
      {"object_row", "track type x y heading length width vx vy"},
      {"light_row", "lane_connector colour(0 green 1 yellow 2 red 3 unknown)"},
      {"trajectory_row", "time_us x y heading vx vy ax ay steering_angle"}};
  MsgpackWriter out(bytes);
  out.text("header");
  out.map(static_cast<std::uint32_t>(std::size(header)) + 1);
  for (const auto& [key, value] : header) {
    out.text(key);
    out.text(value);
  }
  out.text("version");
  out.number(1);
  if (!model) return;
  out.text("model");
  out.map(1 + (model->sha256.empty() ? 0U : 1U) + (model->weights ? 1U : 0U));
  out.text("name");
  out.text(model->name);
  if (!model->sha256.empty()) {
    out.text("sha256");
    out.text(model->sha256);
  }
  if (!model->weights) return;
  out.text("weights");
  out.bytes(*model->weights);
}

}  // namespace stepscope
