#include "ui/bridge/simulation_session.h"

#include <QThread>
#include <atomic>

#include "core/assembly/run_score.h"
#include "core/base/mailbox.h"

namespace stepscope::ui {

namespace {

constexpr int kDrainEveryMs = 16;
// At full speed nobody can follow 60 pictures a second, and the processor is the simulation's.
constexpr int kDrainAtFullSpeedMs = 33;
constexpr std::size_t kExpectedSteps = 1024;

class MailboxSink final : public StepSink {
 public:
  explicit MailboxSink(Mailbox<FramePtr>& mailbox) : mailbox_(mailbox) {}
  void on_step(const FramePtr& frame, std::span<const SpanRecord>) override { mailbox_.post(frame); }

 private:
  Mailbox<FramePtr>& mailbox_;
};

}  // namespace

// What window and worker share of one run.
struct SimulationSession::ActiveRun {
  RunRequest request;
  EngineProfile profile;
  ScenarioPtr scenario;
  std::filesystem::path store;
  RunControl control;
  Mailbox<FramePtr> mailbox{kExpectedSteps};
  std::atomic<int> step_count{-1};  // known once assembled; then the next two are set, too
  std::shared_ptr<const SpanTape> spans;
  const StatementLedger* ledger{nullptr};   // of finished.run
  bool announced{false};                    // GUI thread: runStarted was emitted
  FinishedRun finished;                     // the worker's until it has been joined
  std::optional<MailboxSink> sink;          // the worker's
  std::unique_ptr<StoreRecorder> recorder;  // of finished.run; the worker's until it has been joined
};

SimulationSession::SimulationSession(QObject* parent) : QObject(parent), keeping_(*this) {
  set_speed(speed_);
  drain_timer_.setTimerType(Qt::PreciseTimer);
  QObject::connect(&drain_timer_, &QTimer::timeout, this, &SimulationSession::drain);
}

SimulationSession::~SimulationSession() {
  if (!run_) return;
  run_->control.stop();
  if (worker_.joinable()) worker_.join();
  if (run_->recorder) run_->recorder->finish(run_->finished.outcome, run_->finished.score.get());
}

void SimulationSession::start(const RunRequest& request, const EngineProfile& profile, const ScenarioPtr& scenario,
                              StartMode mode) {
  Q_ASSERT(QThread::currentThread() == thread());
  stop();
  run_ = std::make_shared<ActiveRun>();
  run_->request = request;
  run_->profile = profile;
  run_->scenario = scenario;
  run_->store = store_;
  run_->control.set_speed(speed_);
  if (mode == StartMode::kPaused) run_->control.pause();
  Q_EMIT runRequested(request, profile);
  set_paused(mode == StartMode::kPaused);
  drain_timer_.start();
  worker_ = std::thread([this, run = run_] { work(run); });
}

void SimulationSession::work(const std::shared_ptr<ActiveRun>& run) {
  auto assembled = AssembledRun::assemble(run->request, run->profile, run->scenario);
  if (assembled.ok()) {
    run->finished.run = std::move(assembled).value();
    const int steps = run->finished.run->step_count();
    run->sink.emplace(run->mailbox);
    run->recorder = std::make_unique<StoreRecorder>(
        *run->finished.run,
        RecorderOptions{.store = run->store, .source = RunSource::kLive, .window = WindowState::kAttached, .label = {}},
        &*run->sink);
    run->spans = run->recorder->tape();
    run->ledger = &run->finished.run->ledger();
    run->step_count = steps;
    run->finished.outcome = run->finished.run->run(run->control, run->recorder.get());
    run->finished.spans = run->spans;
    run->finished.background = run->recorder->background();
    run->finished.notes = run->finished.run->notes();
    if (auto card = score_run(*run->finished.run))
      run->finished.score = std::make_shared<const Scorecard>(std::move(*card));
  } else {
    run->finished.outcome.status = RunStatus::kFailed;
    run->finished.outcome.error = assembled.error();
  }
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
  run_->mailbox.drain(batch_);
  if (!batch_.empty()) Q_EMIT framesArrived(batch_);
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
  Q_EMIT runFinished(run->finished);
}

void SimulationSession::keep(const std::shared_ptr<ActiveRun>& run) {
  if (!run->recorder || run->store.empty()) return;
  keeping_.run(
      [run] {
        run->recorder->finish(run->finished.outcome, run->finished.score.get());
        return KeptRun{.run = run->finished.run,
                       .id = run->recorder->id(),
                       .store = run->recorder->store(),
                       .problems = run->recorder->problems()};
      },
      [this](const KeptRun& kept) { Q_EMIT runKept(kept); });
}

std::shared_ptr<const SpanTape> SimulationSession::spans() const {
  return run_ && run_->step_count >= 0 ? run_->spans : nullptr;
}

StatementLog SimulationSession::statements(std::size_t known) const {
  return run_ && run_->step_count >= 0 ? run_->ledger->log(known) : StatementLog{};
}

std::optional<RunId> SimulationSession::kept_id() const {
  return run_ && run_->step_count >= 0 ? run_->recorder->id() : std::nullopt;
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
  drain_timer_.setInterval(factor > 0.0 ? kDrainEveryMs : kDrainAtFullSpeedMs);
  if (run_) run_->control.set_speed(factor);
}

void SimulationSession::set_paused(bool paused) {
  if (paused == paused_) return;
  paused_ = paused;
  Q_EMIT pausedChanged(paused);
}

}  // namespace stepscope::ui
