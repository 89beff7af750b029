#include "core/geometry/offset_outline.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/geometry/angle.h"
#include "core/geometry/orientation.h"
#include "core/geometry/segment.h"

namespace stepscope {

namespace {

constexpr double kArcStep = kPi / 2.0 / 16;  // rad
constexpr double kSameVertex = 1e-6;         // · half width: GEOS leaves the second one out
constexpr double kNoArc = 1e-3;              // · half width: ends of an arc so near become one vertex
constexpr double kSimplified = 0.01;         // · half width: tolerance of the line's simplification
constexpr double kJoinFactor = 80.0;         // how far GEOS keeps from the corner where inner offsets do not meet
constexpr double kApart = 2.5;               // · half width: the caps of lines with ends farther apart cannot meet
constexpr double kNoDirection =
    1e-6;                          // m: map coordinates are rounded to 5e-10 m, so that shorter pieces point anywhere
constexpr double kNarrow = -0.86;  // cosine of the widest spread of directions

double dot(Point2 a, Point2 b) { return a.x * b.x + a.y * b.y; }
double cross(Point2 a, Point2 b) { return a.x * b.y - a.y * b.x; }

// Where the offset segments of an inner turn meet; none if they do not.
std::optional<Point2> meeting(const Segment& a, const Segment& b) {
  if (!intersects(a, b)) return std::nullopt;
  const Point2 da = a.to - a.from, db = b.to - b.from;
  const double determinant = cross(da, db);
  if (determinant == 0.0) return a.to;
  return a.from + (cross(b.from - a.from, db) / determinant) * da;
}

// Where the lines through both segments cross, and at which fraction of each.
struct Extended {
  Point2 point;
  double on_first{0.0}, on_second{0.0};
};

Extended extended_meeting(const Segment& a, const Segment& b) {
  const Point2 da = a.to - a.from, db = b.to - b.from, between = b.from - a.from;
  const double determinant = cross(da, db);
  const double on_first = cross(between, db) / determinant, on_second = cross(between, da) / determinant;
  return {b.from + on_second * db, on_first, on_second};
}

// Walks along one side of the line, the line to its right, and appends that side's curve.
class Side {
 public:
  Side(double half_width, RingSet& out) : half_width_(half_width), out_(out) {}

  // The offset segment of from → to, on its left.
  Segment offset(Point2 from, Point2 to) const {
    const double dx = to.x - from.x, dy = to.y - from.y;
    const double length = std::sqrt(dx * dx + dy * dy);
    const double ux = half_width_ * dx / length, uy = half_width_ * dy / length;
    return {{from.x - uy, from.y + ux}, {to.x - uy, to.y + ux}};
  }

  void add(Point2 p) {
    const double apart = kSameVertex * half_width_;
    if (has_last_ && dot(p - last_, p - last_) < apart * apart) return;
    out_.add_point(p);
    last_ = p;
    has_last_ = true;
  }
  // As add(), for a point that ends a piece of the offset segment `along`; false if that piece runs backward.
  bool add_forward(Point2 p, const Segment& along) {
    const bool forward = dot(p - start_, along.to - along.from) > 0.0;
    add(p);
    return forward;
  }
  void start_piece(Point2 p) { start_ = p; }

  // They do not meet by rounding alone; then GEOS takes the end of the first one, too.
  bool nearly_meet(const Segment& before, const Segment& after) const {
    return distance(before.to, after.from) < kNoArc * half_width_;
  }

  // The line's first piece is so short that the offset segments of the inner turn about its end do not meet: the second
  // one begins behind the line's beginning. GEOS joins them by a short way round towards the corner, which crosses the
  // cap. False: not certain.
  bool start_across_cap(const Segment& before, Point2 corner, const Segment& after, const Segment& cap, CapStyle caps) {
    const Extended meet = extended_meeting(before, after);
    if (!(meet.on_first < 0.0 && meet.on_second > 0.0 && meet.on_second < 1.0)) return false;
    if (caps == CapStyle::kSquare) {
      if (!(distance(meet.point, before.from) < half_width_)) return false;
      add(meet.point);
    } else {
      const Point2 inner0 = towards(before.to, corner), inner1 = towards(after.from, corner);
      if (const auto early = meeting(cap, {inner0, inner1})) {
        add(*early);
        add(inner1);
      } else if (const auto late = meeting(cap, {inner1, after.from})) {
        add(*late);
      } else {
        return false;
      }
      add(after.from);
    }
    start_piece(meet.point);
    return true;
  }

