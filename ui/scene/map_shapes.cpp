#include "ui/scene/map_shapes.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "ui/scene/line_cutting.h"

namespace stepscope::ui {

namespace {

constexpr double kDashM = 3.0, kGapM = 5.0, kStripeM = 0.5;

class Collector {
 public:
  void add(ShapeKind kind, std::vector<std::vector<Point2>> rings) {
    MapPiece shape{kind, {}, std::move(rings)};
    for (const auto& ring : shape.rings)
      for (const Point2 p : ring) shape.bounds.extend(p);
    if (!shape.bounds.empty()) shapes_.push_back(std::move(shape));
  }
  void add(ShapeKind kind, const Area& area) {
    for (const Polygon& part : area.parts()) {
      std::vector<std::vector<Point2>> rings{part.exterior};
      rings.insert(rings.end(), part.holes.begin(), part.holes.end());
      add(kind, std::move(rings));
    }
  }
  void add(ShapeKind kind, std::span<const MapArea> areas) {
    for (const MapArea& area : areas) add(kind, area.area);
  }
  void add(ShapeKind kind, const Polyline& line) {
    std::vector<std::vector<Point2>> lines;
    if (!line.empty()) lines.emplace_back(line.points().begin(), line.points().end());
    add(kind, std::move(lines));
  }
  std::vector<MapPiece> take() { return std::move(shapes_); }

 private:
  std::vector<MapPiece> shapes_;
};

void add_segments(const RoadMap& map, Collector& out) {
  for (const LaneSegment& segment : map.segments()) {
    const bool lane = segment.kind == SegmentKind::kLane;
    out.add(lane ? ShapeKind::kLane : ShapeKind::kLaneConnector, segment.area);
    out.add(lane ? ShapeKind::kBaseline : ShapeKind::kConnectorBaseline, segment.baseline);
  }
}

void add_lines(const RoadMap& map, Collector& out) {
  constexpr int kDashed = 0, kSolid = 2;  // the others are virtual: nothing is painted on the road there
  for (const MapBoundary& boundary : map.boundaries()) {
    if (boundary.type == kSolid) out.add(ShapeKind::kSolidLine, boundary.line);
    if (boundary.type == kDashed) out.add(ShapeKind::kDashedLine, dashes_of(boundary.line.points(), kDashM, kGapM));
  }
}

void add_crosswalks(const RoadMap& map, Collector& out) {
  out.add(ShapeKind::kCrosswalk, map.crosswalks());
  for (const MapArea& crosswalk : map.crosswalks())
    for (const Polygon& part : crosswalk.area.parts())
      out.add(ShapeKind::kCrosswalkStripe, stripes_of(part.exterior, kStripeM));
}

}  // namespace

MapShapes::MapShapes(std::vector<MapPiece> shapes) : shapes_(std::move(shapes)) {
  std::ranges::stable_sort(shapes_, {}, &MapPiece::kind);
  std::vector<Bounds> boxes;
  boxes.reserve(shapes_.size());
  std::ranges::transform(shapes_, std::back_inserter(boxes), &MapPiece::bounds);
  for (const Bounds& box : boxes) bounds_.extend(box);
  index_ = BoundsIndex(boxes);
}

MapShapesPtr MapShapes::of(const RoadMap& map) {
  Collector out;
  for (const MapArea* area : map.drivable_areas()) out.add(ShapeKind::kDrivableArea, area->area);
  out.add(ShapeKind::kCarpark, map.carpark_areas());
  out.add(ShapeKind::kWalkway, map.walkways());
  out.add(ShapeKind::kIntersection, map.intersections());
  out.add(ShapeKind::kIntersectionOutline, map.intersections());
  add_segments(map, out);
  add_crosswalks(map, out);
  add_lines(map, out);
  for (const StopLine& line : map.stop_lines()) out.add(ShapeKind::kStopLine, line.area);
  return std::make_shared<const MapShapes>(out.take());
}

std::vector<MapPiece> route_shapes(const RoadMap& map, std::span<const std::string> route) {
  Collector out;
  for (const std::string& text : route) {
    FeatureId id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc() || end != text.data() + text.size()) continue;
    if (const Roadblock* block = map.roadblock(id)) out.add(ShapeKind::kRoute, block->area);
  }
  return out.take();
}

}  // namespace stepscope::ui
