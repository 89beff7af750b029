#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/lockstep/run_place.h"
#include "core/simulation/run_outcome.h"
#include "ui/bridge/run_asked.h"
#include "ui/bridge/simulation_session.h"

namespace stepscope::ui {

struct ReopenedRun;

// A run that is looked at beside the present one, as far as it is there.
struct BesideRun {
  QString name;  // "pdm-closed · fast"
  RunPlace place;
  ScenarioPtr scenario;                    // null: its log or its map is not there
  std::optional<RunAsked> asked;           // none: kept by a program that had other planners or switches
  std::vector<FramePtr> frames;            // finished steps, in order
  ProfiledRun profile;                     // of these steps; whole once the run is over
  RunOutcome outcome;                      // once it is over
  std::shared_ptr<const Scorecard> score;  // null: none, or not yet
  std::optional<RunId> kept;               // of a run of the store
  bool going_on{false};

  // Null: it has no such step.
  FramePtr frame(int step) const;
  void append(const FramePtr& frame);
};

// "idm · fast", with what of its set-up is not usual: "idm · fast · target velocity 8".
QString run_name(const RunAsked& asked);

// A run that begins on a scenario.
BesideRun beginning(const RunAsked& asked, const ScenarioPtr& scenario);
// A run that has ended, live: everything there is to know.
void finish(BesideRun& run, const FinishedRun& finished);
BesideRun beside_of(const ReopenedRun& run, const QString& name);

}  // namespace stepscope::ui
