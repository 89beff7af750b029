#pragma once

#include <QObject>
#include <QTimer>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/assembly/assembled_run.h"
#include "core/lockstep/lockstep.h"
#include "core/fork/fork.h"
#include "core/metrics/scorecard.h"
#include "core/store/store_recorder.h"
#include "core/world/step_frame.h"
#include "ui/bridge/background.h"
#include "ui/bridge/run_asked.h"

namespace stepscope::ui {

// A run that has ended, with everything that can be said about it.
struct FinishedRun {
  std::shared_ptr<AssembledRun> run;      // null: it could not be assembled
  std::shared_ptr<const SpanTape> spans;  // null with run
  RunOutcome outcome;
  std::shared_ptr<const Scorecard> score;  // of the finished steps; null without any
  std::vector<std::string> notes;          // what the run says about itself, one sentence each
  std::vector<SpanRecord> background;      // what recording did meanwhile
  std::string uuid;                        // in the store; empty: it is not kept
};

// A run that is in the store, or why it is not.
struct KeptRun {
  std::shared_ptr<const AssembledRun> run;
  std::optional<RunId> id;
  std::filesystem::path store;
  std::vector<std::string> problems;  // one sentence each
};

enum class StartMode { kPlaying, kPaused };

// A run that is to go on from a step of another one.
struct ForkTask {
  std::shared_ptr<const ForkParent> parent;
  ForkWish wish;
};

// The same step of the present run, first, and of its companions; null where one is over, or has not so many.
using Round = std::array<FramePtr, kMostInLockstep>;

// One run at a time on a thread of its own, perhaps with companions that make every step with it, in turn. Lives on the
// GUI thread. The worker posts frames into a mailbox and never waits for the window; a timer empties it. Stopping waits
// for the step that is being computed, never longer. Every run is kept in a store while it goes on.
class SimulationSession : public QObject {
  Q_OBJECT

 public:
  explicit SimulationSession(QObject* parent = nullptr);
  ~SimulationSession() override;  // stops and joins

  // Where the runs from now on are kept; empty: nowhere.
  void set_store(std::filesystem::path store) { store_ = std::move(store); }
  const std::filesystem::path& store() const { return store_; }

  // What runs beside the runs from now on, in lockstep; at most kMostInLockstep − 1.
  void set_companions(std::vector<RunAsked> companions);
  const std::vector<RunAsked>& companions() const { return companions_; }
  // Whether the run that goes on has companions: not so if it went on from another one.
  bool has_companions() const;

  // Stops a run that is going on first (its runFinished comes before this returns). Assembling happens on the worker.
  void start(const RunRequest& request, const EngineProfile& profile, const ScenarioPtr& scenario,
             StartMode mode = StartMode::kPlaying);
  // The same for a run that goes on from another one's step, whose frames come first. That the steps before do not come
  // about again is told with runFinished(), as of a run that cannot be assembled.
  void start(const ForkTask& task, StartMode mode = StartMode::kPlaying);
  void pause();
  void resume();
  // Lets the paused run do this many further steps; pauses a playing one.
  void step(int count = 1);
  // Ends the run; its frames so far are delivered, then runFinished.
  void stop();
  // Simulated seconds per wall second; 0 = as fast as it goes. Holds for this and all later runs.
  void set_speed(double factor);

  // Of the run that goes on, from runStarted(): its spans, readable meanwhile, and what was executed after the first
  // `known` statements.
  std::shared_ptr<const SpanTape> spans() const;
  StatementLog statements(std::size_t known) const;
  // Its number in the store, once it has one.
  std::optional<RunId> kept_id() const;
  // What it went on from; none: it began at its beginning.
  std::optional<ForkOrigin> fork() const;
  // The run that goes on, as far as these frames of it go, for others to go on from. None before runStarted().
  std::optional<ForkParent> fork_parent(const std::vector<FramePtr>& frames) const;

  // From start() to runFinished().
  bool active() const { return run_ != nullptr; }
  bool paused() const { return paused_; }
  double speed() const { return speed_; }

 Q_SIGNALS:
  // start() was called: the run is being assembled.
  void runRequested(const stepscope::RunRequest& request, const stepscope::EngineProfile& profile);
  void runStarted(int step_count);
  // Oldest first, every frame of a run exactly once.
  void framesArrived(const std::vector<stepscope::FramePtr>& frames);
  // Of a run with companions: the same and their frames, step by step, just before framesArrived().
  void roundsArrived(const std::vector<stepscope::ui::Round>& rounds);
  void pausedChanged(bool paused);
  // Just before runFinished(): in the order of companions().
  void companionsFinished(const std::vector<stepscope::ui::FinishedRun>& finished);
  void runFinished(const stepscope::ui::FinishedRun& finished);
  // Some time after runFinished(), for each of the runs: everything is in the store. Not without one.
  void runKept(const stepscope::ui::KeptRun& kept);

 private:
  struct ActiveRun;
  void launch(std::shared_ptr<ActiveRun> run, StartMode mode);
  void work(const std::shared_ptr<ActiveRun>& run);  // worker thread
  void drain();
  void end(std::shared_ptr<ActiveRun> run);  // GUI thread
  void keep(const std::shared_ptr<ActiveRun>& run);
  void set_paused(bool paused);
  int drain_interval_ms() const;

  std::filesystem::path store_;
  std::shared_ptr<ActiveRun> run_;
  std::thread worker_;
  QTimer drain_timer_;
  std::vector<Round> rounds_;
  std::vector<FramePtr> batch_;
  std::vector<RunAsked> companions_;
  bool paused_{false};
  double speed_{0.0};
  Background keeping_;  // what is left to write of runs that have ended
};

}  // namespace stepscope::ui
