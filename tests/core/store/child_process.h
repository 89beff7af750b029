#pragma once

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

#include "core/simulation/step_sink.h"

namespace stepscope::test {

// What a child process and its parent both see.
struct SharedCount {
  SharedCount()
      : count(new (mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
                  std::atomic<int>(0)) {}
  ~SharedCount() { munmap(count, sizeof(std::atomic<int>)); }
  SharedCount(const SharedCount&) = delete;
  SharedCount& operator=(const SharedCount&) = delete;
  std::atomic<int>* count;
};

// Counts finished steps and takes its time, so that a run lasts.
class SlowSink final : public StepSink {
 public:
  SlowSink(std::atomic<int>& steps, std::chrono::microseconds pause) : steps_(steps), pause_(pause) {}
  void on_step(const FramePtr& frame, std::span<const SpanRecord>) override {
    steps_ = frame->step + 1;
    std::this_thread::sleep_for(pause_);
  }

 private:
  std::atomic<int>& steps_;
  std::chrono::microseconds pause_;
};

// Runs `work` in a child process; its result is the exit code.
template <typename Work>
pid_t start_child(const Work& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  return child;
}

inline int exit_code_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace stepscope::test
