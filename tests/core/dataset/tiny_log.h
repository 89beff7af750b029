#pragma once

#include <gtest/gtest.h>
#include <fstream>
#include <string>

#include "core/sqlite/database.h"
#include "tests/support/files.h"

namespace stepscope::test {

// Writes a log with the tables that a summary needs: six scenes of four frames at 20 Hz, 3 objects per frame, and tags
// "b_type" and "a_type" on the third frame of the third scene. Frame n has token n + 1, n from 0.
inline void write_tiny_log(const std::filesystem::path& file) {
  auto log = Database::open_read_write(file);
  ASSERT_TRUE(log.ok()) << log.error().text();
  std::string sql =
      "BEGIN; CREATE TABLE log (token BLOB, vehicle_name TEXT, date TEXT, map_version TEXT);"
      "INSERT INTO log VALUES (x'0000000000000001', 'veh-1', '2026-01-01', 'town.gpkg');"
      "CREATE TABLE lidar (token BLOB, log_token BLOB, channel TEXT);"
      "INSERT INTO lidar VALUES (x'0000000000000001', x'0000000000000001', 'MergedPointCloud');"
      "CREATE TABLE scene (token BLOB, name TEXT); CREATE TABLE lidar_pc (token BLOB PRIMARY KEY, timestamp INTEGER,"
      " scene_token BLOB, lidar_token BLOB); CREATE TABLE lidar_box (lidar_pc_token BLOB);"
      "CREATE TABLE scenario_tag (lidar_pc_token BLOB, type TEXT);"
      "INSERT INTO scenario_tag VALUES (x'000000000000000b', 'b_type'), (x'000000000000000b', 'a_type'),"
      " (x'000000000000000b', NULL);";
  const auto blob = [](int number) { return "x'" + Token{static_cast<std::uint64_t>(number)}.hex() + "'"; };
  for (int scene = 5; scene >= 0; --scene)  // not in the order of their names
    sql += "INSERT INTO scene VALUES (" + blob(scene + 100) + ", 'scene-00" + std::to_string(scene) + "');";
  for (int frame = 0; frame < 24; ++frame) {
    sql += "INSERT INTO lidar_pc VALUES (" + blob(frame + 1) + ", " + std::to_string(1'000'000 + 50'000 * frame) +
           ", " + blob(frame / 4 + 100) + ", x'0000000000000001');";
    for (int object = 0; object < 3; ++object) sql += "INSERT INTO lidar_box VALUES (" + blob(frame + 1) + ");";
  }
  const Status written = log.value().execute(sql + "COMMIT");
  ASSERT_TRUE(written.ok()) << written.error().text();
}

inline void write_text(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

// A data root with a maps folder (index only) and nothing else.
inline void write_maps_folder(const std::filesystem::path& root) {
  write_text(root / "maps/nuplan-maps-v1.0.json", "{}");
}

}  // namespace stepscope::test
