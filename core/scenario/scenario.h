#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/token.h"
#include "core/map/road_map.h"
#include "core/sqlite/ledger.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"
#include "core/world/traffic_light.h"

namespace stepscope {

// How a scenario's frames are cut out of a log. Defaults of every named scenario type; types without an entry
// ("unknown") use {20, 0, 0.5}.
struct ScenarioExtraction {
  double duration_s{15.0};
  double offset_s{-3.0};  // of the first frame against the tagged one
  double subsample{0.5};  // 1 = 20 Hz, 0.5 = 10 Hz

  double interval_s() const { return 0.05 / subsample; }  // nominal time between iterations
  static ScenarioExtraction for_type(std::string_view scenario_type);
  bool operator==(const ScenarioExtraction&) const = default;
};

// Identity of a scenario: which moment of which log.
struct ScenarioId {
  std::filesystem::path db;
  Token token;  // lidar_pc of the anchor
  bool operator==(const ScenarioId&) const = default;
};

// One row of a log's frame table, all that is recorded at that moment.
struct RecordedFrame {
  Token token;  // lidar_pc
  EgoState ego;
  std::span<const TrackedObject> objects;      // stably sorted by type, within a type in row order
  std::span<const TrafficLightStatus> lights;  // in row order
};

// One immutable case: map, route, goal and everything recorded in its window, read at once. Shared by runs and views;
// whoever keeps a span of it keeps the scenario.
class Scenario {
 public:
  // Reads what the run needs of the log, once. `map` may be null where nobody asks for it (map() must then not be
  // called). The error says what is missing: an unknown token, a log that is too short to have history before the first
  // frame, a dangling reference … naming file, table and field. What is merely odd becomes a warning: lights of
  // connectors and roadblocks of the route that the map does not have, gaps between frames, a scene without route,
  // objects without size.
  static Result<std::shared_ptr<const Scenario>> load(const ScenarioId& id, const std::string& scenario_type,
                                                      const ScenarioExtraction& extraction, RoadMapPtr map);

  const ScenarioId& id() const { return id_; }
  const std::string& type() const { return type_; }
  const std::string& log_name() const { return log_name_; }
  const std::string& map_name() const { return map_name_; }  // location
  const ScenarioExtraction& extraction() const { return extraction_; }
  const RoadMap& map() const { return *map_; }
  const RoadMapPtr& map_ptr() const { return map_; }

  // N iterations 0 … N−1; a run has N−1 steps. At least 2.
  int iterations() const { return static_cast<int>(iteration_rows_.size()); }
  const RecordedFrame& iteration(int i) const { return rows_[iteration_rows_[static_cast<std::size_t>(i)]]; }
  SimTime time(int i) const { return iteration(i).ego.time; }

  // Samples before iteration 0 for the history buffer, ascending; at least 1, at most 22 at 10 Hz.
  std::span<const RecordedFrame> past() const { return past_; }
  // Logged ego states at rows step, 2·step … n·step after iteration i, where step = (int(horizon/0.05)+1)/n.
  // Fewer than n where the log ends.
  std::vector<EgoState> future_ego(int i, double horizon_s, int n) const;
  // As future_ego, appended to `out` (cleared first): allocates nothing once `out` has grown.
  void future_ego(int i, double horizon_s, int n, std::vector<EgoState>& out) const;

  const std::optional<Pose2>& mission_goal() const { return goal_; }
  // Ids of roadblocks and roadblock connectors in driving order.
  std::span<const std::string> route() const { return route_; }
  // Logged ego of all iterations: the expert path.
  std::span<const EgoState> expert() const { return expert_; }
  // What the reader noticed and worked around, one sentence each.
  std::span<const std::string> warnings() const { return warnings_; }
  // What reading the log executed, once, before any run.
  const StatementLog& loading() const { return loading_; }

 private:
  Scenario() = default;

  ScenarioId id_;
  std::string type_, log_name_, map_name_;
  ScenarioExtraction extraction_;
  RoadMapPtr map_;
  std::vector<TrackedObject> objects_;  // backing store of the frames' spans
  std::vector<TrafficLightStatus> lights_;
  std::vector<RecordedFrame> rows_;          // consecutive 20 Hz rows, from history to the last needed future row
  std::vector<std::size_t> iteration_rows_;  // iteration → rows_
  std::vector<RecordedFrame> past_;
  std::vector<EgoState> expert_;
  std::optional<Pose2> goal_;
  std::vector<std::string> route_;
  std::vector<std::string> warnings_;
  StatementLog loading_;
};

using ScenarioPtr = std::shared_ptr<const Scenario>;

}  // namespace stepscope
