#pragma once

#include <QObject>
#include <QString>
#include <filesystem>

#include "ui/bridge/dataset_loader.h"
#include "ui/bridge/run_exporter.h"
#include "ui/bridge/run_view.h"
#include "ui/bridge/scenario_loader.h"
#include "ui/bridge/simulation_session.h"
#include "ui/bridge/stored_run_loader.h"
#include "ui/models/bookmarks.h"
#include "ui/models/scenario_tree_model.h"
#include "ui/panels/error_bar.h"
#include "ui/panels/run_options.h"

namespace stepscope::ui {

enum class Phase { kEmpty, kOpening, kReady, kRunning, kPaused, kFinished, kPlayingBack };

// What the window works with, without any widget: the open dataset, the chosen scenario, the run and its cursor, and
// what the user's wishes mean in the present phase. GUI thread.
class Workbench : public QObject {
  Q_OBJECT

 public:
  explicit Workbench(std::filesystem::path index_cache = default_index_cache(), QObject* parent = nullptr);

  DatasetLoader& datasets() { return datasets_; }
  ScenarioLoader& scenarios() { return scenarios_; }
  SimulationSession& session() { return session_; }
  const SimulationSession& session() const { return session_; }
  RunView& view() { return view_; }
  const RunView& view() const { return view_; }
  RunExporter& exporter() { return exporter_; }
  // Of the run that is shown; forgotten when another one begins.
  Bookmarks& bookmarks() { return bookmarks_; }
  StoredRunLoader& reopener() { return stored_runs_; }

  const DatasetPtr& dataset() const { return dataset_; }
  const ScenarioPtr& scenario() const { return scenario_; }
  const RunSetup& setup() const { return setup_; }
  const FinishedRun& last_run() const { return last_run_; }
  Phase phase() const;
  // Whether the steps have more to show than what they cost; not so if a run was reopened and its data are gone.
  bool has_scene() const { return has_scene_; }
  // Frames that arrived in a batch with a newer one and were therefore never drawn live.
  std::int64_t frames_not_drawn() const { return frames_not_drawn_; }

  // Chooses a scenario by its token once the next dataset is there, instead of an interesting one.
  void prefer(Token token) { preferred_ = token; }
  // Runs the next scenario as soon as it is open.
  void autoplay_next() { autoplay_ = true; }

  void choose(const ScenarioChoice& choice);
  void set_setup(const RunSetup& setup);
  void set_speed(double factor) { session_.set_speed(factor); }
  // From the beginning; a run that goes on is stopped.
  void run(StartMode mode = StartMode::kPlaying);
  // Pauses or goes on; plays a finished run back; starts one if there is none.
  void toggle_play();
  // The cursor by so many steps; a live run that is paused computes them.
  void step(int count);
  void stop();
  void go_to_slowest_step();
  // The run that is shown, for others to go on from. An error says why it cannot be.
  Result<ForkParent> fork_parent() const;
  // Goes on from a step of it, or of another one on any scenario; a run that goes on is stopped.
  void fork(const ForkTask& task, StartMode mode);
  void export_run(const QString& parent_folder);
  // A kept run is being read and will be shown; what is shown stays until then.
  void expect_reopened(const QString& title);
  // Shows a kept run as one that has just ended. A run that goes on is stopped.
  void show_reopened(const ReopenedRun& run);
  // Shows its scenario and runs it.
  void make_again(const ReopenedRun& run);

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);
  // The result of something the user asked for and waits for: where a file was written.
  void answered(const QString& text);
  void datasetChanged(const stepscope::DatasetPtr& dataset);
  // A scenario is open (null: the one before is gone, another is being opened).
  void scenarioChanged(const stepscope::ScenarioPtr& scenario);
  void phaseChanged(stepscope::ui::Phase phase);
  // An interesting scenario was chosen on the user's behalf.
  void scenarioMarked(stepscope::Token token);
  void setupChanged(const stepscope::ui::RunSetup& setup);
  // Text about what is being opened.
  void opening(const QString& title);
  // The setup became that of a run that was reopened.
  void setupAdopted(const stepscope::ui::RunSetup& setup);
  // What a session says of a run, of one that is reopened: its steps, all its frames, its end.
  void reopening(int step_count);
  void framesReopened(const std::vector<stepscope::FramePtr>& frames);
  void reopened(const stepscope::ui::FinishedRun& finished);
  // Everything of it is shown.
  void runReopened(const stepscope::ui::ReopenedRun& run);
  // The run that is being shown has no scenario: its data are gone.
  void sceneMissing(const stepscope::ui::ReopenedRun& run);

 private:
  // What making a reopened run again takes beside its frames.
  struct ReopenedFacts {
    std::string uuid;
    std::optional<RunAsked> asked;
  };
  void take_dataset(const DatasetPtr& dataset, const QString& what);
  void choose_first();
  void take_scenario(const ScenarioPtr& scenario, double milliseconds);
  void refuse_scenario(const Error& error, const ScenarioWish& wish);
  void adopt(const ReopenedRun& run);
  void begin_view(int step_count);
  void take_frames(const std::vector<FramePtr>& frames);
  void finish_run(const FinishedRun& finished);
  void announce_phase();

  DatasetLoader datasets_;
  ScenarioLoader scenarios_;
  StoredRunLoader stored_runs_;
  RunView view_;
  Bookmarks bookmarks_;
  RunExporter exporter_;
  SimulationSession session_;
  DatasetPtr dataset_;
  ScenarioPtr scenario_;
  RunSetup setup_;
  FinishedRun last_run_;
  std::optional<ReopenedFacts> reopened_;  // of the run that is shown, if it was
  std::optional<Token> preferred_;
  bool autoplay_{false};
  bool has_scene_{false};
  std::int64_t frames_not_drawn_{0};
  Phase announced_{Phase::kEmpty};
};

}  // namespace stepscope::ui
