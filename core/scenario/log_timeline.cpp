#include "core/scenario/log_timeline.h"

#include <array>
#include <cstdint>
#include <map>

#include "core/scenario/log_query.h"

namespace stepscope {

namespace {

constexpr std::string_view kMergedChannel = "MergedPointCloud";
// Times are also computed with as doubles, which hold whole numbers up to here: about 285 years around 1970.
constexpr std::int64_t kLatestUs = std::int64_t{1} << 53;

constexpr std::array<LogColumn, 3> kLidarColumns{{{"lidar", "token"}, {"lidar", "channel"}, {"lidar", "log_token"}}};
constexpr LogQuery kLidars{"SELECT token, channel, log_token FROM lidar", kLidarColumns};

constexpr std::array<LogColumn, 4> kFrameColumns{
    {{"lidar_pc", "token"}, {"lidar_pc", "timestamp"}, {"lidar_pc", "scene_token"}, {"lidar_pc", "lidar_token"}}};
constexpr LogQuery kFrames{"SELECT token, timestamp, scene_token, lidar_token FROM lidar_pc ORDER BY timestamp",
                           kFrameColumns};

constexpr std::array<LogColumn, 4> kLogColumns{
    {{"log", "map_version"}, {"log", "vehicle_name"}, {"log", "date"}, {"log", "token"}}};
constexpr LogQuery kLog{"SELECT map_version, vehicle_name, date FROM log WHERE token = ?1", kLogColumns};

Error at(const Database& log, const LogColumn& column, std::string reason) {
  return {.file = log.file(),
          .place = std::string(column.table),
          .field = std::string(column.name),
          .reason = std::move(reason)};
}

// Token → token of the log row, of every lidar; sets which of them is the merged one.
Result<std::map<Token, Token>> read_lidars(const Database& log, LogTimeline& timeline) {
  auto statement = prepare(log, kLidars);
  if (!statement.ok()) return statement.error();
  std::map<Token, Token> lidars;
  int merged = 0;
  LogRow row(log, statement.value(), kLidars);
  for (;;) {
    auto more = statement.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    const Token token = row.token(0);
    const Token log_token = row.token(2);
    if (Status status = row.check(token); !status.ok()) return status.error();
    lidars[token] = log_token;
    if (row.text(1) != kMergedChannel) continue;
    ++merged;
    timeline.lidar = token;
    timeline.log = log_token;
  }
  if (merged != 1)
    return at(log, kLidarColumns[1],
              std::to_string(merged) + " lidars with channel " + std::string(kMergedChannel) + " instead of one");
  return lidars;
}

}  // namespace

Result<LogTimeline> read_timeline(const Database& log) {
  LogTimeline timeline;
  const auto lidars = read_lidars(log, timeline);
  if (!lidars.ok()) return lidars.error();
  auto statement = prepare(log, kFrames);
  if (!statement.ok()) return statement.error();
  LogRow row(log, statement.value(), kFrames);
  for (;;) {
    auto more = statement.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    const TimelineRow frame{.token = row.token(0), .time = {row.integer(1)}, .scene = row.token(2)};
    if (frame.time.us > kLatestUs || frame.time.us < -kLatestUs)
      row.refuse(1, "is not a time in microseconds since 1970");
    const Token lidar = row.token(3);
    if (lidar != timeline.lidar && !lidars.value().contains(lidar)) row.refuse(3, "there is no lidar " + lidar.hex());
    if (Status status = row.check(frame.token); !status.ok()) return status.error();
    if (lidar != timeline.lidar) continue;
    if (!timeline.rows.empty() && timeline.rows.back().time >= frame.time)
      return at(log, kFrameColumns[1],
                "frames " + timeline.rows.back().token.hex() + " and " + frame.token.hex() +
                    " have the same time, so that their order is not known");
    timeline.rows.push_back(frame);
  }
  if (timeline.rows.empty())
    return Error{.file = log.file(), .place = "lidar_pc", .field = {}, .reason = "the log has no frames"};
  return timeline;
}

Result<LogDescription> read_log_description(const Database& log, Token log_token) {
  auto statement = prepare(log, kLog);
  if (!statement.ok()) return statement.error();
  statement.value().bind(1, log_token);
  auto more = statement.value().step();
  if (!more.ok()) return more.error();
  if (!more.value()) return at(log, kLidarColumns[2], "there is no log " + log_token.hex());
  const Statement& row = statement.value();
  LogDescription description{
      .location = std::string(row.text(0)), .vehicle = std::string(row.text(1)), .date = std::string(row.text(2))};
  constexpr std::string_view kSuffix = ".gpkg";
  if (description.location.ends_with(kSuffix))
    description.location.resize(description.location.size() - kSuffix.size());
  if (description.location.empty()) return at(log, kLogColumns[0], "names no map");
  return description;
}

}  // namespace stepscope
