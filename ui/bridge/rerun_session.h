#pragma once

#include <QObject>
#include <atomic>
#include <memory>
#include <thread>

#include "core/rerun/rerun.h"

namespace stepscope::ui {

using RerunResultPtr = std::shared_ptr<const RerunResult>;

// Makes a step again and again on a thread of its own. GUI thread; one at a time.
class RerunSession : public QObject {
  Q_OBJECT

 public:
  explicit RerunSession(QObject* parent = nullptr);
  ~RerunSession() override;  // cancels and joins

  // Cancels one that is going on; nothing of it is delivered.
  void start(RerunTask task);
  // What was made until then is delivered.
  void cancel();
  bool active() const { return work_ != nullptr; }

 Q_SIGNALS:
  void started(int step);
  // A few times a second.
  void progressed(int done, int total);
  void finished(const stepscope::ui::RerunResultPtr& result);
  void failed(const stepscope::Error& error);

 private:
  struct Work;
  void join();

  std::shared_ptr<Work> work_;
  std::thread thread_;
};

}  // namespace stepscope::ui

Q_DECLARE_METATYPE(stepscope::ui::RerunResultPtr)
