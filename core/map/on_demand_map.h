#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/map/layer_rows.h"
#include "core/map/map_reader.h"

namespace stepscope {

// Fills a map group by group when somebody asks, from its GeoPackage, which is opened when the first one does. Any
// thread may ask; one reads, others that want something that is not there yet wait for it. Reading is a span `map I/O`
// of the step it happens in. What cannot be read is thrown as MapUnreadable, now and whenever it is asked for again.
class RoadMap::OnDemand {
 public:
  explicit OnDemand(RoadMap& map) : map_(map) {}

  void need(MapGroup group);
  void need_all();  // with the warnings of all layers, in the order in which all are read at once
  std::vector<MapReading> readings() const;

 private:
  void read(MapGroup group);
  Status fill(MapGroup group);

  RoadMap& map_;
  std::array<std::atomic<bool>, kMapGroups.size()> there_{};
  std::atomic<bool> all_there_{false};

  mutable std::mutex mutex_;  // guards all below, and the map's parts that are not there yet
  std::optional<GeoPackage> package_;
  std::optional<MapReader> reader_;
  std::array<std::optional<Error>, kMapGroups.size()> problems_;  // that kept a group from being read
  std::vector<std::string> resolving_;                            // warnings of resolving the lane graph
  std::vector<MapReading> readings_;
};

}  // namespace stepscope
