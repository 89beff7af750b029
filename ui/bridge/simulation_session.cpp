#include "ui/bridge/simulation_session.h"

#include <QThread>
#include <algorithm>
#include <atomic>
#include <cassert>
#include <utility>

#include "core/assembly/run_score.h"
#include "core/base/mailbox.h"

namespace stepscope::ui {

namespace {

constexpr int kDrainEveryMs = 16;
// At full speed nobody can follow 60 pictures a second, and the processor is the simulation's.
constexpr int kDrainAtFullSpeedMs = 33;
constexpr std::size_t kExpectedSteps = 1024;

// Puts every step of one of the runs into its place of a round, and sends that at once if nobody else has a part in it.
class RoundSink final : public StepSink {
 public:
  RoundSink(Round& round, std::size_t place, Mailbox<Round>* mailbox)
      : round_(round), place_(place), mailbox_(mailbox) {}
  void on_step(const FramePtr& frame, std::span<const SpanRecord>) override {
    round_[place_] = frame;
    if (mailbox_ != nullptr) mailbox_->post(std::exchange(round_, {}));
  }

 private:
  Round& round_;
  std::size_t place_;
  Mailbox<Round>* mailbox_;  // null: others have
};

}  // namespace

// What window and worker share of one run and its companions.
struct SimulationSession::ActiveRun {
  // The present run, or a companion.
  struct Part {
    RunAsked asked;
    FinishedRun finished;                     // the worker's until it has been joined
    std::optional<RoundSink> sink;            // the worker's
    std::unique_ptr<StoreRecorder> recorder;  // of finished.run; the worker's until it has been joined

    void take(Result<std::unique_ptr<AssembledRun>> assembled);
    void record(const std::filesystem::path& store);
    void end(RunOutcome outcome);
  };

  ScenarioPtr scenario;
  std::optional<ForkTask> fork;  // of the present run, which then has no companions
  std::filesystem::path store;
  RunControl control;
  Mailbox<Round> mailbox{kExpectedSteps};
  std::atomic<int> step_count{-1};  // known once assembled; then the next two are set, too
  std::shared_ptr<const SpanTape> spans;
  const StatementLedger* ledger{nullptr};  // of the present run
  bool announced{false};                   // GUI thread: runStarted was emitted
  std::vector<Part> parts;                 // the present run first; never grows once the worker has begun
  Round round;                             // the worker's

  Part& present() { return parts.front(); }
  bool has_companions() const { return parts.size() > 1; }
  void work();
  void simulate();
};

void SimulationSession::ActiveRun::Part::take(Result<std::unique_ptr<AssembledRun>> assembled) {
  if (assembled.ok()) {
    finished.run = std::move(assembled).value();
  } else {
    finished.outcome.status = RunStatus::kFailed;
    finished.outcome.error = assembled.error();
  }
}

void SimulationSession::ActiveRun::Part::record(const std::filesystem::path& store) {
  recorder = std::make_unique<StoreRecorder>(
      *finished.run,
      RecorderOptions{.store = store, .source = RunSource::kLive, .window = WindowState::kAttached, .label = {}},
      &*sink);
  finished.spans = recorder->tape();
  finished.uuid = recorder->uuid();
}

void SimulationSession::ActiveRun::Part::end(RunOutcome outcome) {
  finished.outcome = std::move(outcome);
  finished.background = recorder->background();
  finished.notes = finished.run->notes();
  if (auto card = score_run(*finished.run)) finished.score = std::make_shared<const Scorecard>(std::move(*card));
}

// On the worker. Without the present run nothing is made; a companion that cannot be is left out.
void SimulationSession::ActiveRun::work() {
  for (Part& part : parts)
    part.take(fork ? begin_fork(*fork->parent, fork->wish, &control)
                   : AssembledRun::assemble(part.asked.request, part.asked.profile, scenario));
  if (!present().finished.run) {
    for (Part& part : parts) {
      if (!part.finished.run) continue;
      part.finished.run.reset();
      part.finished.outcome.status = RunStatus::kStopped;
    }
    return;
  }
  const auto going = std::ranges::count_if(parts, [](const Part& part) { return part.finished.run != nullptr; });
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].finished.run) continue;
    parts[i].sink.emplace(round, i, going == 1 ? &mailbox : nullptr);
    parts[i].record(store);
  }
  spans = present().finished.spans;
  ledger = &present().finished.run->ledger();
  step_count = present().finished.run->step_count();
  simulate();
}

