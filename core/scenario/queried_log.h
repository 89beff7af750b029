#pragma once

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/scenario/recorded_log.h"
#include "core/sqlite/database.h"

namespace stepscope {

// Whether values are asked of the database whenever the run asks for them, or taken from the scenario's memory.
enum class LogValues { kQueried, kPreloaded };
// Whether every statement opens and closes a connection of its own, or all share one and keep their prepared
// statements.
enum class LogConnections { kPerStatement, kPooled };

struct LogAccess {
  LogValues states{LogValues::kQueried};  // time, ego, objects, future ego
  LogValues lights{LogValues::kQueried};
  LogConnections connections{LogConnections::kPooled};
};

// Recorded values as the reference gets them: one statement per time, ego state, frame of objects and request for
// lights, two for future ego states (the lidar by its channel, then the rows). Returns the same values as PreloadedLog.
// The scenario must outlive it; frames are kept until it is destroyed.
class QueriedLog final : public RecordedLog {
 public:
  static Result<std::unique_ptr<QueriedLog>> open(const Scenario& scenario, const LogAccess& access,
                                                  StatementLedger* ledger);

  Result<SimTime> time(int iteration) override;
  Result<EgoState> ego(int iteration) override;
  Result<std::span<const TrackedObject>> objects(int iteration) override;
  Result<std::span<const TrafficLightStatus>> lights(int iteration) override;
  Status future_ego(int iteration, double horizon_s, int n, std::vector<EgoState>& out) override;

 private:
  enum Kind : std::size_t { kTime, kEgo, kObjects, kLights, kLidar, kFuture, kKinds };
  struct Queries;

  QueriedLog(const Scenario& scenario, const LogAccess& access, StatementLedger* ledger)
      : scenario_(scenario), access_(access), ledger_(ledger) {}
  // Executes a statement on a connection as `connections` says: `bind(statement)`, then `on_row(row)` for every row.
  template <typename Bind, typename OnRow>
  Status query(Kind kind, Token frame, const Bind& bind, const OnRow& on_row);
  Token token(int iteration) const { return scenario_.iteration(iteration).token; }
  Error missing(Kind kind, Token frame) const;

  const Scenario& scenario_;
  LogAccess access_;
  StatementLedger* ledger_;
  std::optional<Database> pooled_;                           // before the statements, which it must outlive
  std::array<std::optional<Statement>, kKinds> statements_;  // of the pooled connection
  std::deque<std::vector<TrackedObject>> objects_;           // everything handed out
  std::deque<std::vector<TrafficLightStatus>> lights_;
};

}  // namespace stepscope
