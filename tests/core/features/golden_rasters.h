#pragma once

#include <cstdint>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "core/scenario/scenario.h"

namespace stepscope::test {

// A log for some moments of which the reference has drawn its rasters.
struct GoldenRasterLog {
  std::string name;              // of the log
  std::filesystem::path folder;  // index.json and pictures
  std::filesystem::path data_root;

  friend void PrintTo(const GoldenRasterLog& log, std::ostream* out) { *out << log.name; }
};
// Those whose log is there: the small one always, the others with the shared folder.
std::vector<GoldenRasterLog> golden_raster_logs();

// One moment: where the ego is, whether there or beside where it was recorded, and the pictures.
struct GoldenRaster {
  std::string file;
  int iteration{0};                  // whose objects surround the ego
  EgoState ego;                      // pose only
  std::vector<std::uint8_t> halves;  // (4, 224, 224): 0, 1, 2 for 0, 0.5, 1
};
struct LoadedGoldenRasters {
  ScenarioPtr scenario;
  std::vector<GoldenRaster> rasters;
};
// Throws naming the file if one cannot be read.
LoadedGoldenRasters load(const GoldenRasterLog& log);

}  // namespace stepscope::test
