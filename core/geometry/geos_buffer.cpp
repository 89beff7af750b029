#include "core/geometry/geos_buffer.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

constexpr int kQuadrantSegments = 16;
constexpr double kMitreLimit = 5.0;  // joins are round; GEOS asks for one all the same

}  // namespace

struct GeosBuffer::Context {
  GEOSContextHandle_t handle{GEOS_init_r()};
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { GEOS_finish_r(handle); }

  struct Free {
    GEOSContextHandle_t handle;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(handle, geometry); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Free>;

  Geometry line(std::span<const Point2> points) const {
    // GEOS wants no line of one point; twice the same point is one.
    const auto count = static_cast<unsigned>(std::max<std::size_t>(points.size(), 2));
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(handle, count, 2);
    for (unsigned i = 0; i < count; ++i) {
      const Point2 p = points[std::min<std::size_t>(i, points.size() - 1)];
      GEOSCoordSeq_setXY_r(handle, sequence, i, p.x, p.y);
    }
    return {GEOSGeom_createLineString_r(handle, sequence), Free{handle}};
  }

  void add_ring(const GEOSGeometry* ring, RingSet& out) const {
    const GEOSCoordSequence* sequence = ring == nullptr ? nullptr : GEOSGeom_getCoordSeq_r(handle, ring);
    unsigned count = 0;
    if (sequence == nullptr || GEOSCoordSeq_getSize_r(handle, sequence, &count) == 0) return;
    for (unsigned i = 0; i < count; ++i) {
      Point2 p;
      GEOSCoordSeq_getXY_r(handle, sequence, i, &p.x, &p.y);
      out.add_point(p);
    }
    out.close_ring();
  }

  void add_polygons(const GEOSGeometry* geometry, RingSet& out) const {
    const int parts = GEOSGetNumGeometries_r(handle, geometry);
    for (int i = 0; i < parts; ++i) {
      const GEOSGeometry* polygon = GEOSGetGeometryN_r(handle, geometry, i);
      if (polygon == nullptr || GEOSGeomTypeId_r(handle, polygon) != GEOS_POLYGON) continue;
      if (GEOSisEmpty_r(handle, polygon) == 1) continue;
      add_ring(GEOSGetExteriorRing_r(handle, polygon), out);
      const int holes = GEOSGetNumInteriorRings_r(handle, polygon);
      for (int hole = 0; hole < holes; ++hole) add_ring(GEOSGetInteriorRingN_r(handle, polygon, hole), out);
    }
  }
};

GeosBuffer::GeosBuffer() : context_(std::make_unique<Context>()) {}
GeosBuffer::~GeosBuffer() = default;
GeosBuffer::GeosBuffer(GeosBuffer&&) noexcept = default;
GeosBuffer& GeosBuffer::operator=(GeosBuffer&&) noexcept = default;

void GeosBuffer::buffer(std::span<const Point2> line, double half_width, CapStyle caps, RingSet& out) {
  out.clear();
  const auto finite = [](Point2 p) { return std::isfinite(p.x) && std::isfinite(p.y); };
  if (line.empty() || !std::isfinite(half_width) || !std::all_of(line.begin(), line.end(), finite)) return;
  const Context::Geometry geometry = context_->line(line);
  if (geometry == nullptr) return;
  const Context::Geometry polygon{GEOSBufferWithStyle_r(context_->handle, geometry.get(), half_width, kQuadrantSegments,
                                                        caps == CapStyle::kFlat ? GEOSBUF_CAP_FLAT : GEOSBUF_CAP_SQUARE,
                                                        GEOSBUF_JOIN_ROUND, kMitreLimit),
                                  Context::Free{context_->handle}};
  if (polygon != nullptr) context_->add_polygons(polygon.get(), out);
}

}  // namespace stepscope