void SimulationSession::ActiveRun::simulate() {
  std::vector<LockstepRun> turns;
  std::vector<Part*> going;
  for (Part& part : parts) {
    if (!part.finished.run) continue;
    turns.push_back({.run = *part.finished.run, .sink = part.recorder.get()});
    going.push_back(&part);
  }
  if (going.size() == 1) return present().end(present().finished.run->run(control, present().recorder.get()));
  auto outcomes = run_in_lockstep(turns, control, [this] { mailbox.post(std::exchange(round, {})); });
  assert(outcomes.ok());  // as many as there may be, on one scenario
  for (std::size_t i = 0; i < going.size(); ++i) going[i]->end(std::move(outcomes.value()[i]));
}

SimulationSession::SimulationSession(QObject* parent) : QObject(parent), keeping_(*this) {
  set_speed(speed_);
  drain_timer_.setTimerType(Qt::PreciseTimer);
  QObject::connect(&drain_timer_, &QTimer::timeout, this, &SimulationSession::drain);
}

SimulationSession::~SimulationSession() {
  if (!run_) return;
  run_->control.stop();
  if (worker_.joinable()) worker_.join();
  for (ActiveRun::Part& part : run_->parts)
    if (part.recorder) part.recorder->finish(part.finished.outcome, part.finished.score.get());
}

void SimulationSession::set_companions(std::vector<RunAsked> companions) {
  assert(companions.size() < kMostInLockstep);
  companions_ = std::move(companions);
}

void SimulationSession::start(const RunRequest& request, const EngineProfile& profile, const ScenarioPtr& scenario,
                              StartMode mode) {
  auto run = std::make_shared<ActiveRun>();
  run->parts.push_back({.asked = {.request = request, .profile = profile}});
  for (const RunAsked& companion : companions_) run->parts.push_back({.asked = companion});
  run->scenario = scenario;
  launch(std::move(run), mode);
}

void SimulationSession::start(const ForkTask& task, StartMode mode) {
  auto run = std::make_shared<ActiveRun>();
  run->parts.push_back({.asked = {.request = task.wish.request, .profile = task.wish.profile}});
  run->scenario = task.parent->scenario;
  run->fork = task;
  launch(std::move(run), mode);
}

void SimulationSession::launch(std::shared_ptr<ActiveRun> run, StartMode mode) {
  Q_ASSERT(QThread::currentThread() == thread());
  stop();
  run_ = std::move(run);
  run_->store = store_;
  run_->control.set_speed(speed_);
  if (mode == StartMode::kPaused) run_->control.pause();
  const RunAsked asked = run_->present().asked;
  Q_EMIT runRequested(asked.request, asked.profile);
  set_paused(mode == StartMode::kPaused);
  drain_timer_.start(drain_interval_ms());
  worker_ = std::thread([this, run = run_] { work(run); });
}

void SimulationSession::work(const std::shared_ptr<ActiveRun>& run) {
  run->work();
  QMetaObject::invokeMethod(
      this, [this, run] { end(run); }, Qt::QueuedConnection);
}

