#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/geometry/bounds_index.h"
#include "core/map/road_map.h"

namespace stepscope::ui {

// What a drawn piece of the map is, in the order of drawing.
enum class ShapeKind : std::uint8_t {
  kDrivableArea,
  kCarpark,
  kWalkway,
  kIntersection,
  kLaneConnector,
  kLane,
  kRoute,
  kIntersectionOutline,
  kCrosswalk,
  kCrosswalkStripe,
  kDashedLine,
  kSolidLine,
  kBaseline,
  kConnectorBaseline,
  kStopLine,
};
inline constexpr int kShapeKindCount = 15;

// One piece: the rings of a polygon (holes by the even-odd rule), or for the line kinds one or more open lines. Map
// frame.
struct MapPiece {
  ShapeKind kind{ShapeKind::kLane};
  Bounds bounds;
  std::vector<std::vector<Point2>> rings;
};

// A map taken apart for drawing: sorted by kind, with an index of where things are. Immutable; any thread may read it.
class MapShapes {
 public:
  explicit MapShapes(std::vector<MapPiece> shapes);
  // Every drawable layer of a map. Takes a while for a large one (about 1 µs per vertex): not on the GUI thread.
  static std::shared_ptr<const MapShapes> of(const RoadMap& map);

  // Indices of the shapes that overlap `area`, in the order of drawing.
  void overlapping(const Bounds& area, std::vector<std::uint32_t>& out) const { index_.query(area, out); }
  std::span<const MapPiece> all() const { return shapes_; }
  const Bounds& bounds() const { return bounds_; }

 private:
  std::vector<MapPiece> shapes_;
  BoundsIndex index_;
  Bounds bounds_;
};

using MapShapesPtr = std::shared_ptr<const MapShapes>;

// The roadblocks of a route; ids that the map does not know are left out.
std::vector<MapPiece> route_shapes(const RoadMap& map, std::span<const std::string> route);

}  // namespace stepscope::ui
