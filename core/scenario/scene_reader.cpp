#include "core/scenario/scene_reader.h"

#include "core/scenario/recorded_rows.h"

namespace stepscope {

namespace {

constexpr auto kSceneColumns = join_columns(
    std::array<LogColumn, 3>{{{"scene", "roadblock_ids"}, {"scene", "goal_ego_pose_token"}, {"ego_pose", "token"}}},
    kPoseColumns, std::array<LogColumn, 1>{{{"scene", "token"}}});
constexpr LogQuery kScene{
    "SELECT s.roadblock_ids, s.goal_ego_pose_token, g.token, g.x, g.y, g.qw, g.qx, g.qy, g.qz "
    "FROM scene s LEFT JOIN ego_pose g ON g.token = s.goal_ego_pose_token WHERE s.token = ?1",
    kSceneColumns};

std::vector<std::string> split_at_spaces(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

Result<SceneRow> read_scene(const Database& log, Token scene, std::vector<std::string>& warnings) {
  auto statement = prepare(log, kScene);
  if (!statement.ok()) return statement.error();
  statement.value().bind(1, scene);
  auto more = statement.value().step();
  if (!more.ok()) return more.error();
  if (!more.value())
    return Error{
        .file = log.file(), .place = "lidar_pc", .field = "scene_token", .reason = "there is no scene " + scene.hex()};
  LogRow row(log, statement.value(), kScene);
  SceneRow out;
  if (row.text(0).empty()) {
    warnings.push_back("scene, roadblock_ids: the scene has no route");
  } else {
    out.route = split_at_spaces(row.text(0));
  }
  if (const auto goal = row.optional_token(1); goal) {
    if (row.is_null(2)) row.refuse(1, "refers to an ego pose that does not exist");
    out.goal = read_pose(row, 3);
  }
  if (Status status = row.check(scene); !status.ok()) return status.error();
  return out;
}

}  // namespace stepscope