void SimulationSession::drain() {
  Q_ASSERT(QThread::currentThread() == thread());
  if (!run_) return;
  if (!run_->announced && run_->step_count >= 0) {
    run_->announced = true;
    Q_EMIT runStarted(run_->step_count);
    if (!run_) return;
  }
  run_->mailbox.drain(rounds_);
  if (rounds_.empty()) return;
  batch_.clear();
  for (const Round& round : rounds_)
    if (round.front()) batch_.push_back(round.front());
  if (run_->has_companions()) Q_EMIT roundsArrived(rounds_);
  if (run_ && !batch_.empty()) Q_EMIT framesArrived(batch_);
}

void SimulationSession::end(std::shared_ptr<ActiveRun> run) {
  if (run != run_) return;  // already ended by stop()
  if (worker_.joinable()) worker_.join();
  drain_timer_.stop();
  drain();
  keep(run);
  if (run != run_) return;  // a receiver of the last frames started another run
  run_.reset();
  set_paused(false);
  if (run->has_companions()) {
    std::vector<FinishedRun> companions;
    for (std::size_t i = 1; i < run->parts.size(); ++i) companions.push_back(run->parts[i].finished);
    Q_EMIT companionsFinished(companions);
  }
  Q_EMIT runFinished(run->present().finished);
}

void SimulationSession::keep(const std::shared_ptr<ActiveRun>& run) {
  if (run->store.empty()) return;
  for (std::size_t i = 0; i < run->parts.size(); ++i) {
    if (!run->parts[i].recorder) continue;
    keeping_.run(
        [run, i] {
          const ActiveRun::Part& part = run->parts[i];
          part.recorder->finish(part.finished.outcome, part.finished.score.get());
          return KeptRun{.run = part.finished.run,
                         .id = part.recorder->id(),
                         .store = part.recorder->store(),
                         .problems = part.recorder->problems()};
        },
        [this](const KeptRun& kept) { Q_EMIT runKept(kept); });
  }
}

std::shared_ptr<const SpanTape> SimulationSession::spans() const {
  return run_ && run_->step_count >= 0 ? run_->spans : nullptr;
}

StatementLog SimulationSession::statements(std::size_t known) const {
  return run_ && run_->step_count >= 0 ? run_->ledger->log(known) : StatementLog{};
}

std::optional<RunId> SimulationSession::kept_id() const {
  return run_ && run_->step_count >= 0 ? run_->present().recorder->id() : std::nullopt;
}

bool SimulationSession::has_companions() const { return run_ && run_->has_companions(); }

std::optional<ForkOrigin> SimulationSession::fork() const {
  return run_ && run_->step_count >= 0 ? run_->present().finished.run->fork() : std::nullopt;
}

// Request, profile and scenario of a run do not change while it goes on.
std::optional<ForkParent> SimulationSession::fork_parent(const std::vector<FramePtr>& frames) const {
  if (!run_ || run_->step_count < 0) return std::nullopt;
  const FinishedRun& present = run_->present().finished;
  return stepscope::fork_parent(*present.run, present.uuid, frames, run_->spans);
}

void SimulationSession::pause() {
  if (!run_) return;
  run_->control.pause();
  set_paused(true);
}

void SimulationSession::resume() {
  if (!run_) return;
  run_->control.resume();
  set_paused(false);
}

void SimulationSession::step(int count) {
  if (!run_) return;
  run_->control.step(count);
  set_paused(true);
}

void SimulationSession::stop() {
  if (!run_) return;
  run_->control.stop();
  end(run_);
}

void SimulationSession::set_speed(double factor) {
  speed_ = factor;
  drain_timer_.setInterval(drain_interval_ms());
  if (run_) run_->control.set_speed(factor);
}

// Who looks at several runs at once wants to see them drive, at full speed, too.
int SimulationSession::drain_interval_ms() const {
  const bool compares = run_ ? run_->has_companions() : !companions_.empty();
  return speed_ > 0.0 || compares ? kDrainEveryMs : kDrainAtFullSpeedMs;
}

void SimulationSession::set_paused(bool paused) {
  if (paused == paused_) return;
  paused_ = paused;
  Q_EMIT pausedChanged(paused);
}

}  // namespace stepscope::ui
