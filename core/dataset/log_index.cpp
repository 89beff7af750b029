#include "core/dataset/log_index.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "core/scenario/frame_window.h"
#include "core/scenario/log_query.h"
#include "core/scenario/log_timeline.h"

namespace stepscope {

namespace {

constexpr std::array<LogColumn, 2> kSceneColumns{{{"scene", "token"}, {"scene", "name"}}};
constexpr LogQuery kScenes{"SELECT token FROM scene ORDER BY name", kSceneColumns};

constexpr std::array<LogColumn, 2> kTagColumns{{{"scenario_tag", "lidar_pc_token"}, {"scenario_tag", "type"}}};
constexpr LogQuery kTags{"SELECT lidar_pc_token, type FROM scenario_tag WHERE type IS NOT NULL", kTagColumns};

constexpr std::array<LogColumn, 1> kCountColumns{{{"lidar_box", "lidar_pc_token"}}};
constexpr LogQuery kCounts{"SELECT lidar_pc_token, COUNT(*) FROM lidar_box GROUP BY lidar_pc_token", kCountColumns};

constexpr std::string_view kUntagged = "unknown";

// Calls `on_row(row)` for every row of a query.
template <typename OnRow>
Status for_each(const Database& log, const LogQuery& query, const OnRow& on_row) {
  auto statement = prepare(log, query);
  if (!statement.ok()) return statement.error();
  LogRow row(log, statement.value(), query);
  for (;;) {
    auto more = statement.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) return {};
    on_row(row);
    if (Status sound = row.check(std::nullopt); !sound.ok()) return sound;
  }
}

struct Scenes {
  std::unordered_set<Token> all;
  std::unordered_set<Token> valid;  // neither among the first two nor the last two
};

Result<Scenes> read_scenes(const Database& log) {
  std::vector<Token> by_name;
  const Status read = for_each(log, kScenes, [&](LogRow& row) { by_name.push_back(row.token(0)); });
  if (!read.ok()) return read.error();
  Scenes scenes;
  scenes.all.insert(by_name.begin(), by_name.end());
  for (std::size_t i = 2; i + 2 < by_name.size(); ++i) scenes.valid.insert(by_name[i]);
  return scenes;
}

// What other tables say about frames, and how many of their rows are about no frame at all.
struct FrameFacts {
  std::unordered_map<Token, std::vector<std::string>> tags;
  std::unordered_map<Token, std::int64_t> objects;
};

void warn_of_strays(std::int64_t rows, std::string_view table, std::vector<std::string>& warnings) {
  if (rows > 0)
    warnings.push_back(std::string(table) + ", lidar_pc_token: " + std::to_string(rows) +
                       " rows belong to frames that do not exist");
}

Result<FrameFacts> read_facts(const Database& log, const std::unordered_set<Token>& frames,
                              std::vector<std::string>& warnings) {
  FrameFacts facts;
  std::int64_t stray_tags = 0, stray_objects = 0;
  Status read = for_each(log, kTags, [&](LogRow& row) {
    const Token frame = row.token(0);
    if (!frames.contains(frame)) {
      ++stray_tags;
    } else {
      facts.tags[frame].emplace_back(row.text(1));
    }
  });
  if (!read.ok()) return read.error();
  read = for_each(log, kCounts, [&](LogRow& row) {
    const Token frame = row.token(0);
    (frames.contains(frame) ? facts.objects[frame] : stray_objects) += row.integer(1);
  });
  if (!read.ok()) return read.error();
  warn_of_strays(stray_tags, "scenario_tag", warnings);
  warn_of_strays(stray_objects, "lidar_box", warnings);
  for (auto& [frame, tags] : facts.tags) std::sort(tags.begin(), tags.end());
  return facts;
}

ScenarioRow scenario_at(const TimelineRow& frame, std::span<const TimelineRow> rows, FrameFacts& facts) {
  ScenarioRow row{.token = frame.token, .time = frame.time, .type = std::string(kUntagged)};
  if (const auto tags = facts.tags.find(frame.token); tags != facts.tags.end()) {
    row.tags = std::move(tags->second);
    row.type = row.tags.back();
  }
  if (const auto objects = facts.objects.find(frame.token); objects != facts.objects.end())
    row.agents = static_cast<int>(objects->second);
  const ScenarioExtraction extraction = ScenarioExtraction::for_type(row.type);
  const FrameWindow window = cut_window(rows, frame.time, extraction);
  row.iterations = static_cast<int>(window.iterations);
  row.history_s = window.history_s(rows);
  row.problem = window_problem(window, rows, frame.time, extraction);
  return row;
}

}  // namespace

Result<LogSummary> summarise_log(const std::filesystem::path& db) {
  auto opened = Database::open_read_only(db);
  if (!opened.ok()) return opened.error();
  const Database& log = opened.value();
  const auto timeline = read_timeline(log);
  if (!timeline.ok()) return timeline.error();
  auto description = read_log_description(log, timeline.value().log);
  if (!description.ok()) return description.error();
  const auto scenes = read_scenes(log);
  if (!scenes.ok()) return scenes.error();

  const std::span<const TimelineRow> rows = timeline.value().rows;
  LogSummary summary;
  summary.db = db;
  summary.name = db.stem().string();
  summary.location = std::move(description.value().location);
  summary.vehicle = std::move(description.value().vehicle);
  summary.date = std::move(description.value().date);
  summary.begin = rows.front().time;
  summary.end = rows.back().time;
  summary.frames = static_cast<std::int64_t>(rows.size());

  std::unordered_set<Token> frames;
  std::int64_t without_scene = 0;
  for (const TimelineRow& row : rows) {
    frames.insert(row.token);
    if (!scenes.value().all.contains(row.scene)) ++without_scene;
  }
  if (without_scene > 0)
    summary.warnings.push_back("lidar_pc, scene_token: " + std::to_string(without_scene) +
                               " frames belong to scenes that do not exist");
  auto facts = read_facts(log, frames, summary.warnings);
  if (!facts.ok()) return facts.error();
  for (const TimelineRow& row : rows)
    if (scenes.value().valid.contains(row.scene)) summary.scenarios.push_back(scenario_at(row, rows, facts.value()));
  std::stable_partition(summary.scenarios.begin(), summary.scenarios.end(),
                        [](const ScenarioRow& row) { return !row.tags.empty(); });
  return summary;
}

}  // namespace stepscope
