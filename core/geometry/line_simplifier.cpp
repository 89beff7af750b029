#include "core/geometry/line_simplifier.h"

#include <algorithm>

#include "core/geometry/orientation.h"
#include "core/geometry/segment.h"

namespace stepscope {

namespace {

constexpr std::size_t kSamples = 10;

bool some_vertices_are_near(std::span<const Point2> line, double tolerance) {
  const double squared = 1.01 * tolerance * tolerance;  // with room for rounding
  for (std::size_t i = 2; i + 1 < line.size(); ++i) {
    const Point2 d = line[i] - line[i - 1];
    if (d.x * d.x + d.y * d.y <= squared) return true;
  }
  return false;
}

// The bend at `middle` is concave and shallow, as GEOS samples it.
bool droppable(std::span<const Point2> line, std::size_t before, std::size_t middle, std::size_t after,
               double tolerance, int concave) {
  const Point2 a = line[before], b = line[middle];
  if (orientation(a, b, line[after]) != concave) return false;
  if (!(distance(Segment{a, line[after]}, b) < tolerance)) return false;
  const std::size_t step = std::max<std::size_t>((after - before) / kSamples, 1);
  for (std::size_t i = before; i < after; i += step)
    if (!(distance(Segment{a, line[i]}, b) < tolerance)) return false;
  return true;
}

}  // namespace

void LineSimplifier::reserve(std::size_t points) {
  next_.reserve(points);
  kept_.reserve(points);
}

bool LineSimplifier::pass(std::span<const Point2> line, double tolerance, int concave) {
  bool dropped = false;
  std::size_t before = 1;
  while (before < line.size()) {
    const std::size_t middle = next_[before];
    if (middle >= line.size()) break;
    const std::size_t after = next_[middle];
    if (after >= line.size()) break;
    if (droppable(line, before, middle, after, tolerance, concave)) {
      next_[before] = static_cast<std::uint32_t>(after);
      dropped = true;
      before = after;
    } else {
      before = middle;
    }
  }
  return dropped;
}

std::span<const Point2> LineSimplifier::simplified(std::span<const Point2> line, double tolerance, int concave) {
  if (!some_vertices_are_near(line, tolerance)) return line;
  next_.clear();
  for (std::uint32_t i = 0; i < line.size(); ++i) next_.push_back(i + 1);
  while (pass(line, tolerance, concave)) {
  }
  kept_.clear();
  for (std::size_t i = 0; i < line.size(); i = next_[i]) kept_.push_back(line[i]);
  return kept_;
}

}  // namespace stepscope
