#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <functional>

namespace stepscope::bench {

inline void wait_until(const std::function<bool()>& done) {
  while (!done()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

// Longest stretch in which the GUI thread did not come back to its event loop.
class Heartbeat {
 public:
  Heartbeat() {
    QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] {
      longest_ms_ = std::max(longest_ms_, static_cast<double>(since_.nsecsElapsed()) * 1e-6);
      since_.restart();
    });
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.start(2);
    since_.start();
  }
  double longest_ms() const { return longest_ms_; }
  void restart() {
    longest_ms_ = 0.0;
    since_.restart();
  }

 private:
  QTimer timer_;
  QElapsedTimer since_;
  double longest_ms_{0.0};
};

}  // namespace stepscope::bench
