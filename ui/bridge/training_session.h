#pragma once

#include <QObject>
#include <memory>
#include <thread>

#include "core/imitation/imitation.h"

namespace stepscope::ui {

// Trains one network at a time on a thread of its own. GUI thread.
class TrainingSession : public QObject {
  Q_OBJECT

 public:
  explicit TrainingSession(TrainerMaker make_trainer = make_library_trainer, QObject* parent = nullptr);
  ~TrainingSession() override;  // stops and joins

  // Not while one is active.
  void start(ImitationRequest request);
  // Ends after the step that is being learned; what was learned is in the checkpoint, and finished() comes. While it
  // still reads logs, failed() comes.
  void stop();
  bool active() const { return work_ != nullptr; }
  bool stopping() const;

 Q_SIGNALS:
  void started();
  // Before training: what is done, how much of it.
  void preparing(const QString& what, qint64 done, qint64 total);
  void noted(const QString& sentence);
  // A few times a second.
  void progressed(const stepscope::TrainingProgress& progress);
  void epochEnded(const stepscope::CurvePoint& point, bool best_so_far);
  void finished(const stepscope::ImitationOutcome& outcome);
  void failed(const stepscope::Error& error);

 private:
  struct Work;
  class Teller;
  void join();

  TrainerMaker make_trainer_;
  std::shared_ptr<Work> work_;
  std::thread thread_;
};

}  // namespace stepscope::ui
