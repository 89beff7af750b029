#include "core/imitation/log_stretch.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/imitation/batch_feed.h"

namespace stepscope {

namespace {

constexpr double kHistory = 2.2, kShortest = 4.0;  // s

std::int64_t microseconds(double seconds) { return static_cast<std::int64_t>(std::llround(seconds * 1e6)); }

// Rows of the list whose frames are scenarios, by time.
std::vector<std::size_t> rows_by_time(const ScenarioList& list) {
  std::vector<std::size_t> rows(list.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
  std::ranges::sort(rows, {}, [&](std::size_t i) { return list.time(i); });
  return rows;
}

void cut_log(const LogSummary& log, const std::filesystem::path& maps, std::size_t index, double length_s,
             std::vector<LogStretch>& out) {
  if (log.scenarios.empty()) return;
  const std::vector<std::size_t> rows = rows_by_time(log.scenarios);
  const SimTime last = log.scenarios.time(rows.back());
  SimTime from{log.begin.us + microseconds(kHistory)};
  for (const std::size_t row : rows) {
    const SimTime time = log.scenarios.time(row);
    if (time < from) continue;
    const double length = std::min(length_s, seconds_between(time, last));
    if (length < kShortest) return;
    out.push_back({.id = {.db = log.db, .token = log.scenarios.token(row)},
                   .type = log.scenarios.type(row),
                   .maps = maps,
                   .location = log.location,
                   .cut = {.duration_s = length, .offset_s = 0.0, .subsample = 0.5},
                   .log = index});
    from = SimTime{time.us + microseconds(length_s)};
  }
}

}  // namespace

LogStretches cut_stretches(std::span<const DatasetPtr> datasets, const StretchOptions& options) {
  LogStretches all;
  std::set<std::filesystem::path> seen;
  for (const DatasetPtr& dataset : datasets) {
    for (const LogSummary& log : dataset->logs) {
      std::error_code code;
      if (!seen.insert(std::filesystem::weakly_canonical(log.db, code)).second) continue;
      cut_log(log, dataset->paths.maps, all.logs.size(), options.length_s, all.stretches);
      all.logs.push_back(dataset->paths.root.string() + ": " + log.name);
    }
  }
  const std::size_t count = all.stretches.size();
  if (!options.most || *options.most >= count) return all;
  std::vector<LogStretch> some;
  for (std::size_t i = 0; i < *options.most; ++i) some.push_back(all.stretches[i * count / *options.most]);
  all.stretches = std::move(some);
  return all;
}

Result<std::vector<bool>> validation_logs(std::size_t logs, double share, std::uint64_t seed) {
  if (logs < 2)
    return make_error(
        "training needs at least two logs: one to learn from and one to test on (frames of one log are too much alike "
        "to test on); there is " +
        std::string(logs == 0 ? "none" : "one"));
  const auto wanted = static_cast<std::size_t>(std::lround(share * static_cast<double>(logs)));
  const std::size_t count = std::clamp<std::size_t>(wanted, 1, logs - 1);
  const std::vector<std::uint32_t> order = shuffled_examples(logs, derived_seed(seed, 0x4C6F67));
  std::vector<bool> chosen(logs, false);
  for (std::size_t i = 0; i < count; ++i) chosen[order[i]] = true;
  return chosen;
}

Result<std::vector<LoadedStretch>> load_stretches(const LogStretches& stretches, MapCache& maps,
                                                  std::vector<std::string>& notes,
                                                  const std::function<bool(std::size_t, std::size_t)>& progress) {
  std::vector<LoadedStretch> loaded;
  for (std::size_t i = 0; i < stretches.stretches.size(); ++i) {
    const LogStretch& stretch = stretches.stretches[i];
    if (progress && !progress(i, stretches.stretches.size())) return make_error("stopped while reading the logs");
    auto map = maps.get(stretch.maps, stretch.location);
    if (!map.ok()) {
      notes.push_back(map.error().text());
      continue;
    }
    auto scenario = Scenario::load(stretch.id, stretch.type, stretch.cut, map.value());
    if (!scenario.ok()) {
      notes.push_back(scenario.error().text());
      continue;
    }
    loaded.push_back({.scenario = std::move(scenario).value(), .log = stretch.log});
  }
  if (loaded.empty())
    return make_error(notes.empty() ? "no log is long enough to learn from: 2.2 s of history and 4 s of scenario frames"
                                    : "no log could be read; the first problem: " + notes.front());
  return loaded;
}

}  // namespace stepscope
