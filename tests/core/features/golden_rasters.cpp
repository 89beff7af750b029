#include "tests/core/features/golden_rasters.h"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

#include "core/map/gpkg_reader.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace stepscope::test {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBytes = 4UL * 224 * 224;

// Content of a .npy.gz of uint8: the array's bytes end the file.
std::vector<std::uint8_t> read_array(const fs::path& file) {
  const gzFile in = gzopen(file.c_str(), "rb");
  if (in == nullptr) throw std::runtime_error("cannot open " + file.string());
  std::vector<std::uint8_t> bytes(kBytes + 1024);
  const int read = gzread(in, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(in);
  if (read < static_cast<int>(kBytes) || bytes[1] != 'N') throw std::runtime_error("no array in " + file.string());
  return {bytes.begin() + read - kBytes, bytes.begin() + read};
}

template <typename T>
T take(Result<T> result) {
  if (!result.ok()) throw std::runtime_error(result.error().text());
  return std::move(result).value();
}

}  // namespace

std::vector<GoldenRasterLog> golden_raster_logs() {
  std::vector<GoldenRasterLog> logs;
  const auto collect = [&logs](const fs::path& golden, const fs::path& data_root) {
    for (const auto& entry : fs::directory_iterator(golden / "raster_features")) {
      const std::string name = entry.path().filename().string();
      const bool known = std::ranges::find(logs, name, &GoldenRasterLog::name) != logs.end();
      const fs::path db = read_json(entry.path() / "index.json").at("header").at("db").get<std::string>();
      if (!known && fs::exists(data_root / db))
        logs.push_back({.name = name, .folder = entry.path(), .data_root = data_root});
    }
  };
  collect(data_folder() / "golden", mini_root());
  if (const auto shared = shared_folder()) {
    collect(data_folder() / "golden", *shared / "data");
    collect(*shared / "golden", *shared / "data");
  }
  return logs;
}

LoadedGoldenRasters load(const GoldenRasterLog& log) {
  const nlohmann::json index = read_json(log.folder / "index.json");
  const nlohmann::json& header = index.at("header");
  const ScenarioId id{.db = log.data_root / header.at("db").get<std::string>(),
                      .token = Token::from_hex(header.at("token").get<std::string>()).value_or(Token{})};
  const ScenarioExtraction extraction{.duration_s = header.at("duration_s"), .offset_s = 0.0, .subsample = 0.5};
  const ScenarioPtr without_map = take(Scenario::load(id, "unknown", extraction, nullptr));
  const RoadMapPtr map = take(RoadMap::build(take(read_map(log.data_root / "maps", without_map->map_name()))));
  LoadedGoldenRasters loaded{.scenario = take(Scenario::load(id, "unknown", extraction, map)), .rasters = {}};
  for (const nlohmann::json& moment : index.at("cases")) {
    GoldenRaster& raster = loaded.rasters.emplace_back();
    raster.file = moment.at("file");
    raster.iteration = moment.at("objects_from_iteration");
    raster.ego.rear_axle = {moment["ego"].at("x"), moment["ego"].at("y"), moment["ego"].at("heading")};
    raster.halves = read_array(log.folder / raster.file);
  }
  return loaded;
}

}  // namespace stepscope::test
