#include "core/dataset/log_index.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>
#include <unordered_set>

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

constexpr std::int64_t kMostAgents = std::numeric_limits<int>::max();

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

void warn_of_strays(std::int64_t rows, std::string_view table, std::vector<std::string>& warnings) {
  if (rows > 0)
    warnings.push_back(std::string(table) + ", lidar_pc_token: " + std::to_string(rows) +
                       " rows belong to frames that do not exist");
}

// Frames and which of them are scenarios.
ScenarioFacts facts_of_frames(std::span<const TimelineRow> rows, const Scenes& scenes,
                              std::vector<std::string>& warnings) {
  ScenarioFacts facts;
  facts.tokens.reserve(rows.size());
  facts.times.reserve(rows.size());
  std::int64_t without_scene = 0;
  for (const TimelineRow& row : rows) {
    facts.tokens.push_back(row.token);
    facts.times.push_back(row.time);
    facts.is_scenario.push_back(scenes.valid.contains(row.scene));
    if (!scenes.all.contains(row.scene)) ++without_scene;
  }
  facts.agents.assign(rows.size(), 0);
  if (without_scene > 0)
    warnings.push_back("lidar_pc, scene_token: " + std::to_string(without_scene) +
                       " frames belong to scenes that do not exist");
  return facts;
}

// Adds what other tables say about the frames; counts how many of their rows are about no frame at all.
Status read_tags_and_agents(const Database& log, ScenarioFacts& facts, std::vector<std::string>& warnings) {
  std::unordered_map<Token, std::uint32_t> frames;
  for (std::uint32_t frame = 0; frame < facts.tokens.size(); ++frame) frames.emplace(facts.tokens[frame], frame);
  std::unordered_map<std::string, std::uint32_t> types;
  std::int64_t stray_tags = 0, stray_objects = 0;
  Status read = for_each(log, kTags, [&](LogRow& row) {
    const auto frame = frames.find(row.token(0));
    if (frame == frames.end()) {
      ++stray_tags;
      return;
    }
    const auto [type, added] = types.emplace(row.text(1), static_cast<std::uint32_t>(types.size()));
    if (added) facts.types.push_back(type->first);
    facts.tags.push_back({frame->second, type->second});
  });
  if (!read.ok()) return read;
  read = for_each(log, kCounts, [&](LogRow& row) {
    const auto frame = frames.find(row.token(0));
    if (frame == frames.end()) {
      stray_objects += row.integer(1);
    } else {
      facts.agents[frame->second] = static_cast<std::uint32_t>(std::min(row.integer(1), kMostAgents));
    }
  });
  if (!read.ok()) return read;
  warn_of_strays(stray_tags, "scenario_tag", warnings);
  warn_of_strays(stray_objects, "lidar_box", warnings);
  return {};
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

  ScenarioFacts facts = facts_of_frames(rows, scenes.value(), summary.warnings);
  if (Status read = read_tags_and_agents(log, facts, summary.warnings); !read.ok()) return read.error();
  summary.scenarios = make_scenario_list(std::move(facts));
  return summary;
}

}  // namespace stepscope
