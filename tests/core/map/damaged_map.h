#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/map/gpkg_reader.h"
#include "core/sqlite/database.h"
#include "tests/core/map/blob_writer.h"
#include "tests/support/files.h"

namespace stepscope::test {

// A writable copy of the mini map with its index, to be damaged.
class DamagedMap {
 public:
  static constexpr const char* kLocation = "synthetic-mini";

  DamagedMap() {
    namespace fs = std::filesystem;
    fs::copy(mini_root() / "maps", folder_.path(), fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path()))
      fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add);
  }

  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path index() const { return folder() / "nuplan-maps-v1.0.json"; }
  std::filesystem::path file() const { return folder() / kLocation / "1.0" / "map.gpkg"; }

  void sql(const std::string& statements) const {
    const Status done = database().execute(statements);
    if (!done.ok()) throw std::runtime_error(done.error().text());
  }
  // First value of the first row.
  FeatureId number(const std::string& query) const {
    auto db = database();
    auto statement = db.prepare(query);
    if (!statement.ok() || !statement.value().step().value()) throw std::runtime_error(query);
    return statement.value().integer(0);
  }
  void set_geometry(const std::string& layer, FeatureId fid, const std::string& blob) const {
    auto db = database();
    auto statement = db.prepare("UPDATE " + layer + " SET geom = ?1 WHERE fid = ?2");
    const Status done = statement.value().bind_blob(1, blob.data(), blob.size()).bind(2, fid).run();
    if (!done.ok()) throw std::runtime_error(done.error().text());
  }

  // What opening the map says: the map, or the error.
  Result<RoadMapPtr> open() const {
    auto content = read_map(folder(), kLocation);
    if (!content.ok()) return content.error();
    return RoadMap::build(std::move(content).value());
  }

 private:
  Database database() const { return Database::open_read_write(file()).value(); }

  TemporaryFolder folder_;
};

}  // namespace stepscope::test
