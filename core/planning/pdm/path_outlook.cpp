#include "core/planning/pdm/path_outlook.h"

#include <algorithm>
#include <limits>
#include <numbers>

#include "core/probe/counting.h"

namespace stepscope {

namespace {

// By how much a corridor's polygon may differ from the set of points within its half width: its arcs are chords, and
// shallow bends on its inner side are filled up to a hundredth of the half width.
constexpr double kOutlineTolerance = 0.02;

constexpr std::size_t kUsualObstacles = 160;  // all that a scene keeps, and some red lights; more only allocate

bool stands(const PdmObstacle& obstacle) { return obstacle.velocity == Point2{}; }

}  // namespace

void PathOutlook::reserve(const DrivePath& path) {
  line_.reserve(path.points().size() + 2);
  corridor_.reserve(path.points().size() + 2);
  box_.reserve(5);
  still_.reserve(kUsualObstacles);
  in_the_way_.reserve(kUsualObstacles);
}

void PathOutlook::assign(const DrivePath& path, double from, double to, double half_width, const PdmScene& scene) {
  path_ = &path;
  scene_ = &scene;
  half_width_ = half_width;
  range_ = path.piece(from, to, line_);
  corridor_.assign(line_, half_width, CapStyle::kSquare);
  still_.clear();
  asked_ = 0;
  for (const PdmObstacle& obstacle : scene.obstacles())
    still_.push_back(stands(obstacle) ? ask(obstacle, 0.0) : Answer{});
  count_in_step(&StepCounters::lead_checks, asked_);
}

std::span<const PathOutlook::InTheWay> PathOutlook::at(double seconds) {
  in_the_way_.clear();
  asked_ = 0;
  for (std::size_t i = 0; i < still_.size(); ++i) {
    const PdmObstacle& obstacle = scene_->obstacles()[i];
    const Answer answer = stands(obstacle) ? still_[i] : ask(obstacle, seconds);
    if (answer.inside) in_the_way_.push_back({.obstacle = &obstacle, .progress = answer.progress});
  }
  count_in_step(&StepCounters::lead_checks, asked_);
  return in_the_way_;
}

PathOutlook::Answer PathOutlook::ask(const PdmObstacle& obstacle, double seconds) {
  const Point2 centre = obstacle.centre_at(seconds);
  if (method_ == LeadSearchMethod::kPolygon) {
    ++asked_;
    return {.inside = touches_polygon(obstacle, seconds), .progress = path_->project(centre).progress};
  }
  const double radius = obstacle.outer_radius;
  const Bounds& reach = corridor_.reach();
  if (centre.x + radius < reach.min_x || centre.x - radius > reach.max_x || centre.y + radius < reach.min_y ||
      centre.y - radius > reach.max_y)
    return {};
  ++asked_;
  // Mostly the distance of the centre decides: beyond all corners it is clear of the corridor and its square ends, and
  // near enough beside the corridor's line the circle inside the box lies in it.
  const double reach_of_line = std::numbers::sqrt2 * half_width_ + radius + kOutlineTolerance;
  const auto [progress, distance] = path_->project(centre, reach_of_line);
  if (distance > reach_of_line) return {};
  const bool beside = progress >= range_.from && progress <= range_.to;
  const bool inside = (beside && distance < half_width_ + obstacle.inner_radius - kOutlineTolerance) ||
                      touches_corridor(obstacle, seconds, beside ? distance : std::numeric_limits<double>::infinity());
  return {.inside = inside, .progress = progress};
}

bool PathOutlook::touches_corridor(const PdmObstacle& obstacle, double seconds, double at_most) {
  if (const PreparedArea* polygon = obstacle.red_light) {
    const double margin = std::numbers::sqrt2 * half_width_ + kOutlineTolerance;
    const Bounds& b = polygon->bounds();
    const Bounds around{b.min_x - margin, b.min_y - margin, b.max_x + margin, b.max_y + margin};
    if (!intersects(std::span<const Point2>(line_), around)) return false;
    const auto covers = [&](Point2 p) { return polygon->touches(p); };
    return std::any_of(line_.begin(), line_.end(), covers) || touches_polygon(obstacle, seconds);
  }
  const ConvexQuad box = obstacle.corners_at(seconds);
  if (distance_to_line(box, half_width_, at_most) > half_width_ + kOutlineTolerance) return false;
  if (distance_to_line(box, 0.0, at_most) < half_width_ - kOutlineTolerance) return true;
  return touches_polygon(obstacle, seconds);
}

bool PathOutlook::touches_polygon(const PdmObstacle& obstacle, double seconds) {
  if (obstacle.red_light_area != nullptr) return corridor_.intersects(*obstacle.red_light_area);
  box_.clear();
  for (const Point2 p : obstacle.corners_at(seconds)) box_.add_point(p);
  box_.close_ring();
  return corridor_.intersects(box_);
}

double PathOutlook::distance_to_line(const ConvexQuad& box, double prolonged, double at_most) const {
  const Bounds bounds = bounds_of(box);
  double nearest = at_most;
  const auto measure = [&](Point2 from, Point2 to) {
    const double dx = std::max({0.0, std::min(from.x, to.x) - bounds.max_x, bounds.min_x - std::max(from.x, to.x)});
    const double dy = std::max({0.0, std::min(from.y, to.y) - bounds.max_y, bounds.min_y - std::max(from.y, to.y)});
    if (dx * dx + dy * dy >= nearest * nearest) return;
    const Segment piece{from, to};
    if (intersects(piece, box)) nearest = 0.0;
    for (std::size_t i = 0; i < 4; ++i)
      nearest =
          std::min({nearest, distance(piece, box[i]), distance(edge_of(box, i), from), distance(edge_of(box, i), to)});
  };
  const auto beyond = [&](Point2 end, Point2 before) {
    const double length = distance(end, before);
    return length > 0.0 ? end + prolonged / length * (end - before) : end;
  };
  for (std::size_t i = 1; i < line_.size(); ++i) measure(line_[i - 1], line_[i]);
  if (prolonged > 0.0 && line_.size() >= 2) {
    measure(beyond(line_.front(), line_[1]), line_.front());
    measure(line_.back(), beyond(line_.back(), line_[line_.size() - 2]));
  }
  return nearest;
}

}  // namespace stepscope
