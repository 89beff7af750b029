#include "core/dataset/selection_motion.h"

#include <algorithm>
#include <map>

#include "core/dataset/ego_motion.h"
#include "core/scenario/frame_reader.h"
#include "core/scenario/frame_window.h"

namespace stepscope {

namespace {

constexpr double kRowInterval_s = 0.05;

struct EgoLog {
  LogTimeline timeline;
  std::vector<EgoState> egos;  // one per row
};

Result<EgoLog> read_ego_log(const std::filesystem::path& db) {
  auto log = Database::open_read_only(db);
  if (!log.ok()) return log.error();
  auto timeline = read_timeline(log.value());
  if (!timeline.ok()) return timeline.error();
  auto egos = read_egos(log.value(), timeline.value(), 0);
  if (!egos.ok()) return egos.error();
  return EgoLog{.timeline = std::move(timeline).value(), .egos = std::move(egos).value()};
}

// The ego from iteration 0 for the scenario's duration, at 20 Hz.
std::span<const EgoState> ego_during(const EgoLog& log, const ChosenScenario& scenario) {
  const std::span<const TimelineRow> rows = log.timeline.rows;
  const auto anchor =
      std::find_if(rows.begin(), rows.end(), [&](const TimelineRow& row) { return row.token == scenario.id.token; });
  if (anchor == rows.end()) return {};  // said when the scenario is read
  const FrameWindow window = cut_window(rows, anchor->time, scenario.extraction);
  if (window.iterations == 0) return {};
  const auto count = static_cast<std::size_t>(std::max(0.0, scenario.extraction.duration_s / kRowInterval_s)) + 1;
  return std::span(log.egos).subspan(window.first, std::min(count, log.egos.size() - window.first));
}

bool moves_as_wanted(const ScenarioFilter& filter, std::span<const EgoState> ego) {
  // The distance does not count the way to the first row after iteration 0, as nuPlan's does not.
  if (filter.least_displacement_m &&
      travelled_distance_m(ego.empty() ? ego : ego.subspan(1)) < *filter.least_displacement_m)
    return false;
  if (filter.starts_above_mps && !speed_edges(ego, *filter.starts_above_mps, filter.speed_noise_mps).rises)
    return false;
  return !filter.stops_below_mps || speed_edges(ego, *filter.stops_below_mps, filter.speed_noise_mps).falls;
}

}  // namespace

Status keep_moving(const ScenarioFilter& filter, std::vector<ChosenScenario>& scenarios,
                   const std::function<void(const SelectionProgress&)>& progress) {
  if (!filter.least_displacement_m && !filter.starts_above_mps && !filter.stops_below_mps) return {};
  std::map<std::filesystem::path, std::vector<ChosenScenario>> by_log;
  for (ChosenScenario& scenario : scenarios) by_log[scenario.id.db].push_back(std::move(scenario));
  scenarios.clear();
  SelectionProgress done{.logs_done = 0, .logs = by_log.size()};
  for (auto& [db, chosen] : by_log) {
    auto log = read_ego_log(db);
    if (!log.ok()) return log.error();
    for (ChosenScenario& scenario : chosen)
      if (moves_as_wanted(filter, ego_during(log.value(), scenario))) scenarios.push_back(std::move(scenario));
    ++done.logs_done;
    if (progress) progress(done);
  }
  return {};
}

}  // namespace stepscope
