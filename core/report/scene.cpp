#include "core/report/scene.h"

#include <algorithm>
#include <array>

#include "core/geometry/bounds.h"

namespace stepscope {

namespace {

constexpr double kWidth = 360.0, kHeight = 225.0;  // px
constexpr double kPerMetre = 4.5;                  // px
constexpr std::size_t kMostObjects = 400;

class ScenePainter {
 public:
  explicit ScenePainter(const SceneSnapshot& scene) : scene_(scene), middle_(scene.ego.centre()) {
    picture_ = {.width = kWidth, .height = kHeight, .title = "The scene at this step", .items = {}};
    const double rx = kWidth / kPerMetre / 2.0, ry = kHeight / kPerMetre / 2.0;
    view_ = {middle_.x - rx, middle_.y - ry, middle_.x + rx, middle_.y + ry};
  }

  Picture draw() {
    picture_.items.emplace_back(Boxes{{Ink::Role::kPanel}, {{0, 0, kWidth, kHeight}}, {}});
    if (scene_.map) add_map(*scene_.map);
    if (scene_.plan.size() > 1) add_line(scene_.plan, Ink::Role::kPlan, 2.5);
    std::size_t drawn = 0;
    for (const TrackedObject& object : scene_.objects) {
      if (!near(object.box) || ++drawn > kMostObjects) continue;
      add_box(object.box, role_of(object.type), std::string(category_name(object.type)));
    }
    add_box(scene_.ego.box(), Ink::Role::kEgo, "ego");
    const double scale = 10.0 * kPerMetre;
    picture_.items.emplace_back(
        Line{{Ink::Role::kText}, {{kWidth - 10 - scale, kHeight - 10}, {kWidth - 10, kHeight - 10}}, 2.0});
    picture_.items.emplace_back(
        Label{{Ink::Role::kText}, kWidth - 10 - scale / 2, kHeight - 15, "10 m", Anchor::kMiddle});
    return std::move(picture_);
  }

 private:
  static Ink::Role role_of(ObjectType type) {
    if (type == ObjectType::kVehicle) return Ink::Role::kVehicle;
    if (type == ObjectType::kPedestrian || type == ObjectType::kBicycle) return Ink::Role::kPerson;
    return Ink::Role::kObject;
  }

  bool near(const OrientedBox& box) const {
    const double reach = box.length + box.width;
    return box.centre.x > view_.min_x - reach && box.centre.x < view_.max_x + reach &&
           box.centre.y > view_.min_y - reach && box.centre.y < view_.max_y + reach;
  }
  bool in_view(const Bounds& bounds) const { return bounds.overlaps(view_); }
  Point2 place(Point2 p) const {
    return {kWidth / 2 + (p.x - middle_.x) * kPerMetre, kHeight / 2 - (p.y - middle_.y) * kPerMetre};
  }

  void add_map(const RoadMap& map) {
    for (const LaneSegment& segment : map.segments())
      if (in_view(segment.area.bounds())) add_area(segment.area, Ink::Role::kLane);
    for (const MapArea& crosswalk : map.crosswalks())
      if (in_view(crosswalk.area.bounds())) add_area(crosswalk.area, Ink::Role::kCrosswalk);
    for (const StopLine& line : map.stop_lines())
      if (in_view(line.area.bounds())) add_area(line.area, Ink::Role::kStopLine);
    for (const LaneSegment& segment : map.segments())
      if (in_view(segment.baseline.bounds())) add_line(thinned(segment.baseline.points()), Ink::Role::kGrid, 0.8);
  }

  // Points 1 m apart at most, but the ends: finer ones are not seen.
  static std::vector<Point2> thinned(std::span<const Point2> points) {
    std::vector<Point2> kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const bool end = i == 0 || i + 1 == points.size();
      if (end || std::hypot(points[i].x - kept.back().x, points[i].y - kept.back().y) >= 1.0) kept.push_back(points[i]);
    }
    return kept;
  }

  void add_area(const Area& area, Ink::Role role) {
    for (const Polygon& polygon : area.parts()) {
      Shape shape{{role}, {}, {}};
      for (const Point2 p : clipped(thinned(polygon.exterior))) shape.points.push_back(place(p));
      if (shape.points.size() > 2) picture_.items.emplace_back(std::move(shape));
    }
  }

  // What of a polygon lies in the view, so that no page grows with the size of the map's objects.
  std::vector<Point2> clipped(std::vector<Point2> ring) const {
    for (int side = 0; side < 4; ++side) {
      const auto depth = [this, side](Point2 p) {
        return side == 0   ? p.x - view_.min_x
               : side == 1 ? view_.max_x - p.x
               : side == 2 ? p.y - view_.min_y
                           : view_.max_y - p.y;
      };
      std::vector<Point2> inside;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point2 a = ring[i], b = ring[(i + 1) % ring.size()];
        const double da = depth(a), db = depth(b);
        if (da >= 0.0) inside.push_back(a);
        if ((da >= 0.0) != (db >= 0.0)) {
          const double t = da / (da - db);
          inside.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
        }
      }
      ring = std::move(inside);
    }
    return ring;
  }

  // Pieces of a line within the view; a piece begins and ends at a point outside at most.
  void add_line(const std::vector<Point2>& points, Ink::Role role, double width) {
    Line line{{role}, {}, width};
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      const auto piece = piece_in_view(points[i], points[i + 1]);
      if (!piece) continue;
      if (line.points.empty() || !view_.contains(points[i])) {
        flush(line);
        line.points.push_back(place((*piece)[0]));
      }
      line.points.push_back(place((*piece)[1]));
    }
    flush(line);
  }
  void flush(Line& line) {
    if (line.points.size() > 1) picture_.items.emplace_back(line);
    line.points.clear();
  }

  std::optional<std::array<Point2, 2>> piece_in_view(Point2 a, Point2 b) const {
    double from = 0.0, to = 1.0;
    const auto cut = [&from, &to](double start, double change, double low, double high) {
      if (change == 0.0) return start >= low && start <= high;
      const double t0 = (low - start) / change, t1 = (high - start) / change;
      from = std::max(from, std::min(t0, t1));
      to = std::min(to, std::max(t0, t1));
      return from < to;
    };
    if (!cut(a.x, b.x - a.x, view_.min_x, view_.max_x) || !cut(a.y, b.y - a.y, view_.min_y, view_.max_y))
      return std::nullopt;
    const auto at = [a, b](double t) { return Point2{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; };
    return std::array<Point2, 2>{at(from), at(to)};
  }

  void add_box(const OrientedBox& box, Ink::Role role, std::string tip) {
    Shape shape{{role}, {}, std::move(tip)};
    std::vector<Point2> ring;
    for (const Point2 corner : box.corners()) ring.push_back(corner);
    for (const Point2 corner : clipped(std::move(ring))) shape.points.push_back(place(corner));
    if (shape.points.size() > 2) picture_.items.emplace_back(std::move(shape));
  }

  const SceneSnapshot& scene_;
  Pose2 middle_;
  Bounds view_;
  Picture picture_;
};

}  // namespace

Picture scene_picture(const SceneSnapshot& scene) { return ScenePainter(scene).draw(); }

}  // namespace stepscope
