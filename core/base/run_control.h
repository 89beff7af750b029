#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace stepscope {

// Pause, single step, stop and speed of one run: written by any thread, asked by the simulation thread at one place.
class RunControl {
 public:
  void pause();
  void resume();
  // Lets the paused run do this many further steps, then pauses again.
  void step(int count = 1);
  // The run ends before its next step. Cannot be taken back.
  void stop();
  // Simulated seconds per wall second; 0 = as fast as it goes.
  void set_speed(double factor);

  bool paused() const;
  bool stopped() const { return stopped_.load(std::memory_order_relaxed); }
  double speed() const;

  // Called by the simulation thread before each step. Blocks while paused and, at a finite speed, until the step's
  // turn has come. `sim_time_us` is the time of the step. False once stopped.
  // At full speed and not paused this is two relaxed loads.
  bool wait_for_turn(std::int64_t sim_time_us);

 private:
  bool wait_slow(std::int64_t sim_time_us);

  std::atomic<bool> stopped_{false};
  std::atomic<bool> plain_{true};  // not paused and at full speed: no need to look at what the mutex guards
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool paused_{false};  // guarded by mutex_, as all below
  int steps_allowed_{0};
  double speed_{0.0};
  bool anchored_{false};  // pacing starts anew after every pause or change of speed
  std::int64_t anchor_sim_us_{0};
  std::chrono::steady_clock::time_point anchor_wall_;
};

}  // namespace stepscope
