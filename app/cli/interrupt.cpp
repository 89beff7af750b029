#include "app/cli/interrupt.h"

#include <csignal>
#include <ctime>

namespace stepscope::cli {

namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

Interrupt::Interrupt(RunControl& control) : control_(control) {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // inherited by every thread made from here on
  waiter_ = std::jthread([this, signals](const std::stop_token& stop) {
    const timespec interval{.tv_sec = 0, .tv_nsec = 100'000'000};
    while (!stop.stop_requested()) {
      if (sigtimedwait(&signals, nullptr, &interval) < 0) continue;
      happened_ = true;
      control_.stop();
    }
  });
}

Interrupt::~Interrupt() {
  waiter_.request_stop();
  waiter_.join();
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace stepscope::cli
