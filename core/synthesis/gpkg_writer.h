#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/pose2.h"
#include "core/sqlite/database.h"

namespace stepscope::synthesis {

// Local metres → what the file stores: longitude and latitude of UTM coordinates.
struct MapFrame {
  int zone{11};                        // UTM, northern hemisphere
  Point2 origin{612000.0, 4012000.0};  // UTM coordinates of the local origin

  int epsg() const { return 32600 + zone; }
  Point2 to_map(Point2 local) const { return {origin.x + local.x, origin.y + local.y}; }
};

enum class GeometryKind { kPoint, kLine, kPolygon };

// GeoPackage geometry: header with envelope (none for points) and little-endian ISO WKB, EPSG:4326.
std::string gpkg_geometry(GeometryKind kind, std::span<const Point2> local, const MapFrame& frame);

struct LayerColumn {
  std::string_view name, type;
};

// Writes the system tables and layers of one GeoPackage 1.2 file into an empty database.
class GpkgWriter {
 public:
  static Result<GpkgWriter> create(const std::filesystem::path& file, const MapFrame& frame);

  // One value of a row; what is not set is NULL.
  struct Value {
    enum class Kind { kNull, kInteger, kReal, kText } kind{Kind::kNull};
    std::int64_t integer{0};
    double real{0.0};
    std::string text;
  };
  static Value none() { return {}; }
  static Value integer(std::int64_t v) { return {Value::Kind::kInteger, v, 0.0, {}}; }
  static Value real(double v) { return {Value::Kind::kReal, 0, v, {}}; }
  static Value text(std::string v) { return {Value::Kind::kText, 0, 0.0, std::move(v)}; }

  struct Row {
    std::int64_t fid;
    std::vector<Point2> geometry;
    std::vector<Value> values;  // in the order of the layer's columns
  };
  Status write_layer(std::string_view name, GeometryKind kind, std::span<const LayerColumn> columns,
                     std::span<const Row> rows);
  Status write_meta(std::span<const std::pair<std::string, std::string>> entries);
  Status finish();

 private:
  GpkgWriter(Database database, const MapFrame& frame) : database_(std::move(database)), frame_(frame) {}
  Status add_contents(std::string_view name, std::string_view data_type, std::span<const Row> rows);

  Database database_;
  MapFrame frame_;
};

}  // namespace stepscope::synthesis
