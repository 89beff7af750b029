#include "core/scenario/lazy_log.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "core/scenario/frame_window.h"
#include "core/scenario/preloaded_log.h"
#include "core/scenario/recorded_rows.h"

namespace stepscope {

struct LazyLog::Queries {
  static constexpr std::array<LogColumn, 3> kFrameColumns{
      {{"lidar_pc", "token"}, {"lidar_pc", "ego_pose_token"}, {"lidar_pc", "timestamp"}}};
  static constexpr auto kPoseRowColumns =
      join_columns(kPoseColumns, std::array<LogColumn, 5>{{{"ego_pose", "vx"},
                                                           {"ego_pose", "vy"},
                                                           {"ego_pose", "acceleration_x"},
                                                           {"ego_pose", "acceleration_y"},
                                                           {"ego_pose", "token"}}});
  static constexpr auto kBoxesColumns =
      join_columns(std::array<LogColumn, 1>{{{"lidar_box", "track_token"}}}, kBoxColumns,
                   std::array<LogColumn, 1>{{{"lidar_box", "lidar_pc_token"}}});
  static constexpr std::array<LogColumn, 2> kTrackColumns{{{"track", "category_token"}, {"track", "token"}}};
  static constexpr std::array<LogColumn, 2> kCategoryColumns{{{"category", "name"}, {"category", "token"}}};
  static constexpr std::array<LogColumn, 2> kLidarColumns{{{"lidar", "token"}, {"lidar", "channel"}}};

  static constexpr std::array<LogQuery, 8> kAll{{
      {"SELECT token, ego_pose_token, timestamp FROM lidar_pc WHERE token = ?1", kFrameColumns},
      {"SELECT x, y, qw, qx, qy, qz, vx, vy, acceleration_x, acceleration_y FROM ego_pose WHERE token = ?1",
       kPoseRowColumns},
      {"SELECT track_token, x, y, yaw, length, width, height, vx, vy FROM lidar_box WHERE lidar_pc_token = ?1 "
       "ORDER BY rowid",
       kBoxesColumns},
      {"SELECT category_token FROM track WHERE token = ?1", kTrackColumns},
      {"SELECT name FROM category WHERE token = ?1", kCategoryColumns},
      {"SELECT lane_connector_id, status FROM traffic_light_status WHERE lidar_pc_token = ?1 ORDER BY rowid",
       kLightColumns},
      {"SELECT token FROM lidar WHERE channel = 'MergedPointCloud'", kLidarColumns},
      {"SELECT token, ego_pose_token, timestamp FROM (SELECT token, ego_pose_token, timestamp, ROW_NUMBER() OVER "
       "(ORDER BY timestamp) - 1 AS n FROM lidar_pc WHERE lidar_token = ?1 AND timestamp >= ?2 ORDER BY timestamp "
       "LIMIT ?4 + 1) WHERE n > 0 AND n % ?3 = 0 ORDER BY timestamp",
       kFrameColumns},
  }};

