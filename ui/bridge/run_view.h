#pragma once

#include <QObject>
#include <QTimer>
#include <algorithm>
#include <span>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/stage_statistics.h"
#include "core/scenario/scenario.h"
#include "core/world/step_frame.h"

namespace stepscope::ui {

// The slowest step, the cold first one left out where there are others; −1 without steps.
int slowest_step(std::span<const StepTiming> timings);

// The present run as the window sees it: every frame so far and the one time cursor that all views share. The cursor
// follows the newest frame ("live") until it is moved; follow_live() returns to it. After the run its frames can be
// played back. Where runs beside it are longer, the clock goes on to their end and the cursor stays at this run's last
// step. GUI thread.
class RunView : public QObject {
  Q_OBJECT

 public:
  explicit RunView(QObject* parent = nullptr);

  // Forgets the run shown so far. `step_count`: steps the run will have, 0 if not known yet. `interval_s`: simulated
  // seconds per step of a run without scenario.
  void begin(const ScenarioPtr& scenario, int step_count, double interval_s = 0.1);
  void append(const std::vector<FramePtr>& frames);
  // What the run is recorded with beside its frames. Announced with profileGrew().
  void set_spans(std::shared_ptr<const SpanTape> spans);
  void add_statements(StatementLog log);  // executions after those there are; texts and sites of all
  // Where it came from, of a run that went on from another one.
  void set_fork(std::optional<ForkOrigin> fork) { profile_.facts.fork = std::move(fork); }
  // No further frames will come.
  void end();
  // The same, and here is all that is known: facts, score, background …
  void end_with(ProfiledRun whole);

  // Steps so far and in all.
  int size() const { return static_cast<int>(frames_.size()); }
  int step_count() const { return step_count_; }
  bool running() const { return running_; }
  std::span<const StepTiming> timings() const { return profile_.steps; }
  // What the run cost so far, for every view that analyses it: grows while the run goes on, complete after
  // profileCompleted(). Facts and score are empty until then.
  const ProfiledRun& profile() const { return profile_; }
  // Simulated seconds per step, from the scenario's times if there is one.
  double step_interval_s() const;
  RunStatistics statistics() const;

  // The step all views show; −1 before the first frame.
  int cursor() const { return cursor_; }
  const std::vector<FramePtr>& frames() const { return frames_; }
  FramePtr frame() const { return cursor_ < 0 ? nullptr : frames_[static_cast<std::size_t>(cursor_)]; }
  // Whether the cursor goes along with the newest frame of a run.
  bool live() const { return live_; }
  // The step that scenes beside each other show: the cursor, or beyond this run's end what those beside it have.
  int clock() const { return clock_; }
  // Steps that the clock covers: those of the longest run.
  int reach() const { return std::max(size(), beside_); }
  // Where the clock is while it follows: at the newest step of the runs that go on, else at the last one.
  int newest() const { return (running_ ? std::max(size(), growing_) : reach()) - 1; }
  // How many steps the longest of those beside has, and the longest of those that are going on with this run (0: none).
  void set_beside(int steps, int growing);
  // Moves the clock (clipped to the steps there are) and lets go of the newest frame. Ends play-back.
  void set_cursor(int step);
  void follow_live();

  // Plays the kept frames from the cursor (from the beginning if it is at the end). `speed`: simulated seconds per wall
  // second; 0 = a frame per screen refresh.
  void play_back(double speed);
  void stop_play_back();
  bool playing_back() const { return play_timer_.isActive(); }

 Q_SIGNALS:
  // Another frame is to be shown; −1: none.
  void cursorMoved(int step);
  // Just after it, and where only those beside have another step.
  void clockMoved(int step);
  void liveChanged(bool live);
  // profile() has begun anew, has more in it (perhaps sixty times a second: whoever draws waits a little), is whole.
  void profileBegun();
  void profileGrew();
  void profileCompleted();
  void playBackChanged(bool playing);

 private:
  void move_to(int step);
  void set_live(bool live);
  void advance();

  ScenarioPtr scenario_;
  std::vector<FramePtr> frames_;
  ProfiledRun profile_;
  int step_count_{0};
  int cursor_{-1}, clock_{-1};
  int beside_{0}, growing_{0};  // steps
  bool live_{true};
  bool running_{false};
  QTimer play_timer_;
};

}  // namespace stepscope::ui
