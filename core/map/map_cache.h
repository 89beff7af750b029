#pragma once

#include <filesystem>
#include <future>
#include <list>
#include <map>
#include <mutex>
#include <string>

#include "core/map/road_map.h"

namespace stepscope {

// Maps in memory, shared by every run of the process. Keyed by file identity (path, size, modification time), so that a
// changed file is read again. Keeps at most `limit_bytes` of maps that nobody else holds. Thread-safe; two threads that
// ask for the same map wait for one read.
class MapCache {
 public:
  explicit MapCache(std::size_t limit_bytes = 512u << 20) : limit_bytes_(limit_bytes) {}

  // Failures are not kept: the next call tries again.
  Result<RoadMapPtr> get(const std::filesystem::path& maps_folder, const std::string& location);
  void clear();

 private:
  struct Entry {
    std::string path;
    std::string key;
    RoadMapPtr map;
  };
  void keep(Entry entry);
  void drop_oldest();

  std::mutex mutex_;
  std::list<Entry> entries_;  // guarded by mutex_; most recently used first
  std::map<std::string, std::shared_future<Result<RoadMapPtr>>> reading_;  // guarded by mutex_; by key
  std::size_t limit_bytes_;
};

}  // namespace stepscope