  static FrameRow frame_row(LogRow& row) { return {row.token(0), row.token(1), {row.integer(2)}}; }
};

Result<std::unique_ptr<LazyLog>> LazyLog::open(const Scenario& scenario, LogValues lights, LogConnections connections,
                                               StatementLedger* ledger) {
  auto statements = LogStatements::open(scenario.id().db, connections, Queries::kAll, ledger);
  if (!statements.ok()) return statements.error();
  return std::unique_ptr<LazyLog>(new LazyLog(scenario, lights, std::move(statements).value()));
}

Result<LazyLog::FrameRow> LazyLog::frame(int iteration) {
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known.error();
  const Token token = scenario_.iteration(iteration).token;
  std::optional<FrameRow> frame;
  const Status status = statements_->execute(kFrame, token, [&](LogRow& row) { frame = Queries::frame_row(row); });
  if (!status.ok()) return status.error();
  if (!frame) return statements_->missing(kFrame, "frame", token);
  return *frame;
}

Result<EgoState> LazyLog::pose(const FrameRow& frame) {
  std::optional<EgoState> ego;
  const Status status =
      statements_->execute(kPose, frame.pose, [&](LogRow& row) { ego = read_ego(row, 0, 6, frame.time); });
  if (!status.ok()) return status.error();
  if (!ego) return statements_->missing(kPose, "ego pose", frame.pose);
  return *ego;
}

Result<ObjectType> LazyLog::type_of(Token track) {
  std::optional<Token> category;
  Status status = statements_->execute(kTrack, track, [&](LogRow& row) { category = row.token(0); });
  if (!status.ok()) return status.error();
  if (!category) return statements_->missing(kTrack, "track", track);
  for (const auto& [token, type] : categories_)
    if (token == *category) return type;

  std::optional<ObjectType> type;
  status = statements_->execute(kCategory, *category, [&](LogRow& row) {
    type = object_type_from_category(row.text(0));
    if (!type) row.refuse(0, "\"" + std::string(row.text(0)) + "\" is not a category of nuPlan");
  });
  if (!status.ok()) return status.error();
  if (!type) return statements_->missing(kCategory, "category", *category);
  return categories_.emplace_back(*category, *type).second;
}

Result<SimTime> LazyLog::time(int iteration) {
  auto row = frame(iteration);
  if (!row.ok()) return row.error();
  return row.value().time;
}

Result<EgoState> LazyLog::ego(int iteration) {
  auto row = frame(iteration);
  if (!row.ok()) return row.error();
  return pose(row.value());
}

Result<std::span<const TrackedObject>> LazyLog::objects(int iteration) {
  auto of = frame(iteration);
  if (!of.ok()) return of.error();
  std::vector<TrackedObject> objects;
  categories_.clear();
  Status referred;  // loading what the boxes refer to
  const Status status = statements_->execute(kBoxes, of.value().token, [&](LogRow& row) {
    if (!referred.ok()) return;
    const Token track = row.token(0);
    const auto type = type_of(track);
    if (type.ok()) {
      objects.push_back(read_box(row, 1, track, type.value()));
    } else {
      referred = type.error();
    }
  });
  if (!status.ok()) return status.error();
  if (!referred.ok()) return referred.error();
  std::stable_sort(objects.begin(), objects.end(),
                   [](const TrackedObject& a, const TrackedObject& b) { return a.type < b.type; });
  return std::span<const TrackedObject>(objects_.emplace_back(std::move(objects)));
}

Result<std::span<const TrafficLightStatus>> LazyLog::lights(int iteration) {
  if (lights_access_ == LogValues::kPreloaded) return PreloadedLog(scenario_).lights(iteration);
  auto of = frame(iteration);
  if (!of.ok()) return of.error();
  std::vector<TrafficLightStatus> lights;
  const Status status =
      statements_->execute(kLights, of.value().token, [&](LogRow& row) { lights.push_back(read_light(row, 0)); });
  if (!status.ok()) return status.error();
  return std::span<const TrafficLightStatus>(lights_.emplace_back(std::move(lights)));
}

Status LazyLog::future_ego(int iteration, double horizon_s, int n, std::vector<EgoState>& out) {
  out.clear();
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known;
  const auto step = static_cast<std::int64_t>(sample_step(horizon_s, n));
  if (step == 0) return {};
  auto now = frame(iteration);
  if (!now.ok()) return now.error();
  const Token here = now.value().token;
  std::optional<Token> lidar;
  Status status = statements_->execute(
      kLidar, here, [](Statement&) {}, [&](LogRow& row) { lidar = row.token(0); });
  if (!status.ok()) return status;
  if (!lidar) return statements_->missing(kLidar, "frame", here);
  future_.clear();
  status = statements_->execute(
      kFuture, here,
      [&](Statement& statement) {
        statement.bind(1, *lidar).bind(2, now.value().time.us).bind(3, step);
        statement.bind(4, step * static_cast<std::int64_t>(n));
      },
      [&](LogRow& row) { future_.push_back(Queries::frame_row(row)); });
  if (!status.ok()) return status;
  for (const FrameRow& later : future_) {
    auto ego = pose(later);
    if (!ego.ok()) return ego.error();
    out.push_back(ego.value());
  }
  return {};
}

}  // namespace stepscope
