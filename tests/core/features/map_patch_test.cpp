#include "core/features/map_patch.h"

#include <gtest/gtest.h>

#include "tests/core/features/made_up_map.h"

namespace stepscope {
namespace {

// What the patch hands out for a square is what every object of the layer, asked one by one, has to draw.
TEST(MapPatch, HandsOutWhatMeetsTheSquare) {
  const Point2 middle{586000.0, 4474000.0};
  const RoadMapPtr map = test::made_up_map(middle);
  const Bounds region = Bounds::square(middle, 260.0);
  Random random(11);
  std::size_t seen = 0;
  for (const MapLayer layer : {MapLayer::kLane, MapLayer::kLaneConnector, MapLayer::kCrosswalk}) {
    const ChannelShapes shapes(*map, {.road_map = {{layer, 1.0F}}}, RasterChannel::kRoadMap);
    const MapPatch patch(shapes.all(), OutlineKind::kArea, region);
    for (int i = 0; i < 50; ++i) {
      const Bounds square =
          Bounds::square({middle.x + random.uniform(-200.0, 200.0), middle.y + random.uniform(-200.0, 200.0)},
                         random.uniform(1.0, 60.0));
      std::vector<Point2> expected, got;
      for (const MapShape& shape : shapes_of(*map, layer)) {
        if (!shape.meets(square)) continue;
        for (const Polygon& part : shape.area->parts())
          expected.insert(expected.end(), part.exterior.begin(), part.exterior.end());
      }
      for (const MapPatch::Item& item : patch.items()) {
        if (!item.meets(square)) continue;
        for (const MapPatch::Piece piece : patch.pieces(item))
          for (std::uint32_t k = piece.begin; k < piece.end; ++k) got.push_back({patch.x()[k], patch.y()[k]});
      }
      ASSERT_EQ(got, expected) << layer_name(layer) << " " << i;
      seen += got.size();
    }
  }
  EXPECT_GT(seen, 1000u);
}

// The search of the map itself finds the same objects.
TEST(MapShape, MeetsWhatTheMapCallsProximal) {
  const Point2 middle{586000.0, 4474000.0};
  const RoadMapPtr map = test::made_up_map(middle);
  for (const MapLayer layer :
       {MapLayer::kLane, MapLayer::kLaneConnector, MapLayer::kStopLine, MapLayer::kIntersection}) {
    const auto shapes = shapes_of(*map, layer);
    const auto all = map->proximal(middle, 1e6, layer);
    for (const double radius : {5.0, 56.0, 120.0}) {
      std::size_t meeting = 0;
      for (const MapShape& shape : shapes) meeting += shape.meets(Bounds::square(middle, radius)) ? 1 : 0;
      EXPECT_EQ(meeting, map->proximal(middle, radius, layer).size()) << layer_name(layer);
    }
    EXPECT_EQ(shapes.size(), layer == MapLayer::kLaneConnector ? all.size() + 1 : all.size());  // one has no edge
  }
}

}  // namespace
}  // namespace stepscope