  // The same at the line's end: its last piece is too short, and the way round crosses the cap.
  bool end_across_cap(const Segment& before, Point2 corner, const Segment& after, const Segment& cap, CapStyle caps) {
    const Extended meet = extended_meeting(before, after);
    if (!(meet.on_first > 0.0 && meet.on_first < 1.0 && meet.on_second > 1.0)) return false;
    if (!(dot(meet.point - start_, before.to - before.from) > 0.0)) return false;
    if (caps == CapStyle::kSquare) {
      if (!(distance(meet.point, after.to) < half_width_)) return false;
      add(meet.point);
      return true;
    }
    add(before.to);
    const Point2 inner0 = towards(before.to, corner), inner1 = towards(after.from, corner);
    if (const auto late = meeting(cap, {inner0, inner1})) {
      add(inner0);
      add(*late);
    } else if (const auto early = meeting(cap, {before.to, inner0})) {
      add(*early);
    } else {
      return false;
    }
    return true;
  }

  // From the offset segment `before` to `after`, turning about `corner`. False: not certain.
  bool turn(const Segment& before, Point2 corner, int direction, const Segment& after) {
    if (direction == 0) return dot(before.to - before.from, after.to - after.from) > 0.0;  // straight on, no vertex
    if (direction > 0) {
      const std::optional<Point2> vertex = meeting(before, after);
      if (!vertex.has_value()) {
        if (!nearly_meet(before, after)) return false;
        const bool forward = add_forward(before.to, before);
        start_piece(before.to);
        return forward;
      }
      const bool forward = add_forward(*vertex, before);
      start_piece(*vertex);
      return forward;
    }
    const bool forward = add_forward(before.to, before);
    if (distance(before.to, after.from) < kNoArc * half_width_) {
      start_piece(before.to);
      return forward;
    }
    arc(corner, before.to, after.from);
    start_piece(after.from);
    return forward;
  }

 private:
  // The end of an offset segment, a little nearer to its corner.
  static Point2 towards(Point2 end, Point2 corner) {
    return {(kJoinFactor * end.x + corner.x) / (kJoinFactor + 1.0),
            (kJoinFactor * end.y + corner.y) / (kJoinFactor + 1.0)};
  }

  void arc(Point2 centre, Point2 from, Point2 to) {
    double begin = std::atan2(from.y - centre.y, from.x - centre.x);
    const double end = std::atan2(to.y - centre.y, to.x - centre.x);
    if (begin <= end) begin += 2.0 * kPi;
    const double total = begin - end;
    const int pieces = static_cast<int>(total / kArcStep + 0.5);
    for (int i = 0; i < pieces; ++i) {
      const double angle = begin - i * (total / pieces);
      add({centre.x + half_width_ * std::cos(angle), centre.y + half_width_ * std::sin(angle)});
    }
    add(to);
  }

  double half_width_;
  RingSet& out_;
  Point2 last_;   // vertex added last
  Point2 start_;  // where the present piece of an offset segment begins
  bool has_last_{false};
};

// How the directions of a line's pieces spread. Their total stays below 150° on most roads; then both offset curves run
// forward along the middle direction all the way, and so meet neither themselves nor each other.
class Spread {
 public:
  explicit Spread(Point2 direction) : last_(direction), right_(direction), left_(direction) {}

  void add(Point2 direction) {
    if (!narrow_) return;
    narrow_ = dot(last_, direction) > 0.0;
    if (cross(last_, direction) > 0.0) {
      if (cross(left_, direction) > 0.0) widen(left_, direction);
    } else if (cross(right_, direction) < 0.0) {
      widen(right_, direction);
    }
    last_ = direction;
  }
  bool narrow() const { return narrow_; }

 private:
  void widen(Point2& end, Point2 direction) {
    end = direction;
    const double turned = dot(right_, left_);
    const double least = kNarrow * std::sqrt(dot(right_, right_) * dot(left_, left_));
    narrow_ = narrow_ && cross(right_, left_) >= 0.0 && turned >= least;
  }

