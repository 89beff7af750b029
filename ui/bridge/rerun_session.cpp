#include "ui/bridge/rerun_session.h"

#include <QElapsedTimer>
#include <optional>
#include <utility>

namespace stepscope::ui {

namespace {
constexpr qint64 kProgressEveryMs = 100;
}

struct RerunSession::Work {
  RerunTask task;
  RunControl control;
};

RerunSession::RerunSession(QObject* parent) : QObject(parent) {}

RerunSession::~RerunSession() { join(); }

void RerunSession::join() {
  if (work_) work_->control.stop();
  if (thread_.joinable()) thread_.join();
  work_.reset();
}

void RerunSession::start(RerunTask task) {
  join();
  work_ = std::make_shared<Work>();
  work_->task = std::move(task);
  Q_EMIT started(work_->task.recorded.step);
  thread_ = std::thread([this, work = work_] {
    QElapsedTimer since_progress;
    const auto progress = [&](int done, int total) {
      if (since_progress.isValid() && since_progress.elapsed() < kProgressEveryMs) return;
      since_progress.start();
      QMetaObject::invokeMethod(
          this,
          [this, work, done, total] {
            if (work == work_) Q_EMIT progressed(done, total);
          },
          Qt::QueuedConnection);
    };
    auto result = std::make_shared<Result<RerunResult>>(rerun_step(work->task, work->control, progress));
    QMetaObject::invokeMethod(
        this,
        [this, work, result] {
          if (work != work_) return;
          join();
          if (!result->ok()) return Q_EMIT failed(result->error());
          Q_EMIT finished(std::make_shared<const RerunResult>(std::move(*result).value()));
        },
        Qt::QueuedConnection);
  });
}

void RerunSession::cancel() {
  if (work_) work_->control.stop();
}

}  // namespace stepscope::ui
