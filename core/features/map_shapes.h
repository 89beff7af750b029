#pragma once

#include <span>
#include <vector>

#include "core/map/road_map.h"

namespace stepscope {

// One object of a layer of the map, as the rasters see it. Borrows from the map.
struct MapShape {
  FeatureId id{0};
  const Area* area{nullptr};         // its polygon
  bool found_by_line{false};         // the geometry of its row is a line, not the polygon (lane connectors)
  std::span<const Point2> line;      // … that line
  std::span<const Point2> baseline;  // of lanes and lane connectors

  // The layer's own geometry meets the closed square: what the reference's search for proximal objects asks.
  bool meets(const Bounds& square) const;
  // Rectangle around that geometry.
  Bounds bounds() const;
};

MapShape shape_of(const LaneSegment& segment);
bool has_polygons(MapLayer layer);
bool has_baselines(MapLayer layer);
// All objects of the layer in table order; none if it has neither.
std::vector<MapShape> shapes_of(const RoadMap& map, MapLayer layer);

}  // namespace stepscope
