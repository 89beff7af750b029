#include "core/scenario/queried_log.h"

#include <algorithm>

#include "core/scenario/frame_window.h"
#include "core/scenario/preloaded_log.h"
#include "core/scenario/recorded_rows.h"

namespace stepscope {

// Statements as the reference sends them, except that objects come in an order that is written down.
struct QueriedLog::Queries {
  static constexpr std::array<LogColumn, 2> kTimeColumns{{{"lidar_pc", "timestamp"}, {"lidar_pc", "token"}}};
  static constexpr auto kFrameEgoColumns =
      join_columns(kEgoColumns, std::array<LogColumn, 2>{{{"lidar_pc", "ego_pose_token"}, {"ego_pose", "token"}}});
  static constexpr auto kObjectColumns =
      join_columns(std::array<LogColumn, 2>{{{"category", "name"}, {"lidar_box", "track_token"}}}, kBoxColumns,
                   std::array<LogColumn, 2>{{{"lidar_box", "lidar_pc_token"}, {"track", "category_token"}}});
  static constexpr std::array<LogColumn, 2> kLidarColumns{{{"lidar", "token"}, {"lidar", "channel"}}};

  static constexpr std::array<LogQuery, kKinds> kAll{{
      {"SELECT timestamp FROM lidar_pc WHERE token = ?1", kTimeColumns},
      {"SELECT ep.x, ep.y, ep.qw, ep.qx, ep.qy, ep.qz, lp.timestamp, ep.vx, ep.vy, ep.acceleration_x, "
       "ep.acceleration_y "
       "FROM ego_pose ep JOIN lidar_pc lp ON lp.ego_pose_token = ep.token WHERE lp.token = ?1",
       kFrameEgoColumns},
      {"SELECT c.name, lb.track_token, lb.x, lb.y, lb.yaw, lb.length, lb.width, lb.height, lb.vx, lb.vy "
       "FROM lidar_box lb JOIN track t ON t.token = lb.track_token JOIN category c ON c.token = t.category_token "
       "JOIN lidar_pc lp ON lp.token = lb.lidar_pc_token WHERE lp.token = ?1 ORDER BY lb.rowid",
       kObjectColumns},
      {"SELECT tl.lane_connector_id, tl.status FROM lidar_pc lp JOIN traffic_light_status tl "
       "ON tl.lidar_pc_token = lp.token WHERE lp.token = ?1 ORDER BY tl.rowid",
       kLightColumns},
      {"SELECT token FROM lidar WHERE channel = 'MergedPointCloud'", kLidarColumns},
      {"SELECT ep.x, ep.y, ep.qw, ep.qx, ep.qy, ep.qz, lp.timestamp, ep.vx, ep.vy, ep.acceleration_x, "
       "ep.acceleration_y "
       "FROM (SELECT ego_pose_token, timestamp, ROW_NUMBER() OVER (ORDER BY timestamp) - 1 AS n FROM lidar_pc "
       "WHERE lidar_token = ?2 AND timestamp >= (SELECT timestamp FROM lidar_pc WHERE token = ?1) "
       "ORDER BY timestamp LIMIT ?4 + 1) lp JOIN ego_pose ep ON ep.token = lp.ego_pose_token "
       "WHERE lp.n > 0 AND lp.n % ?3 = 0 ORDER BY lp.timestamp",
       kFrameEgoColumns},
  }};
};

Result<std::unique_ptr<QueriedLog>> QueriedLog::open(const Scenario& scenario, const LogAccess& access,
                                                     StatementLedger* ledger) {
  auto statements = LogStatements::open(scenario.id().db, access.connections, Queries::kAll, ledger);
  if (!statements.ok()) return statements.error();
  return std::unique_ptr<QueriedLog>(new QueriedLog(scenario, access, std::move(statements).value()));
}

Result<SimTime> QueriedLog::time(int iteration) {
  if (access_.states == LogValues::kPreloaded) return PreloadedLog(scenario_).time(iteration);
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known.error();
  std::optional<SimTime> time;
  const Token frame = token(iteration);
  const Status status = statements_->execute(kTime, frame, [&](LogRow& row) { time = SimTime{row.integer(0)}; });
  if (!status.ok()) return status.error();
  if (!time) return statements_->missing(kTime, "frame", frame);
  return *time;
}

Result<EgoState> QueriedLog::ego(int iteration) {
  if (access_.states == LogValues::kPreloaded) return PreloadedLog(scenario_).ego(iteration);
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known.error();
  std::optional<EgoState> ego;
  const Token frame = token(iteration);
  const Status status = statements_->execute(kEgo, frame, [&](LogRow& row) { ego = read_ego(row, 0); });
  if (!status.ok()) return status.error();
  if (!ego) return statements_->missing(kEgo, "frame", frame);
  return *ego;
}

Result<std::span<const TrackedObject>> QueriedLog::objects(int iteration) {
  if (access_.states == LogValues::kPreloaded) return PreloadedLog(scenario_).objects(iteration);
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known.error();
  std::vector<TrackedObject> objects;
  const Token frame = token(iteration);
  const Status status = statements_->execute(kObjects, frame, [&](LogRow& row) {
    const auto type = object_type_from_category(row.text(0));
    if (!type) row.refuse(0, "\"" + std::string(row.text(0)) + "\" is not a category of nuPlan");
    objects.push_back(read_box(row, 2, row.token(1), type.value_or(ObjectType::kGenericObject)));
  });
  if (!status.ok()) return status.error();
  std::stable_sort(objects.begin(), objects.end(),
                   [](const TrackedObject& a, const TrackedObject& b) { return a.type < b.type; });
  return std::span<const TrackedObject>(objects_.emplace_back(std::move(objects)));
}

Result<std::span<const TrafficLightStatus>> QueriedLog::lights(int iteration) {
  if (access_.lights == LogValues::kPreloaded) return PreloadedLog(scenario_).lights(iteration);
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known.error();
  std::vector<TrafficLightStatus> lights;
  const Token frame = token(iteration);
  const Status status =
      statements_->execute(kLights, frame, [&](LogRow& row) { lights.push_back(read_light(row, 0)); });
  if (!status.ok()) return status.error();
  return std::span<const TrafficLightStatus>(lights_.emplace_back(std::move(lights)));
}

Status QueriedLog::future_ego(int iteration, double horizon_s, int n, std::vector<EgoState>& out) {
  if (access_.states == LogValues::kPreloaded) return PreloadedLog(scenario_).future_ego(iteration, horizon_s, n, out);
  out.clear();
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known;
  const auto step = static_cast<std::int64_t>(sample_step(horizon_s, n));
  if (step == 0) return {};
  const Token frame = token(iteration);
  std::optional<Token> lidar;
  Status status = statements_->execute(
      kLidar, frame, [](Statement&) {}, [&](LogRow& row) { lidar = row.token(0); });
  if (!status.ok()) return status;
  if (!lidar) return statements_->missing(kLidar, "frame", frame);
  return statements_->execute(
      kFuture, frame,
      [&](Statement& statement) {
        statement.bind(1, frame).bind(2, *lidar).bind(3, step).bind(4, step * static_cast<std::int64_t>(n));
      },
      [&](LogRow& row) { out.push_back(read_ego(row, 0)); });
}

}  // namespace stepscope