  Point2 last_, right_, left_;
  bool narrow_{true};
};

enum class Shape { kForward, kBent, kUnusable };

Shape shape_of(std::span<const Point2> line) {
  if (line.size() < 2 || line.front() == line.back()) return Shape::kUnusable;
  Spread spread(line[1] - line[0]);
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point2 piece = line[i] - line[i - 1];
    if (!(dot(piece, piece) > kNoDirection * kNoDirection)) return Shape::kUnusable;
    if (i > 1) spread.add(piece);
  }
  return spread.narrow() ? Shape::kForward : Shape::kBent;
}

Bounds bounds_of(Point2 a, Point2 b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

// No two edges of the closed ring share a point but neighbours their common one.
bool is_simple(std::span<const Point2> ring) {
  const std::size_t edges = ring.size() - 1;
  for (std::size_t i = 0; i < edges; ++i) {
    const Bounds bounds = bounds_of(ring[i], ring[i + 1]);
    const std::size_t end = i == 0 ? edges - 1 : edges;  // the last edge is the first one's neighbour
    for (std::size_t j = i + 2; j < end; ++j) {
      if (!bounds.overlaps(bounds_of(ring[j], ring[j + 1]))) continue;
      if (intersects(Segment{ring[i], ring[i + 1]}, Segment{ring[j], ring[j + 1]})) return false;
    }
  }
  return true;
}

// One side of the line with the cap at its end. `at(i)` is vertex i in the direction walked.
template <typename At>
bool add_side(std::size_t count, const At& at, CapStyle caps, double half_width, Side& side) {
  Segment before = side.offset(at(0), at(1));
  std::size_t i = 1;
  const bool ends_apart = distance(at(0), at(count - 1)) > kApart * half_width;
  if (count > 2 && distance(at(0), at(1)) < 2.0 * half_width && orientation(at(0), at(1), at(2)) > 0) {
    const Segment after = side.offset(at(1), at(2));
    if (!meeting(before, after).has_value() && !side.nearly_meet(before, after)) {
      const Segment cap{side.offset(at(1), at(0)).to, before.from};
      if (!ends_apart || !side.start_across_cap(before, at(1), after, cap, caps)) return false;
      before = after;
      i = 2;
    }
  }
  if (i == 1) {
    if (caps == CapStyle::kFlat) side.add(before.from);
    side.start_piece(before.from);
  }
  const Segment opposite = side.offset(at(count - 1), at(count - 2));
  bool ended = false;
  for (; i + 1 < count; ++i) {
    const Segment after = side.offset(at(i), at(i + 1));
    const int direction = orientation(at(i - 1), at(i), at(i + 1));
    const bool last = i + 2 == count;
    if (last && direction > 0 && !meeting(before, after).has_value() && !side.nearly_meet(before, after)) {
      if (!ends_apart || !side.end_across_cap(before, at(i), after, {after.to, opposite.from}, caps)) return false;
      ended = true;
    } else if (!side.turn(before, at(i), direction, after)) {
      return false;
    }
    before = after;
  }
  if (!ended && !side.add_forward(before.to, before)) return false;
  if (caps == CapStyle::kSquare) {
    const Point2 end = at(count - 1) - at(count - 2);
    const double angle = std::atan2(end.y, end.x);
    const Point2 beyond{half_width * std::cos(angle), half_width * std::sin(angle)};
    side.add(before.to + beyond);
    side.add(opposite.from + beyond);
  }
  return true;
}

}  // namespace

bool OffsetOutline::build(std::span<const Point2> line, double half_width, CapStyle caps, RingSet& out) {
  out.clear();
  const Shape shape = shape_of(line);
  if (shape == Shape::kUnusable || !(half_width > 0.0)) return false;
  Side side(half_width, out);
  const double tolerance = kSimplified * half_width;
  // GEOS builds both caps from the left side's line; the sides must not differ there.
  const auto ends_kept = [&line](std::span<const Point2> side_line) {
    return line.size() < 3 || side_line[side_line.size() - 2] == line[line.size() - 2];
  };
  const auto left = simplifier_.simplified(line, tolerance, 1);
  if (!ends_kept(left)) return false;
  const auto forward = [&](std::size_t i) { return left[i]; };
  if (!add_side(left.size(), forward, caps, half_width, side)) return false;
  const auto right = simplifier_.simplified(line, tolerance, -1);
  if (!ends_kept(right)) return false;
  const auto backward = [&](std::size_t i) { return right[right.size() - 1 - i]; };
  if (!add_side(right.size(), backward, caps, half_width, side)) return false;
  out.close_ring();
  const bool ends_apart = distance(line.front(), line.back()) > kApart * half_width;
  return (shape == Shape::kForward && ends_apart) || is_simple(out.ring(0));
}

}  // namespace stepscope
