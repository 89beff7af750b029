#include "core/synthesis/gpkg_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/geometry/bounds.h"
#include "core/synthesis/utm_inverse.h"

namespace stepscope::synthesis {

namespace {

constexpr const char* kSystemTables = R"(
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10200;
BEGIN;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",' ||
   'SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],' ||
   'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],' ||
   'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
)";

// Nothing in a demo file depends on when it was made.
constexpr std::string_view kLastChange = "2024-05-01T00:00:00.000Z";

template <typename T>
void append(std::string& out, T value) {
  static_assert(std::endian::native == std::endian::little);
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

std::string_view geometry_name(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::kPoint:
      return "POINT";
    case GeometryKind::kLine:
      return "LINESTRING";
    case GeometryKind::kPolygon:
      return "POLYGON";
  }
  return {};
}

std::vector<GeoPoint> to_degrees(std::span<const Point2> local, const MapFrame& frame) {
  std::vector<GeoPoint> out;
  out.reserve(local.size());
  for (const Point2 p : local) out.push_back(utm_inverse(frame.to_map(p), frame.zone));
  return out;
}

void bind(Statement& statement, int parameter, const GpkgWriter::Value& value) {
  using Kind = GpkgWriter::Value::Kind;
  switch (value.kind) {
    case Kind::kNull:
      statement.bind_null(parameter);
      break;
    case Kind::kInteger:
      statement.bind(parameter, value.integer);
      break;
    case Kind::kReal:
      statement.bind(parameter, value.real);
      break;
    case Kind::kText:
      statement.bind(parameter, std::string_view(value.text));
      break;
  }
}

}  // namespace

std::string gpkg_geometry(GeometryKind kind, std::span<const Point2> local, const MapFrame& frame) {
  const std::vector<GeoPoint> points = to_degrees(local, frame);
  std::string out = "GP";
  out += '\0';                                            // version
  out += kind == GeometryKind::kPoint ? '\x01' : '\x03';  // little endian; envelope of x and y
  append<std::int32_t>(out, 4326);
  if (kind != GeometryKind::kPoint) {
    const auto by_x = [](const GeoPoint& a, const GeoPoint& b) { return a.longitude < b.longitude; };
    const auto by_y = [](const GeoPoint& a, const GeoPoint& b) { return a.latitude < b.latitude; };
    const auto [west, east] = std::minmax_element(points.begin(), points.end(), by_x);
    const auto [south, north] = std::minmax_element(points.begin(), points.end(), by_y);
    for (const double v : {west->longitude, east->longitude, south->latitude, north->latitude}) append(out, v);
  }
  out += '\x01';
  append<std::uint32_t>(out, kind == GeometryKind::kPoint ? 1 : kind == GeometryKind::kLine ? 2 : 3);
  if (kind == GeometryKind::kPolygon) append<std::uint32_t>(out, 1);
  if (kind != GeometryKind::kPoint) append(out, static_cast<std::uint32_t>(points.size()));
  for (const GeoPoint& p : points) {
    append(out, p.longitude);
    append(out, p.latitude);
  }
  return out;
}

Result<GpkgWriter> GpkgWriter::create(const std::filesystem::path& file, const MapFrame& frame) {
  Result<Database> database = Database::open_read_write(file);
  if (!database.ok()) return database.error();
  if (Status made = database.value().execute(kSystemTables); !made.ok()) return made.error();
  return GpkgWriter(std::move(database).value(), frame);
}

Status GpkgWriter::add_contents(std::string_view name, std::string_view data_type, std::span<const Row> rows) {
  Result<Statement> insert =
      database_.prepare("INSERT INTO gpkg_contents VALUES (?,?,?,'',?,?,?,?,?,?)", "gpkg_contents");
  if (!insert.ok()) return insert.error();
  Statement& s = insert.value();
  s.bind(1, name).bind(2, data_type).bind(3, name).bind(4, kLastChange);
  if (rows.empty()) {
    for (int i = 5; i <= 9; ++i) s.bind_null(i);
    return s.run();
  }
  GeoPoint low{180.0, 90.0}, high{-180.0, -90.0};
  for (const Row& row : rows) {
    for (const GeoPoint& p : to_degrees(row.geometry, frame_)) {
      low = {std::min(low.longitude, p.longitude), std::min(low.latitude, p.latitude)};
      high = {std::max(high.longitude, p.longitude), std::max(high.latitude, p.latitude)};
    }
  }
  s.bind(5, low.longitude).bind(6, low.latitude).bind(7, high.longitude).bind(8, high.latitude);
  s.bind(9, std::int64_t{4326});
  return s.run();
}

Status GpkgWriter::write_layer(std::string_view name, GeometryKind kind, std::span<const LayerColumn> columns,
                               std::span<const Row> rows) {
  std::string declared, marks;
  for (const LayerColumn& column : columns) {
    declared += fmt::format(", \"{}\" {}", column.name, column.type);
    marks += ",?";
  }
  if (Status made =
          database_.execute(fmt::format("CREATE TABLE \"{}\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
                                        "geom {}{})",
                                        name, geometry_name(kind), declared));
      !made.ok()) {
    return made;
  }
  if (Status added = add_contents(name, "features", rows); !added.ok()) return added;
  if (Status added = database_.execute(fmt::format(
          "INSERT INTO gpkg_geometry_columns VALUES ('{}','geom','{}',4326,0,0)", name, geometry_name(kind)));
      !added.ok()) {
    return added;
  }
  Result<Statement> insert = database_.prepare(fmt::format("INSERT INTO \"{}\" VALUES (?,?{})", name, marks), name);
  if (!insert.ok()) return insert.error();
  for (const Row& row : rows) {
    const std::string geometry = gpkg_geometry(kind, row.geometry, frame_);
    insert.value().bind(1, row.fid).bind_blob(2, geometry.data(), geometry.size());
    for (std::size_t i = 0; i < row.values.size(); ++i) bind(insert.value(), static_cast<int>(i) + 3, row.values[i]);
    if (Status done = insert.value().run(); !done.ok()) return done;
  }
  return {};
}

Status GpkgWriter::write_meta(std::span<const std::pair<std::string, std::string>> entries) {
  if (Status made = database_.execute("CREATE TABLE \"meta\" (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
                                      "\"key\" TEXT, \"value\" TEXT)");
      !made.ok()) {
    return made;
  }
  if (Status added = add_contents("meta", "attributes", {}); !added.ok()) return added;
  Result<Statement> insert = database_.prepare("INSERT INTO meta (key, value) VALUES (?,?)", "meta");
  if (!insert.ok()) return insert.error();
  for (const auto& [key, value] : entries) {
    insert.value().bind(1, std::string_view(key)).bind(2, std::string_view(value));
    if (Status done = insert.value().run(); !done.ok()) return done;
  }
  return {};
}

Status GpkgWriter::finish() { return database_.execute("COMMIT"); }

}  // namespace stepscope::synthesis
