#pragma once

#include <vector>

#include "core/planning/planner.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// Plans what the recorded driver did next: an oracle (the reference's LogFuturePlanner). The logged ego at the
// iteration, then up to 16 logged states 0.5 s apart, fewer near the end of the log.
class LogFuturePlanner : public Planner {
 public:
  static constexpr int kPoses = 16;
  static constexpr double kHorizonSeconds = 8.0;

  explicit LogFuturePlanner(RecordedLog& log) : log_(log) {}

  std::string_view name() const override { return "LogFuturePlanner"; }
  Status initialise(const PlannerContext&) override { return {}; }

 private:
  // An error when nothing is recorded after the iteration.
  Status do_plan(const PlannerInput& input, Trajectory& out) override;

  RecordedLog& log_;
  std::vector<EgoState> future_;
};

}  // namespace stepscope
