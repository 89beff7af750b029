#include "ui/bridge/measure_session.h"

#include <QDir>
#include <QTemporaryDir>
#include <optional>
#include <utility>

#include "core/pairing/logs_matter.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

Error no_place_for_logs(const QTemporaryDir& folder) {
  return {.file = QDir::tempPath().toStdString(),
          .place = {},
          .field = {},
          .reason = "no folder can be made there for the simulation logs: " + folder.errorString().toStdString()};
}

}  // namespace

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
    measurement->logs = work->wish.logs || logs_matter(work->wish.a, work->wish.b);
    std::optional<QTemporaryDir> logs;  // goes with the measurement
    if (measurement->logs) logs.emplace(QDir::tempPath() + QStringLiteral("/stepscope-measure-XXXXXX"));
    const PairPlan plan{
        .a = work->wish.a,
        .b = work->wish.b,
        .scenarios = 1,
        .scenario_of = [work](std::size_t, const EngineProfile&) -> Result<ScenarioPtr> { return work->wish.scenario; },
        .pairs = work->wish.pairs,
        .same_pairs = work->wish.same_pairs,
        .seed = work->wish.seed,
        .log_folder = logs ? to_path(logs->path()) : std::filesystem::path()};
    if (logs && !logs->isValid())
      measurement->session.problems.push_back({.error = no_place_for_logs(*logs)});
    else
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
