#include "core/map/gpkg_reader.h"

#include "core/base/clock.h"
#include "core/map/map_index.h"
#include "core/map/map_reader.h"

namespace stepscope {

Result<RoadMapContent> read_map(const std::filesystem::path& maps_folder, const std::string& location) {
  const SteadyClock clock;
  const std::int64_t begin = clock.now_ns();
  auto entry = find_map(maps_folder, location);
  if (!entry.ok()) return entry.error();
  auto package = GeoPackage::open(entry.value().file);
  if (!package.ok()) return package.error();

  RoadMapContent content;
  content.location = entry.value().location;
  content.version = entry.value().version;
  content.file = entry.value().file.string();
  content.projection = package.value().projection;
  MapReader reader(package.value(), content);
  for (const MapGroup group : kMapGroups) {
    if (Status done = reader.read(group); !done.ok()) return done.error();
  }
  content.warnings = reader.warnings();
  content.read_ns = clock.now_ns() - begin;
  return content;
}

}  // namespace stepscope
