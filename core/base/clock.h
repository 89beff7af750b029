#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>

namespace stepscope {

// Where probes read the time. The steady clock in programs, a clock set by hand in tests.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t now_ns() const = 0;         // monotonic
  virtual std::int64_t thread_cpu_ns() const = 0;  // processor time of the calling thread
};

class SteadyClock final : public Clock {
 public:
  std::int64_t now_ns() const override {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
  std::int64_t thread_cpu_ns() const override {
    std::timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
  }
};

class ManualClock final : public Clock {
 public:
  void advance(std::int64_t ns) { now_ += ns; }
  std::int64_t now_ns() const override { return now_; }
  std::int64_t thread_cpu_ns() const override { return now_; }

 private:
  std::int64_t now_{0};
};

}  // namespace stepscope
