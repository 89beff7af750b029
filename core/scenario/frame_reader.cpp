#include "core/scenario/frame_reader.h"

#include <optional>
#include <unordered_map>

#include "core/scenario/recorded_rows.h"

namespace stepscope {

namespace {

constexpr auto kEgosColumns =
    join_columns(std::array<LogColumn, 2>{{{"lidar_pc", "token"}, {"lidar_pc", "ego_pose_token"}}},
                 std::array<LogColumn, 1>{{{"ego_pose", "token"}}}, kEgoColumns,
                 std::array<LogColumn, 1>{{{"lidar_pc", "lidar_token"}}});
constexpr LogQuery kEgos{
    "SELECT lp.token, lp.ego_pose_token, ep.token, ep.x, ep.y, ep.qw, ep.qx, ep.qy, ep.qz, lp.timestamp, ep.vx, ep.vy, "
    "ep.acceleration_x, ep.acceleration_y FROM lidar_pc lp LEFT JOIN ego_pose ep ON ep.token = lp.ego_pose_token "
    "WHERE lp.lidar_token = ?1 AND lp.timestamp >= ?2 ORDER BY lp.timestamp",
    kEgosColumns};

constexpr std::array<LogColumn, 4> kTracksColumns{
    {{"track", "token"}, {"track", "category_token"}, {"category", "token"}, {"category", "name"}}};
constexpr LogQuery kTracks{
    "SELECT t.token, t.category_token, c.token, c.name FROM track t LEFT JOIN category c ON c.token = t.category_token",
    kTracksColumns};

// The wanted frames come as one blob of their tokens: a single statement for any number of them, which uses an index on
// lidar_pc_token where there is one and otherwise scans the table once.
constexpr auto kBoxesColumns = join_columns(
    std::array<LogColumn, 3>{{{"lidar_box", "token"}, {"lidar_box", "lidar_pc_token"}, {"lidar_box", "track_token"}}},
    kBoxColumns);
constexpr LogQuery kBoxes{
    "SELECT token, lidar_pc_token, track_token, x, y, yaw, length, width, height, vx, vy FROM lidar_box"
    " WHERE lidar_pc_token IN (WITH RECURSIVE wanted(i) AS "
    "(SELECT 1 UNION ALL SELECT i + 8 FROM wanted WHERE i + 8 <= length(?1)) SELECT substr(?1, i, 8) FROM wanted)",
    kBoxesColumns};

constexpr auto kLightsColumns = join_columns(
    std::array<LogColumn, 2>{{{"traffic_light_status", "token"}, {"traffic_light_status", "lidar_pc_token"}}},
    kLightColumns);
constexpr LogQuery kLights{
    "SELECT token, lidar_pc_token, lane_connector_id, status FROM traffic_light_status"
    " WHERE lidar_pc_token IN (WITH RECURSIVE wanted(i) AS "
    "(SELECT 1 UNION ALL SELECT i + 8 FROM wanted WHERE i + 8 <= length(?1)) SELECT substr(?1, i, 8) FROM wanted)",
    kLightsColumns};

constexpr const char* kStrayRow = "is another frame than the table's index says: the file is damaged";

std::string packed(std::span<const Token> tokens) {
  std::string bytes;
  bytes.reserve(8 * tokens.size());
  for (const Token token : tokens)
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(token.value >> shift & 0xFF);
  return bytes;
}

// Rows as a statement brings them, each with the group it belongs to.
template <typename T>
class Grouping {
 public:
  explicit Grouping(std::size_t groups) : counts_(groups + 1, 0) {}

  void add(std::size_t group, const T& value) {
    rows_.push_back(value);
    group_of_.push_back(group);
    ++counts_[group + 1];
  }

  // Values ordered by group, stable within it; `per_frame` consecutive groups make a frame.
  FrameValues<T> frames(std::size_t per_frame) && {
    for (std::size_t i = 1; i < counts_.size(); ++i) counts_[i] += counts_[i - 1];
    FrameValues<T> out;
    for (std::size_t i = 0; i < counts_.size(); i += per_frame) out.begin.push_back(counts_[i]);
    out.values.resize(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) out.values[counts_[group_of_[i]]++] = rows_[i];
    return out;
  }

