#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/geometry/pose2.h"

namespace stepscope {

// A zone of the Universal Transverse Mercator projection on the WGS 84 ellipsoid: degrees → metres.
class UtmZone {
 public:
  // "epsg:326zz" (north) or "epsg:327zz" (south), zz = 01 … 60, in any case. Anything else is an error.
  static Result<UtmZone> from_text(std::string_view text);

  // `degrees`: x = longitude, y = latitude. Returns easting and northing, m; not finite where the projection has none
  // (90° from the central meridian on the equator). Within 1e-8 m of the extended transverse Mercator series of order 6
  // (L. Krüger 1912; C. F. F. Karney 2011, "Transverse Mercator with an accuracy of a few nanometers"); operations in
  // the order of PROJ 9.1, whose last bits the reference's maps have.
  Point2 project(Point2 degrees) const;

  int epsg() const { return (south_ ? 32700 : 32600) + zone_; }

 private:
  UtmZone(int zone, bool south) : zone_(zone), south_(south) {}

  int zone_{1};
  bool south_{false};
};

}  // namespace stepscope
