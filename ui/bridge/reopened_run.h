#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/dataset/data_root.h"
#include "core/record/rescore.h"
#include "core/simulation/run_outcome.h"
#include "core/store/run_store.h"
#include "core/world/step_frame.h"
#include "ui/bridge/run_asked.h"

namespace stepscope::ui {

// A run that was kept, with everything it was kept with, to be looked at as when it was live.
struct ReopenedRun {
  ScenarioPtr scenario;          // null: its log or its map is not there
  std::optional<Error> missing;  // why not
  ProfiledRun profile;           // what is known of it
  std::vector<FramePtr> frames;  // one per step; without scenario, or if unreadable: only time and cost
  // Why the frames hold no more than that, although the scenario is there.
  std::optional<Error> unreadable;
  std::optional<RunAsked> asked;  // none: made with a planner or a switch that this program does not have
  RunOutcome outcome;
  std::shared_ptr<const Scorecard> score;  // null: none was kept
  std::vector<std::string> notes;          // what the run said about itself and its scenario
  std::optional<RunId> kept;               // its number, of a run of a store
  std::string uuid;                        // the same; empty: of a run folder
  std::vector<KeptBookmark> bookmarks;
};

// What follows from `profile`: how the run was set up and ended, its score, its notes.
void take_facts(ReopenedRun& run);

// Frames with the times and the cost of the steps and nothing else.
std::vector<FramePtr> bare_frames(const ProfiledRun& profile);

// The scenario of a run: where its manifest says, else in a dataset that has a log of this name. `named`: where the
// user says, empty where he does not. The error is that of the first place.
Result<ScenarioPtr> find_scenario_of(const StoredManifest& manifest, const DataPlaces& named, const DatasetPtr& dataset,
                                     MapCache& maps);

}  // namespace stepscope::ui
