#include "core/features/past_objects.h"

#include <cstdint>
#include <cstdlib>

namespace stepscope {

std::span<const TrackedObject> objects_near(const HistoryBuffer& history, SimTime time) {
  std::size_t nearest = history.size() - 1;
  const auto miss = [&](std::size_t i) { return std::abs(history[i].ego.time.us - time.us); };
  while (nearest > 0 && miss(nearest - 1) <= miss(nearest)) --nearest;
  return history[nearest].objects;
}

std::span<const TrackedObject> objects_a_second_ago(const HistoryBuffer& history) {
  constexpr std::int64_t kSecond = 1'000'000;  // µs
  return objects_near(history, {history.newest().ego.time.us - kSecond});
}

}  // namespace stepscope
