#pragma once

#include <atomic>
#include <thread>

#include "core/base/run_control.h"

namespace stepscope::cli {

// While it lives, Ctrl+C (SIGINT) and SIGTERM stop the run instead of ending the program: the step in flight is
// finished and everything up to it is saved. Make it before any other thread.
class Interrupt {
 public:
  explicit Interrupt(RunControl& control);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool happened() const { return happened_.load(); }

 private:
  RunControl& control_;
  std::atomic<bool> happened_{false};
  std::jthread waiter_;
};

}  // namespace stepscope::cli
