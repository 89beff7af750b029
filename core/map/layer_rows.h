#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/map/road_map.h"
#include "core/map/utm.h"
#include "core/sqlite/database.h"

namespace stepscope {

// An open GeoPackage with what all its layers share.
struct GeoPackage {
  Database database;
  UtmZone zone;
  std::string projection;                                            // as written in `meta`
  std::map<std::string, std::string, std::less<>> geometry_columns;  // by layer

  // Read-only and immutable. Errors: not a readable GeoPackage, no or unknown meta.projectedCoordSystem, layers that
  // are not in geographic WGS 84.
  static Result<GeoPackage> open(const std::filesystem::path& file);
};

// The rows of one layer, in table order. Columns are asked for by name. Whatever is wrong with a single value becomes a
// warning naming layer, row and field, and the value is absent.
class LayerRows {
 public:
  struct Columns {
    std::vector<std::string_view> required;
    std::vector<std::string_view> optional;  // absent in every row if the table lacks them
  };

  // An error names the table or the required column that is missing.
  static Result<LayerRows> open(const GeoPackage& package, std::string_view layer, const Columns& columns,
                                std::vector<std::string>& warnings);
  // Whether the file has such a table; if not, `warnings` says so.
  static Result<bool> exists(const GeoPackage& package, std::string_view layer, std::vector<std::string>& warnings);

  // Moves to the next row with a usable fid. False after the last.
  Result<bool> next();

  FeatureId fid() const { return fid_; }
  // A reference or small number stored as INTEGER, REAL or TEXT; NULL and '' are none.
  std::optional<FeatureId> integer(std::string_view column);
  // NULL, '' and NaN are none.
  std::optional<double> number(std::string_view column);
  // Comma-separated ids, blanks allowed; NULL is the empty list.
  std::vector<FeatureId> integers(std::string_view column);
  // The row's geometry in UTM metres.
  std::optional<Area> area();
  std::optional<std::vector<Point2>> line();

  void warn(std::string_view field, const std::string& reason);

 private:
  LayerRows(Statement statement, std::string_view layer, std::string geometry_column, const UtmZone& zone,
            std::vector<std::string>& warnings)
      : statement_(std::move(statement)),
        layer_(layer),
        geometry_column_(std::move(geometry_column)),
        zone_(&zone),
        warnings_(&warnings) {}
  // Position of the column in the statement; none if the table lacks it.
  std::optional<int> position(std::string_view column) const;
  bool project(std::vector<Point2>& points);

  Statement statement_;
  std::string layer_, geometry_column_;
  std::vector<std::string> selected_;  // names of the statement's columns: fid, geometry, then the others
  const UtmZone* zone_;
  std::vector<std::string>* warnings_;
  FeatureId fid_{0};
};

}  // namespace stepscope