 private:
  std::vector<T> rows_;
  std::vector<std::size_t> group_of_;
  std::vector<std::size_t> counts_;  // first of the row counts, then where each group begins
};

class FrameNumbers {
 public:
  explicit FrameNumbers(std::span<const Token> frames) {
    for (std::size_t i = 0; i < frames.size(); ++i) numbers_.emplace(frames[i], i);
  }
  // None for a frame that was not asked for, which a damaged index can bring.
  std::optional<std::size_t> find(Token token) const {
    const auto found = numbers_.find(token);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::unordered_map<Token, std::size_t> numbers_;
};

// What is known about a track before an object refers to it; only then does a fault matter.
struct TrackKind {
  std::optional<ObjectType> type;
  Error fault;
};

Result<std::unordered_map<Token, TrackKind>> read_tracks(const Database& log) {
  auto statement = prepare(log, kTracks);
  if (!statement.ok()) return statement.error();
  std::unordered_map<Token, TrackKind> tracks;
  LogRow row(log, statement.value(), kTracks);
  for (;;) {
    auto more = statement.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) return tracks;
    const Token token = row.token(0);
    TrackKind kind{.type = object_type_from_category(row.text(3)), .fault = {}};
    if (row.is_null(2)) row.refuse(1, "refers to a category that does not exist");
    if (!kind.type) row.refuse(3, "\"" + std::string(row.text(3)) + "\" is not a category of nuPlan");
    if (Status status = row.check(token); !status.ok()) kind = {.type = std::nullopt, .fault = status.error()};
    tracks.emplace(token, std::move(kind));
  }
}

}  // namespace

Result<std::vector<EgoState>> read_egos(const Database& log, const LogTimeline& timeline, std::size_t first_row) {
  auto statement = prepare(log, kEgos);
  if (!statement.ok()) return statement.error();
  statement.value().bind(1, timeline.lidar).bind(2, timeline.rows[first_row].time.us);
  std::vector<EgoState> egos;
  egos.reserve(timeline.rows.size() - first_row);
  LogRow row(log, statement.value(), kEgos);
  for (;;) {
    auto more = statement.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    const Token frame = row.token(0);
    if (row.is_null(2)) row.refuse(1, "refers to an ego pose that does not exist");
    egos.push_back(read_ego(row, 3));
    if (Status status = row.check(frame); !status.ok()) return status.error();
  }
  if (egos.size() != timeline.rows.size() - first_row)
    return Error{.file = log.file(), .place = "lidar_pc", .field = "timestamp", .reason = "times are not all numbers"};
  return egos;
}

Result<FrameValues<TrackedObject>> read_objects(const Database& log, std::span<const Token> frames,
                                                std::vector<std::string>& warnings) {
  const auto tracks = read_tracks(log);
  if (!tracks.ok()) return tracks.error();
  auto statement = prepare(log, kBoxes);
  if (!statement.ok()) return statement.error();
  const std::string wanted = packed(frames);
  statement.value().bind_blob(1, wanted.data(), wanted.size());

  const FrameNumbers numbers(frames);
  Grouping<TrackedObject> grouping(frames.size() * kObjectTypeCount);
  std::int64_t flat = 0;
  LogRow row(log, statement.value(), kBoxes);
  for (;;) {
    auto more = statement.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    const Token track = row.token(2);
    const auto frame = numbers.find(row.token(1));
    const auto found = tracks.value().find(track);
    if (!frame) {
      row.refuse(1, kStrayRow);
    } else if (found == tracks.value().end()) {
      row.refuse(2, "there is no track " + track.hex());
    } else if (!found->second.type) {
      return found->second.fault;
    } else {
      const TrackedObject object = read_box(row, 3, track, *found->second.type);
      if (object.box.length == 0.0 || object.box.width == 0.0) ++flat;
      grouping.add(*frame * kObjectTypeCount + static_cast<std::size_t>(object.type), object);
    }
    if (Status status = row.check(row.token(0)); !status.ok()) return status.error();
  }
  if (flat > 0) warnings.push_back("lidar_box: " + std::to_string(flat) + " objects have length or width 0");
  return std::move(grouping).frames(kObjectTypeCount);
}

Result<FrameValues<TrafficLightStatus>> read_lights(const Database& log, std::span<const Token> frames) {
  auto statement = prepare(log, kLights);
  if (!statement.ok()) return statement.error();
  const std::string wanted = packed(frames);
  statement.value().bind_blob(1, wanted.data(), wanted.size());

  const FrameNumbers numbers(frames);
  Grouping<TrafficLightStatus> grouping(frames.size());
  LogRow row(log, statement.value(), kLights);
  for (;;) {
    auto more = statement.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    const auto frame = numbers.find(row.token(1));
    const TrafficLightStatus light = read_light(row, 2);
    if (frame) {
      grouping.add(*frame, light);
    } else {
      row.refuse(1, kStrayRow);
    }
    if (Status status = row.check(row.token(0)); !status.ok()) return status.error();
  }
  return std::move(grouping).frames(1);
}

}  // namespace stepscope
