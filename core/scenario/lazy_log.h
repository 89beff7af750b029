#pragma once

#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "core/scenario/queried_log.h"

namespace stepscope {

// Recorded values as an older data layer of the reference gets them, in which rows are objects that load what they
// refer to when somebody looks at it. Every request begins with the row of its frame; an ego state loads its pose, a
// frame of objects its boxes, then the track of every box and the category of that track unless this request has loaded
// it already; lights load theirs; a future ego state loads its pose. Nothing is kept from request to request.
//
// Statements: time 1, ego 2, objects 2 + objects + kinds of objects among them, lights 2, future 3 + states. In open
// loop that makes 11 + objects + kinds a step. Returns the same values as PreloadedLog. The scenario must outlive it;
// frames are kept until it is destroyed.
class LazyLog final : public RecordedLog {
 public:
  // Lights alone may come from the scenario's memory.
  static Result<std::unique_ptr<LazyLog>> open(const Scenario& scenario, LogValues lights, LogConnections connections,
                                               StatementLedger* ledger);

  Result<SimTime> time(int iteration) override;
  Result<EgoState> ego(int iteration) override;
  Result<std::span<const TrackedObject>> objects(int iteration) override;
  Result<std::span<const TrafficLightStatus>> lights(int iteration) override;
  Status future_ego(int iteration, double horizon_s, int n, std::vector<EgoState>& out) override;

 private:
  enum Kind : std::size_t { kFrame, kPose, kBoxes, kTrack, kCategory, kLights, kLidar, kFuture };
  struct Queries;
  struct FrameRow {
    Token token;
    Token pose;
    SimTime time;
  };

  LazyLog(const Scenario& scenario, LogValues lights, std::unique_ptr<LogStatements> statements)
      : scenario_(scenario), lights_access_(lights), statements_(std::move(statements)) {}
  Result<FrameRow> frame(int iteration);
  Result<EgoState> pose(const FrameRow& frame);
  Result<ObjectType> type_of(Token track);

  const Scenario& scenario_;
  LogValues lights_access_;
  std::unique_ptr<LogStatements> statements_;
  std::vector<std::pair<Token, ObjectType>> categories_;  // of the present request
  std::vector<FrameRow> future_;
  std::deque<std::vector<TrackedObject>> objects_;  // everything handed out
  std::deque<std::vector<TrafficLightStatus>> lights_;
};

}  // namespace stepscope
