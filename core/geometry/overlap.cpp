#include "core/geometry/overlap.h"

#include <geos_c.h>

#include <memory>

namespace stepscope {

namespace {

using Context = std::unique_ptr<GEOSContextHandle_HS, decltype(&GEOS_finish_r)>;

// Geometries of one context, destroyed before it.
class Geos {
 public:
  struct Delete {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Delete>;

  Geometry own(GEOSGeometry* geometry) const { return Geometry(geometry, Delete{context_.get()}); }

  // Null if there is nothing to make.
  Geometry ring(const std::vector<Point2>& points) const {
    if (points.size() < 4) return own(nullptr);
    GEOSCoordSequence* sequence =
        GEOSCoordSeq_copyFromBuffer_r(context_.get(), &points.front().x, static_cast<unsigned>(points.size()), 0, 0);
    return own(sequence == nullptr ? nullptr : GEOSGeom_createLinearRing_r(context_.get(), sequence));
  }
  Geometry polygon(const Polygon& polygon) const {
    Geometry exterior = ring(polygon.exterior);
    if (!exterior) return exterior;
    std::vector<GEOSGeometry*> holes;
    for (const auto& hole : polygon.holes) {
      if (Geometry made = ring(hole)) holes.push_back(made.release());
    }
    return valid(own(GEOSGeom_createPolygon_r(context_.get(), exterior.release(), holes.data(),
                                              static_cast<unsigned>(holes.size()))));
  }
  Geometry valid(Geometry geometry) const {
    if (!geometry || GEOSisValid_r(context_.get(), geometry.get()) == 1) return geometry;
    return own(GEOSMakeValid_r(context_.get(), geometry.get()));
  }
  double shared_square_metres(const Geometry& a, const Geometry& b) const {
    if (!a || !b) return 0.0;
    const Geometry shared = own(GEOSIntersection_r(context_.get(), a.get(), b.get()));
    double square_metres = 0.0;
    if (!shared || GEOSArea_r(context_.get(), shared.get(), &square_metres) == 0) return 0.0;
    return square_metres;
  }

 private:
  Context context_{GEOS_init_r(), &GEOS_finish_r};
};

}  // namespace

double shared_square_metres(const Area& a, const Area& b) {
  if (!a.bounds().overlaps(b.bounds())) return 0.0;
  const Geos geos;
  double sum = 0.0;
  for (const Polygon& part_a : a.parts()) {
    const Geos::Geometry polygon_a = geos.polygon(part_a);
    for (const Polygon& part_b : b.parts()) sum += geos.shared_square_metres(polygon_a, geos.polygon(part_b));
  }
  return sum;
}

}  // namespace stepscope
