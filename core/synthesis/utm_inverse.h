#pragma once

#include "core/geometry/pose2.h"

namespace stepscope::synthesis {

// Longitude and latitude in degrees (WGS 84).
struct GeoPoint {
  double longitude{0.0};
  double latitude{0.0};
};

// UTM north of the equator → geographic: the inverse of the Krüger series to sixth order in the third flattening
// (Karney 2011, "Transverse Mercator with an accuracy of a few nanometers"). Instead of the reverted series the forward
// one is solved by iteration, so that forward(inverse(p)) = p to rounding. metres: (easting, northing).
GeoPoint utm_inverse(Point2 metres, int zone);

}  // namespace stepscope::synthesis
