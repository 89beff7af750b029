#pragma once

#include <vector>

#include "core/map/road_map.h"

namespace stepscope {

// The objects of one layer in table order, with their shapes and a spatial index. Shapes belong to the map.
struct RoadMap::LayerIndex {
  std::vector<FeatureId> ids;
  std::vector<const Area*> areas;              // one per id, or none at all
  std::vector<std::span<const Point2>> lines;  // one per id where the layer's own geometry is a line, else none
  BoundsIndex area_index, line_index;

  // Distance of p to the layer's own geometry; of a polygon at most `limit`.
  double distance_to(std::size_t item, Point2 p, double limit) const;
};

}  // namespace stepscope
