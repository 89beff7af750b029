#include "core/sqlite/turn.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace stepscope {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kPatience = std::chrono::seconds(10);
constexpr auto kToldAfter = std::chrono::milliseconds(500);
constexpr int kLongestPauseMs = 100;

WaitNotice& notice() {
  static WaitNotice set;
  return set;
}

// A thread waits for one connection at a time.
struct Wait {
  Clock::time_point begin;
  bool told{false};
};
thread_local Wait present_wait;

}  // namespace

void set_wait_notice(WaitNotice wanted) { notice() = std::move(wanted); }

int try_turn_again(void* connection, int count) {
  const auto now = Clock::now();
  if (count == 0) present_wait = {.begin = now};
  const auto waited = now - present_wait.begin;
  if (waited >= kPatience) return 0;
  if (waited >= kToldAfter && !std::exchange(present_wait.told, true)) {
    const char* file = sqlite3_db_filename(static_cast<sqlite3*>(connection), "main");
    if (notice() && file != nullptr) notice()(file);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(std::min(1 << std::min(count, 7), kLongestPauseMs)));
  return 1;
}

}  // namespace stepscope
