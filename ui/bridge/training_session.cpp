#include "ui/bridge/training_session.h"

#include <QElapsedTimer>
#include <utility>

#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {
constexpr qint64 kProgressEveryMs = 150;
}

struct TrainingSession::Work {
  ImitationRequest request;
  RunControl control;
};

// Carries what the training says to the GUI thread.
class TrainingSession::Teller final : public ImitationObserver {
 public:
  Teller(TrainingSession& session, std::shared_ptr<Work> work) : session_(session), work_(std::move(work)) {}

  void on_preparing(const std::string& what, std::size_t done, std::size_t total) override {
    if (done < total && too_soon()) return;
    tell([this, text = to_qt(what), done, total] {
      Q_EMIT session_.preparing(text, static_cast<qint64>(done), static_cast<qint64>(total));
    });
  }
  void on_note(const std::string& sentence) override {
    tell([this, text = to_qt(sentence)] { Q_EMIT session_.noted(text); });
  }
  void on_step(const TrainingProgress& progress) override {
    if (too_soon()) return;
    tell([this, progress] { Q_EMIT session_.progressed(progress); });
  }
  void on_epoch(const CurvePoint& point, bool best_so_far) override {
    tell([this, point, best_so_far] { Q_EMIT session_.epochEnded(point, best_so_far); });
  }

 private:
  bool too_soon() {
    if (since_.isValid() && since_.elapsed() < kProgressEveryMs) return true;
    since_.start();
    return false;
  }
  // What is said lives on the GUI thread for a while: the session keeps this object as long as its training.
  template <typename What>
  void tell(What what) {
    QMetaObject::invokeMethod(
        &session_,
        [&session = session_, work = work_, what = std::move(what)] {
          if (work == session.work_) what();
        },
        Qt::QueuedConnection);
  }

  TrainingSession& session_;
  std::shared_ptr<Work> work_;
  QElapsedTimer since_;
};

TrainingSession::TrainingSession(TrainerMaker make_trainer, QObject* parent)
    : QObject(parent), make_trainer_(std::move(make_trainer)) {}

TrainingSession::~TrainingSession() { join(); }

void TrainingSession::join() {
  if (work_) work_->control.stop();
  if (thread_.joinable()) thread_.join();
  work_.reset();
}

bool TrainingSession::stopping() const { return work_ && work_->control.stopped(); }

void TrainingSession::start(ImitationRequest request) {
  join();
  work_ = std::make_shared<Work>();
  work_->request = std::move(request);
  Q_EMIT started();
  // The teller outlives what it told: it ends with the last of the closures.
  auto teller = std::make_shared<Teller>(*this, work_);
  thread_ = std::thread([this, work = work_, teller, make_trainer = make_trainer_] {
    MapCache maps;
    auto outcome =
        std::make_shared<Result<ImitationOutcome>>(imitate(work->request, make_trainer, maps, work->control, *teller));
    QMetaObject::invokeMethod(
        this,
        [this, work, outcome, teller] {
          if (work != work_) return;
          join();
          if (!outcome->ok()) return Q_EMIT failed(outcome->error());
          Q_EMIT finished(outcome->value());
        },
        Qt::QueuedConnection);
  });
}

void TrainingSession::stop() {
  if (work_) work_->control.stop();
}

}  // namespace stepscope::ui
