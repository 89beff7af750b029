#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/polygon.h"

namespace stepscope {

// What a geometry blob holds, whatever it was nested in. Coordinates as stored (x = longitude, y = latitude); heights
// and measures are dropped. Rings are closed.
struct Shapes {
  std::vector<Point2> points;
  std::vector<std::vector<Point2>> lines;
  std::vector<Polygon> polygons;

  bool empty() const { return points.empty() && lines.empty() && polygons.empty(); }
};

// Reads a GeoPackage geometry blob: header (OGC 12-128r19, 2.1.3) and well-known binary, ISO or with the EWKB flags,
// each nested geometry in its own byte order. The blob is foreign input: whatever its bytes, nothing is read outside it
// and no more memory is taken than it could fill. The error says what is wrong and where in the geometry.
Result<Shapes> parse_geometry_blob(std::string_view blob);

}  // namespace stepscope
