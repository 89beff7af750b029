#pragma once

#include <QMetaObject>
#include <QObject>
#include <QThreadPool>
#include <memory>
#include <utility>

namespace stepscope::ui {

// Work off the GUI thread on behalf of one object. Its destructor waits for what is still running, so that work may use
// members of the owner that are declared before this one.
class Background {
 public:
  // Results are delivered on the thread of `receiver`, which owns this object.
  explicit Background(QObject& receiver) : receiver_(receiver) { pool_.setMaxThreadCount(1); }
  ~Background() { pool_.waitForDone(); }
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // Runs `work` after everything asked for earlier, then calls `done` with its result. Not called if the receiver has
  // gone in the meantime.
  template <typename Work, typename Done>
  void run(Work work, Done done) {
    pool_.start([this, work = std::move(work), done = std::move(done)]() mutable {
      using Value = decltype(work());
      auto value = std::make_shared<Value>(work());
      QMetaObject::invokeMethod(
          &receiver_, [value, done = std::move(done)]() mutable { done(std::move(*value)); }, Qt::QueuedConnection);
    });
  }

 private:
  QObject& receiver_;
  QThreadPool pool_;
};

}  // namespace stepscope::ui
