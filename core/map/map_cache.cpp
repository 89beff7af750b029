#include "core/map/map_cache.h"

#include <algorithm>
#include <exception>

#include "core/map/gpkg_reader.h"

namespace stepscope {

namespace {

namespace fs = std::filesystem;

Result<RoadMapPtr> read(const fs::path& maps_folder, const std::string& location) {
  try {
    auto content = read_map(maps_folder, location);
    if (!content.ok()) return content.error();
    return RoadMap::build(std::move(content).value());
  } catch (const std::exception& exception) {  // out of memory; whoever waits for this map must hear of it
    return Error{.file = maps_folder.string(), .place = location, .field = {}, .reason = exception.what()};
  }
}

}  // namespace

Result<RoadMapPtr> MapCache::get(const fs::path& maps_folder, const std::string& location) {
  auto file = map_file(maps_folder, location);
  if (!file.ok()) return file.error();
  std::error_code code;
  const fs::path path = fs::canonical(file.value(), code);
  if (code)
    return Error{
        .file = file.value().string(), .place = {}, .field = {}, .reason = "cannot be opened: " + code.message()};
  const auto size = fs::file_size(path, code);
  const auto changed = fs::last_write_time(path, code).time_since_epoch().count();
  const std::string key = path.string() + '|' + std::to_string(size) + '|' + std::to_string(changed);

  std::unique_lock lock(mutex_);
  const auto kept = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.key == key; });
  if (kept != entries_.end()) {
    entries_.splice(entries_.begin(), entries_, kept);
    const RoadMapPtr map = kept->map;  // held from here on, so that it is not the one to go
    drop_oldest();
    return map;
  }
  if (const auto other = reading_.find(key); other != reading_.end()) {
    const auto result = other->second;
    lock.unlock();
    return result.get();
  }
  std::promise<Result<RoadMapPtr>> promise;
  reading_.emplace(key, promise.get_future().share());
  lock.unlock();

  Result<RoadMapPtr> result = read(maps_folder, location);

  lock.lock();
  reading_.erase(key);
  if (result.ok()) keep({path.string(), key, result.value()});
  lock.unlock();
  promise.set_value(result);
  return result;
}

void MapCache::clear() {
  const std::scoped_lock lock(mutex_);
  entries_.clear();
}

void MapCache::keep(Entry entry) {
  std::erase_if(entries_, [&](const Entry& e) { return e.path == entry.path; });  // what the file was before
  entries_.push_front(std::move(entry));
  drop_oldest();
}

void MapCache::drop_oldest() {
  std::size_t idle = 0;
  for (auto e = entries_.begin(); e != entries_.end();) {
    if (e->map.use_count() == 1) idle += e->map->memory_bytes();
    e = e->map.use_count() == 1 && idle > limit_bytes_ ? entries_.erase(e) : std::next(e);
  }
}

}  // namespace stepscope
