#include "ui/bridge/measure_session.h"

#include <utility>

namespace stepscope::ui {

struct MeasureSession::Work {
  MeasureWish wish;
  RunControl control;
};

MeasureSession::MeasureSession(QObject* parent) : QObject(parent) {}

MeasureSession::~MeasureSession() { join(); }

void MeasureSession::join() {
  if (work_) work_->control.stop();
  if (thread_.joinable()) thread_.join();
  work_.reset();
}

void MeasureSession::start(const MeasureWish& wish) {
  join();
  work_ = std::make_shared<Work>();
  work_->wish = wish;
  thread_ = std::thread([this, work = work_] {
    const auto progress = [this, work](const PairProgress& made) {  // before every run, not every step
      QMetaObject::invokeMethod(
          this,
          [this, work, made] {
            if (work == work_) Q_EMIT progressed(made);
          },
          Qt::QueuedConnection);
    };
    auto measurement = std::make_shared<Measurement>();
    measurement->a = work->wish.a;
    measurement->b = work->wish.b;
    const PairPlan plan{
        .a = work->wish.a,
        .b = work->wish.b,
        .scenarios = 1,
        .scenario_of = [work](std::size_t, const EngineProfile&) -> Result<ScenarioPtr> { return work->wish.scenario; },
        .pairs = work->wish.pairs,
        .same_pairs = work->wish.same_pairs,
        .seed = work->wish.seed,
        .log_folder = {}};
    measurement->session = run_pairs(plan, work->control, progress);
    measurement->times = compare_times(
        {.pairs = measurement->session.pairs, .same = measurement->session.same, .window = {}, .measured = true});
    QMetaObject::invokeMethod(
        this,
        [this, work, measurement] {
          if (work != work_) return;
          join();
          Q_EMIT finished(measurement);
        },
        Qt::QueuedConnection);
  });
}

void MeasureSession::cancel() {
  if (work_) work_->control.stop();
}

}  // namespace stepscope::ui
