#include "core/map/layer_rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/map/geometry_blob.h"
#include "core/map/row_warning.h"

namespace stepscope {

namespace {

constexpr int kFidPosition = 0, kGeometryPosition = 1;

std::string sql_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0.0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<FeatureId> whole(double value) {
  if (!(std::abs(value) < 0x1p62) || value != std::trunc(value)) return std::nullopt;
  return static_cast<FeatureId>(value);
}

std::optional<FeatureId> parse_integer(std::string_view text) {
  FeatureId value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code == std::errc() && end == text.data() + text.size()) return value;
  const auto number = parse_number(text);  // "70003.0"
  return number ? whole(*number) : std::nullopt;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Result<bool> LayerRows::exists(const GeoPackage& package, std::string_view layer, std::vector<std::string>& warnings) {
  auto columns = package.database.columns(layer);
  if (!columns.ok()) return columns.error();
  if (!columns.value().empty()) return true;
  warnings.push_back(fmt::format("layer {}: table is missing, taken as empty", layer));
  return false;
}

Result<LayerRows> LayerRows::open(const GeoPackage& package, std::string_view layer, const Columns& columns,
                                  std::vector<std::string>& warnings) {
  const auto problem = [&](std::string_view field, std::string reason) {
    return Error{.file = package.database.file(),
                 .place = std::string(layer),
                 .field = std::string(field),
                 .reason = std::move(reason)};
  };
  auto present = package.database.columns(layer);
  if (!present.ok()) return present.error();
  if (present.value().empty()) return problem("", "table is missing");
  const auto geometry = package.geometry_columns.find(layer);
  if (geometry == package.geometry_columns.end()) return problem("", "layer is not listed in gpkg_geometry_columns");

  std::vector<std::string> selected{"fid", geometry->second};
  selected.insert(selected.end(), columns.required.begin(), columns.required.end());
  // SQLite takes a quoted name that is no column for a text, so look before asking.
  for (const std::string& column : selected) {
    if (!has(present.value(), column)) return problem(column, "column is missing");
  }
  for (const std::string_view column : columns.optional) {
    if (has(present.value(), column)) selected.emplace_back(column);
  }
  std::string list;
  for (const std::string& column : selected) list += (list.empty() ? "" : ", ") + sql_name(column);
  auto statement = package.database.prepare("SELECT " + list + " FROM " + sql_name(layer), layer);
  if (!statement.ok()) return statement.error();
  LayerRows rows(std::move(statement).value(), layer, geometry->second, package.zone, warnings);
  rows.selected_ = std::move(selected);
  return rows;
}

Result<bool> LayerRows::next() {
  for (;;) {
    auto row = statement_.step();
    if (!row.ok() || !row.value()) return row;
    if (const auto fid = integer("fid")) {
      fid_ = *fid;
      return true;
    }
    warn("fid", "is not a whole number; row left out");
  }
}

std::optional<int> LayerRows::position(std::string_view column) const {
  const auto found = std::find(selected_.begin(), selected_.end(), column);
  if (found == selected_.end()) return std::nullopt;
  return static_cast<int>(found - selected_.begin());
}

std::optional<FeatureId> LayerRows::integer(std::string_view column) {
  const auto at = position(column);
  if (!at) return std::nullopt;
  std::optional<FeatureId> value;
  switch (statement_.kind(*at)) {
    case ColumnKind::kNull:
      return std::nullopt;
    case ColumnKind::kInteger:
      return statement_.integer(*at);
    case ColumnKind::kReal:
      value = whole(statement_.real(*at));
      break;
    case ColumnKind::kText:
    case ColumnKind::kBlob: {
      const std::string_view text = trimmed(statement_.text(*at));
      if (text.empty()) return std::nullopt;
      value = parse_integer(text);
      break;
    }
  }
  if (!value && *at != kFidPosition) warn(column, "is not a whole number; ignored");
  return value;
}

std::optional<double> LayerRows::number(std::string_view column) {
  const auto at = position(column);
  if (!at || statement_.is_null(*at)) return std::nullopt;
  std::optional<double> value = statement_.real(*at);
  if (const auto kind = statement_.kind(*at); kind == ColumnKind::kText || kind == ColumnKind::kBlob) {
    const std::string_view text = trimmed(statement_.text(*at));
    if (text.empty()) return std::nullopt;
    value = parse_number(text);
    if (!value) warn(column, "is not a number; ignored");
  }
  if (value && std::isnan(*value)) return std::nullopt;
  return value;
}

std::vector<FeatureId> LayerRows::integers(std::string_view column) {
  std::vector<FeatureId> out;
  const auto at = position(column);
  if (!at || statement_.is_null(*at)) return out;
  std::string_view left = statement_.text(*at);
  while (!left.empty()) {
    const auto comma = std::min(left.find(','), left.size());
    const std::string_view text = trimmed(left.substr(0, comma));
    left.remove_prefix(std::min(comma + 1, left.size()));
    if (text.empty()) continue;
    if (const auto id = parse_integer(text)) {
      out.push_back(*id);
    } else {
      warn(column, fmt::format("\"{}\" is not a whole number; ignored", text));
    }
  }
  return out;
}

bool LayerRows::project(std::vector<Point2>& points) {
  for (Point2& p : points) {
    const Point2 metres = std::abs(p.x) <= 360.0 && std::abs(p.y) <= 90.0 ? zone_->project(p) : Point2{NAN, NAN};
    if (!std::isfinite(metres.x) || !std::isfinite(metres.y)) {
      warn(geometry_column_,
           fmt::format("({}, {}) is not a longitude and latitude of the map's zone; geometry ignored", p.x, p.y));
      return false;
    }
    p = metres;
  }
  return true;
}

std::optional<Area> LayerRows::area() {
  auto shapes = parse_geometry_blob(statement_.blob(kGeometryPosition));
  if (!shapes.ok()) {
    warn(geometry_column_, shapes.error().reason);
    return std::nullopt;
  }
  if (shapes.value().polygons.empty()) {
    warn(geometry_column_, shapes.value().empty() ? "geometry is empty" : "geometry is not a polygon");
    return std::nullopt;
  }
  for (Polygon& polygon : shapes.value().polygons) {
    if (!project(polygon.exterior)) return std::nullopt;
    for (auto& hole : polygon.holes) {
      if (!project(hole)) return std::nullopt;
    }
  }
  return Area(std::move(shapes.value().polygons));
}

std::optional<std::vector<Point2>> LayerRows::line() {
  auto shapes = parse_geometry_blob(statement_.blob(kGeometryPosition));
  if (!shapes.ok()) {
    warn(geometry_column_, shapes.error().reason);
    return std::nullopt;
  }
  auto& lines = shapes.value().lines;
  if (lines.size() != 1) {
    warn(geometry_column_, shapes.value().empty()
                               ? std::string("geometry is empty")
                               : fmt::format("geometry holds {} lines instead of one", lines.size()));
    return std::nullopt;
  }
  if (!project(lines.front())) return std::nullopt;
  return std::move(lines.front());
}

void LayerRows::warn(std::string_view field, const std::string& reason) {
  warnings_->push_back(row_warning(layer_, fid_, field, reason));
}

}  // namespace stepscope
