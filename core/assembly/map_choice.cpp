#include "core/assembly/map_choice.h"

#include <fmt/format.h>

namespace stepscope {

namespace {

std::string when(int step) { return step < 0 ? "before the first step" : fmt::format("in step {}", step); }

double milliseconds(std::int64_t ns) { return static_cast<double>(ns) * 1e-6; }

}  // namespace

RoadMapPtr make_map(const Scenario& scenario, const EngineProfile& profile) {
  const RoadMapPtr& loaded = scenario.map_ptr();
  if (profile.map == MapLoading::kPreloaded || loaded == nullptr) return loaded;
  return RoadMap::on_demand(*loaded);
}

std::string map_note(const RoadMap& map, const RoadMap& preloaded) {
  if (!map.is_on_demand()) return {};
  const std::string whole = fmt::format("all of it before the run takes {:.1f} ms", milliseconds(preloaded.load_ns()));
  const std::vector<MapReading> readings = map.readings();
  if (readings.empty()) return "map=on-demand: nothing of the map was read, because nobody asked for it; " + whole;
  std::string groups;
  std::int64_t rows = 0, ns = 0;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const MapReading& reading = readings[i];
    groups += fmt::format("{}{}", i > 0 ? ", " : "", map_group_name(reading.group));
    if (i + 1 == readings.size() || readings[i + 1].step != reading.step) groups += " " + when(reading.step);
    rows += reading.rows;
    ns += reading.ns;
  }
  return fmt::format("map=on-demand: read were {}; {} rows in {:.1f} ms, {}", groups, rows, milliseconds(ns), whole);
}

}  // namespace stepscope
