#include "core/map/layer_rows.h"

namespace stepscope {

namespace {

constexpr int kWgs84 = 4326;

Result<std::string> projection_of(const Database& database) {
  if (Status table = database.require("meta", {"key", "value"}); !table.ok()) return table.error();
  auto rows = database.prepare("SELECT value FROM meta WHERE key = 'projectedCoordSystem'", "meta");
  if (!rows.ok()) return rows.error();
  auto found = rows.value().step();
  if (!found.ok()) return found.error();
  if (!found.value())
    return Error{.file = database.file(), .place = "meta", .field = "projectedCoordSystem", .reason = "key is missing"};
  return std::string(rows.value().text(0));
}

}  // namespace

Result<GeoPackage> GeoPackage::open(const std::filesystem::path& file) {
  auto database = Database::open_read_only(file);
  if (!database.ok()) return database.error();

  auto projection = projection_of(database.value());
  if (!projection.ok()) return projection.error();
  auto zone = UtmZone::from_text(projection.value());
  if (!zone.ok())
    return Error{
        .file = file.string(), .place = "meta", .field = "projectedCoordSystem", .reason = zone.error().reason};

  constexpr const char* kCatalogue = "gpkg_geometry_columns";
  if (Status t = database.value().require(kCatalogue, {"table_name", "column_name", "srs_id"}); !t.ok())
    return t.error();
  auto rows = database.value().prepare("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns", kCatalogue);
  if (!rows.ok()) return rows.error();
  std::map<std::string, std::string, std::less<>> geometry_columns;
  for (;;) {
    auto row = rows.value().step();
    if (!row.ok()) return row.error();
    if (!row.value()) break;
    const std::string layer(rows.value().text(0));
    if (const auto srs = rows.value().integer(2); srs != kWgs84)
      return Error{.file = file.string(),
                   .place = kCatalogue,
                   .field = "srs_id",
                   .reason = "layer " + layer + " is in reference system " + std::to_string(srs) +
                             "; only 4326 (longitude, latitude) can be read"};
    geometry_columns[layer] = rows.value().text(1);
  }
  return GeoPackage{std::move(database).value(), zone.value(), projection.value(), std::move(geometry_columns)};
}

}  // namespace stepscope
