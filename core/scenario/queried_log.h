#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "core/scenario/log_statements.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// Whether values are asked of the database whenever the run asks for them, or taken from the scenario's memory.
enum class LogValues { kQueried, kPreloaded };
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

  QueriedLog(const Scenario& scenario, const LogAccess& access, std::unique_ptr<LogStatements> statements)
      : scenario_(scenario), access_(access), statements_(std::move(statements)) {}
  Token token(int iteration) const { return scenario_.iteration(iteration).token; }

  const Scenario& scenario_;
  LogAccess access_;
  std::unique_ptr<LogStatements> statements_;
  std::deque<std::vector<TrackedObject>> objects_;  // everything handed out
  std::deque<std::vector<TrafficLightStatus>> lights_;
};

}  // namespace stepscope
