#include "core/store/log_cut.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/sqlite/database.h"
#include "core/sqlite/transaction.h"
#include "core/store/rows.h"

namespace stepscope {

namespace {

constexpr std::int64_t kFutureUs = 60'000'000;

// Tables and indexes as the log has them.
Status copy_schema(const Database& cut) {
  auto rows = cut.prepare(
      "SELECT sql FROM log.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
      "AND type IN ('table', 'index') ORDER BY type = 'index', rowid");
  if (!rows.ok()) return rows.error();
  std::vector<std::string> statements;
  const Status read = each_row(rows.value(), [&](const Statement& row) -> Status {
    statements.emplace_back(row.text(0));
    return {};
  });
  if (!read.ok()) return read;
  for (const std::string& sql : statements)
    if (Status done = cut.execute(sql); !done.ok()) return done;
  return {};
}

// What is kept of a table. ?1: first time, ?2: last iteration's, ?3: last time; of frames, in µs.
struct Part {
  const char* table;
  const char* condition;
};
constexpr Part kParts[] = {
    {"log", "1"},
    {"category", "1"},
    {"lidar", "1"},
    {"lidar_pc", "timestamp BETWEEN ?1 AND ?3"},
    {"scene", "token IN (SELECT scene_token FROM main.lidar_pc)"},
    {"ego_pose",
     "token IN (SELECT ego_pose_token FROM main.lidar_pc) OR token IN (SELECT goal_ego_pose_token FROM main.scene)"},
    {"lidar_box", "lidar_pc_token IN (SELECT token FROM main.lidar_pc WHERE timestamp <= ?2)"},
    {"traffic_light_status", "lidar_pc_token IN (SELECT token FROM main.lidar_pc WHERE timestamp <= ?2)"},
    {"scenario_tag", "lidar_pc_token IN (SELECT token FROM main.lidar_pc)"},
    {"track", "token IN (SELECT track_token FROM main.lidar_box)"}};

struct Times {
  std::int64_t first, last, end;
};

Status copy_rows(const Database& cut, const Times& times) {
  for (const Part& part : kParts) {
    const std::string table = part.table;
    auto insert = cut.prepare(
        "INSERT INTO main." + table + " SELECT * FROM log." + table + " WHERE " + part.condition + " ORDER BY rowid",
        table);
    if (!insert.ok()) return insert.error();
    const std::string_view condition = part.condition;
    int parameter = 0;
    for (const auto& [name, value] : {std::pair{"?1", times.first}, {"?2", times.last}, {"?3", times.end}}) {
      ++parameter;
      if (condition.find(name) != std::string_view::npos) insert.value().bind(parameter, value);
    }
    if (Status done = insert.value().run(); !done.ok()) return done;
  }
  return {};
}

Result<Times> times_of(const Database& cut, const Scenario& scenario) {
  auto anchor = cut.prepare("SELECT timestamp FROM log.lidar_pc WHERE token = ?1", "lidar_pc");
  if (!anchor.ok()) return anchor.error();
  auto found = anchor.value().bind(1, scenario.id().token).step();
  if (!found.ok()) return found.error();
  const std::int64_t anchor_us = anchor.value().integer(0);
  const std::int64_t last = scenario.time(scenario.iterations() - 1).us;
  return Times{.first = std::min(anchor_us, scenario.past().front().ego.time.us),
               .last = last,
               .end = std::max(anchor_us, last + kFutureUs)};
}

bool same(const RecordedFrame& a, const RecordedFrame& b) {
  return a.token == b.token && a.ego == b.ego && std::ranges::equal(a.objects, b.objects) &&
         std::ranges::equal(a.lights, b.lights);
}

// Whether the cut log tells the same as the whole one.
Status check_cut(const Scenario& scenario, const std::filesystem::path& file) {
  const auto cut = Scenario::load({.db = file, .token = scenario.id().token}, scenario.type(), scenario.extraction(),
                                  scenario.map_ptr());
  if (!cut.ok()) return cut.error();
  const Scenario& c = *cut.value();
  bool equal = c.iterations() == scenario.iterations() && std::ranges::equal(c.past(), scenario.past(), same) &&
               std::ranges::equal(c.route(), scenario.route()) && c.mission_goal() == scenario.mission_goal();
  for (int i = 0; equal && i < c.iterations(); ++i) equal = same(c.iteration(i), scenario.iteration(i));
  if (equal) return {};
  return Error{.file = scenario.id().db.string(),
               .place = "scenario " + scenario.id().token.hex(),
               .field = {},
               .reason = "cannot be cut out of its log: what was cut out differs"};
}

}  // namespace

Status write_log_cut(const Scenario& scenario, const std::filesystem::path& file) {
  {
    auto created = Database::create(file);
    if (!created.ok()) return created.error();
    const Database& cut = created.value();
    if (Status done = cut.attach(scenario.id().db, "log", Database::Attached::kData); !done.ok()) return done;
    const auto times = times_of(cut, scenario);
    if (!times.ok()) return times.error();
    auto transaction = Transaction::begin(cut);
    if (!transaction.ok()) return transaction.error();
    if (Status done = copy_schema(cut); !done.ok()) return done;
    if (Status done = copy_rows(cut, times.value()); !done.ok()) return done;
    if (Status done = transaction.value().commit(); !done.ok()) return done;
    if (Status done = cut.detach("log"); !done.ok()) return done;
    if (Status done = cut.execute("VACUUM"); !done.ok()) return done;
  }
  return check_cut(scenario, file);
}

}  // namespace stepscope
