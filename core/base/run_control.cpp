#include "core/base/run_control.h"

#include <algorithm>

namespace stepscope {

namespace {
constexpr double kLongestWaitUs = 1e15;  // 30 years: what a clock can still add up
}

void RunControl::pause() {
  const std::scoped_lock lock(mutex_);
  paused_ = true;
  steps_allowed_ = 0;
  plain_ = false;
  changed_.notify_all();
}

void RunControl::resume() {
  const std::scoped_lock lock(mutex_);
  paused_ = false;
  steps_allowed_ = 0;
  anchored_ = false;
  plain_ = speed_ <= 0.0;
  changed_.notify_all();
}

void RunControl::step(int count) {
  const std::scoped_lock lock(mutex_);
  paused_ = true;
  steps_allowed_ += count;
  plain_ = false;
  changed_.notify_all();
}

void RunControl::stop() {
  const std::scoped_lock lock(mutex_);
  stopped_ = true;
  plain_ = false;
  changed_.notify_all();
}

void RunControl::set_speed(double factor) {
  const std::scoped_lock lock(mutex_);
  speed_ = factor > 0.0 ? factor : 0.0;
  anchored_ = false;
  plain_ = !paused_ && speed_ <= 0.0 && !stopped_;
  changed_.notify_all();
}

bool RunControl::paused() const {
  const std::scoped_lock lock(mutex_);
  return paused_;
}

double RunControl::speed() const {
  const std::scoped_lock lock(mutex_);
  return speed_;
}

bool RunControl::wait_for_turn(std::int64_t sim_time_us) {
  if (plain_.load(std::memory_order_relaxed)) return !stopped();
  return wait_slow(sim_time_us);
}

bool RunControl::wait_slow(std::int64_t sim_time_us) {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (stopped_) return false;
    if (paused_) {
      if (steps_allowed_ > 0) {
        --steps_allowed_;
        return true;
      }
      anchored_ = false;
      changed_.wait(lock);
      continue;
    }
    if (speed_ <= 0.0) return true;
    if (!anchored_) {
      anchored_ = true;
      anchor_sim_us_ = sim_time_us;
      anchor_wall_ = std::chrono::steady_clock::now();
      return true;
    }
    const double wall_us =
        std::clamp(static_cast<double>(sim_time_us - anchor_sim_us_) / speed_, -kLongestWaitUs, kLongestWaitUs);
    const auto due = anchor_wall_ + std::chrono::microseconds(static_cast<std::int64_t>(wall_us));
    if (std::chrono::steady_clock::now() >= due) return true;
    changed_.wait_until(lock, due);
  }
}

}  // namespace stepscope
