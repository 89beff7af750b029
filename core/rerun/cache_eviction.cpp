#include "core/rerun/cache_eviction.h"

#include <unistd.h>

#include <algorithm>

namespace stepscope {

namespace {

constexpr std::size_t kMiB = 1 << 20;
constexpr std::size_t kCacheLine = 64;

std::size_t bytes_to_walk() {
  const long last_level = sysconf(_SC_LEVEL3_CACHE_SIZE);
  if (last_level <= 0) return 64 * kMiB;
  return std::clamp(2 * static_cast<std::size_t>(last_level), 16 * kMiB, 128 * kMiB);
}

}  // namespace

CacheEviction::CacheEviction() : buffer_(bytes_to_walk()) {}

void CacheEviction::walk() {
  for (std::size_t i = 0; i < buffer_.size(); i += kCacheLine) ++buffer_[i];
}

}  // namespace stepscope
