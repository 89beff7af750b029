#include "core/geometry/corridor.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepscope {

namespace {

// What lies within this many half widths of the line contains the corridor: √2 for the corners of square caps, a few
// per cent for what GEOS simplifies.
constexpr double kReach = 1.5;

// Vertices farther apart than this many half widths stay as they are: GEOS drops only those within a hundredth.
constexpr double kLoose = 0.04;

Bounds bounds_around(Point2 a, Point2 b, double margin) {
  return {std::min(a.x, b.x) - margin, std::min(a.y, b.y) - margin, std::max(a.x, b.x) + margin,
          std::max(a.y, b.y) + margin};
}

}  // namespace

void Corridor::assign(std::span<const Point2> line, double half_width, CapStyle caps) {
  half_width_ = half_width;
  caps_ = caps;
  built_ = false;
  outline_unsure_ = false;
  polygon_.clear();
  line_.clear();
  Bounds bounds;
  for (const Point2 p : line) {
    if (!line_.empty() && line_.back() == p) continue;
    line_.push_back(p);
    bounds.extend(p);
  }
  reach_ = {};
  if (line_.empty()) return;
  const double margin = kReach * half_width;
  reach_ = {bounds.min_x - margin, bounds.min_y - margin, bounds.max_x + margin, bounds.max_y + margin};
}

const RingSet& Corridor::polygon() {
  if (built_ || build_outline()) return polygon_;
  built_ = true;
  if (!geos_.has_value()) geos_.emplace();
  geos_->buffer(line_, half_width_, caps_, polygon_);
  ++geos_calls_;
  return polygon_;
}

bool Corridor::build_outline() {
  if (built_ || outline_unsure_ || method_ != CorridorMethod::kOutline) return built_;
  built_ = outline_.build(line_, half_width_, caps_, polygon_);
  outline_unsure_ = !built_;
  return built_;
}

void Corridor::reserve(std::size_t points) {
  line_.reserve(points);
  polygon_.reserve(4 * points + 64);
  piece_.reserve(4 * points + 64);
  other_.reserve(16);
  outline_.reserve(points);
}

bool Corridor::may_reach(const Bounds& bounds) const {
  if (!reach_.overlaps(bounds)) return false;
  for (std::size_t i = 1; i < line_.size(); ++i)
    if (bounds_around(line_[i - 1], line_[i], kReach * half_width_).overlaps(bounds)) return true;
  return line_.size() == 1;
}

// The middle of a piece of the line is inside the corridor for certain.
Corridor::Answer Corridor::without_polygon(const RingSet& other) const {
  if (!reach_.overlaps(other.bounds())) return Answer::kNo;
  if (line_.size() < 2 || !(half_width_ > 0.0)) return Answer::kUnsure;
  bool near = false;
  for (std::size_t i = 1; i < line_.size(); ++i) {
    if (!bounds_around(line_[i - 1], line_[i], kReach * half_width_).overlaps(other.bounds())) continue;
    near = true;
    if (other.contains(line_[i - 1] + 0.5 * (line_[i] - line_[i - 1]))) return Answer::kYes;
  }
  return near ? Answer::kUnsure : Answer::kNo;
}

// Near `other` the polygon is that of the pieces near it: all else of the line is out of reach, its own corridor
// included. Two pieces more at each end keep the piece's cut ends away. Where GEOS may drop a vertex, or drops one of
// them because of what comes before, nothing is certain.
Corridor::Answer Corridor::by_piece(const RingSet& other) {
  std::size_t first = line_.size(), last = 0;  // vertices
  for (std::size_t i = 1; i < line_.size(); ++i) {
    if (!bounds_around(line_[i - 1], line_[i], kReach * half_width_).overlaps(other.bounds())) continue;
    first = std::min(first, i - 1);
    last = i;
  }
  if (first >= last) return Answer::kUnsure;
  constexpr std::size_t kMore = 2;
  first -= std::min(first, kMore);
  last = std::min(last + kMore, line_.size() - 1);
  const auto piece = std::span<const Point2>(line_).subspan(first, last + 1 - first);
  if (piece.size() == line_.size()) return Answer::kUnsure;
  for (std::size_t i = 1; i < piece.size(); ++i)
    if (stepscope::distance(piece[i - 1], piece[i]) < kLoose * half_width_) return Answer::kUnsure;
  if (!outline_.build(piece, half_width_, caps_, piece_)) return Answer::kUnsure;
  return stepscope::intersects(piece_, other) ? Answer::kYes : Answer::kNo;
}

bool Corridor::intersects(const RingSet& other) {
  if (other.empty()) return false;
  if (method_ == CorridorMethod::kOutline && !built_) {
    const Answer answer = without_polygon(other);
    if (answer != Answer::kUnsure) return answer == Answer::kYes;
    if (!build_outline()) {
      const Answer of_piece = by_piece(other);
      if (of_piece != Answer::kUnsure) return of_piece == Answer::kYes;
    }
  }
  return reach_.overlaps(other.bounds()) && stepscope::intersects(polygon(), other);
}

bool Corridor::intersects(const OrientedBox& box) {
  other_.clear();
  other_.add(box);
  return intersects(other_);
}

bool Corridor::intersects(const Area& area) {
  if (!reach_.overlaps(area.bounds())) return false;
  other_.clear();
  other_.add(area);
  return intersects(other_);
}

double Corridor::distance(const RingSet& other) { return stepscope::distance(polygon(), other); }

double Corridor::distance(const OrientedBox& box) {
  other_.clear();
  other_.add(box);
  return distance(other_);
}

}  // namespace stepscope
