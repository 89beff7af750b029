#include "core/geometry/offset_outline.h"

#include <cmath>
#include <optional>

#include "core/geometry/angle.h"
#include "core/geometry/orientation.h"
#include "core/geometry/segment.h"

namespace stepscope {

namespace {

constexpr double kArcStep = kPi / 2.0 / 16;     // rad
constexpr double kSameVertex = 1e-6;            // · half width: GEOS leaves the second one out
constexpr double kNoArc = 1e-3;                 // · half width: ends of an arc so near become one vertex
constexpr double kDroppedVertex = 0.01 * 1.01;  // · half width: GEOS may simplify the line; with some room
constexpr double kForward = 0.1;                // cosine against the direction of the whole line

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

  // From the offset segment `before` to `after`, turning about `corner`. False: not certain.
  bool turn(const Segment& before, Point2 corner, int direction, const Segment& after) {
    if (direction == 0) return true;  // straight on, no vertex
    if (direction > 0) {
      const std::optional<Point2> vertex = meeting(before, after);
      if (!vertex.has_value()) {
        // By rounding alone: then GEOS takes the end of the first one, too.
        if (distance(before.to, after.from) >= kNoArc * half_width_) return false;
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

bool runs_forward(std::span<const Point2> line, double half_width) {
  const Point2 whole = line.back() - line.front();
  const double least = kForward * std::sqrt(dot(whole, whole));
  const double apart = kDroppedVertex * half_width;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point2 piece = line[i] - line[i - 1];
    const double squared_length = dot(piece, piece);
    const double along = dot(piece, whole);
    if (!(along > 0.0) || !(along * along >= least * least * squared_length)) return false;
    const bool interior = i > 1 && i + 1 < line.size();
    if (interior && squared_length <= apart * apart) return false;
  }
  return least > 0.0;
}

// One side of the line with the cap at its end. `at(i)` is vertex i in the direction walked.
template <typename At>
bool add_side(std::size_t count, const At& at, CapStyle caps, double half_width, Side& side) {
  Segment before = side.offset(at(0), at(1));
  side.start_piece(before.from);
  for (std::size_t i = 1; i + 1 < count; ++i) {
    const Segment after = side.offset(at(i), at(i + 1));
    if (!side.turn(before, at(i), orientation(at(i - 1), at(i), at(i + 1)), after)) return false;
    before = after;
  }
  if (!side.add_forward(before.to, before)) return false;
  const Segment opposite = side.offset(at(count - 1), at(count - 2));
  if (caps == CapStyle::kSquare) {
    const Point2 end = at(count - 1) - at(count - 2);
    const double angle = std::atan2(end.y, end.x);
    const Point2 beyond{half_width * std::cos(angle), half_width * std::sin(angle)};
    side.add(before.to + beyond);
    side.add(opposite.from + beyond);
  } else {
    side.add(opposite.from);
  }
  return true;
}

}  // namespace

bool offset_outline(std::span<const Point2> line, double half_width, CapStyle caps, RingSet& out) {
  out.clear();
  const std::size_t count = line.size();
  if (count < 2 || !(half_width > 0.0) || !runs_forward(line, half_width)) return false;
  Side side(half_width, out);
  const auto forward = [&](std::size_t i) { return line[i]; };
  const auto backward = [&](std::size_t i) { return line[count - 1 - i]; };
  if (!add_side(count, forward, caps, half_width, side)) return false;
  if (!add_side(count, backward, caps, half_width, side)) return false;
  out.close_ring();
  return true;
}

}  // namespace stepscope
