#include "ui/scene/line_cutting.h"

#include <algorithm>
#include <cmath>

namespace stepscope::ui {

namespace {

Point2 mix(Point2 a, Point2 b, double t) { return a + t * (b - a); }

// The part of a closed ring where sign·(s − limit) ≤ 0, s being the coordinate along `axis` (Sutherland–Hodgman).
std::vector<Point2> cut(const std::vector<Point2>& ring, Point2 axis, double limit, double sign) {
  const auto excess = [&](Point2 p) { return sign * (p.x * axis.x + p.y * axis.y - limit); };
  std::vector<Point2> kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point2 a = ring[i], b = ring[(i + 1) % ring.size()];
    const double ea = excess(a), eb = excess(b);
    if (ea <= 0.0) kept.push_back(a);
    if ((ea < 0.0 && eb > 0.0) || (ea > 0.0 && eb < 0.0)) kept.push_back(mix(a, b, ea / (ea - eb)));
  }
  return kept;
}

}  // namespace

std::vector<std::vector<Point2>> dashes_of(std::span<const Point2> line, double dash_m, double gap_m) {
  std::vector<std::vector<Point2>> dashes;
  bool on = true;
  double left = dash_m;  // until the pattern changes
  if (!line.empty()) dashes.push_back({line.front()});
  for (std::size_t i = 1; i < line.size(); ++i) {
    Point2 from = line[i - 1];
    double rest = distance(from, line[i]);
    while (rest > left) {
      from = mix(from, line[i], left / rest);
      rest -= left;
      if (on) dashes.back().push_back(from);
      on = !on;
      if (on) dashes.push_back({from});
      left = on ? dash_m : gap_m;
    }
    left -= rest;
    if (on) dashes.back().push_back(line[i]);
  }
  std::erase_if(dashes, [](const std::vector<Point2>& dash) { return dash.size() < 2; });
  return dashes;
}

std::vector<Point2> beginning_of(std::span<const Point2> line, double metres) {
  std::vector<Point2> out;
  double left = metres;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const double step = i == 0 ? 0.0 : distance(line[i - 1], line[i]);
    if (i > 0 && step > left) {
      out.push_back(mix(line[i - 1], line[i], left / step));
      return out;
    }
    left -= step;
    out.push_back(line[i]);
  }
  return out;
}

std::vector<std::vector<Point2>> stripes_of(std::span<const Point2> ring, double stripe_m) {
  std::vector<std::vector<Point2>> stripes;
  Point2 axis;
  double longest = 0.0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const double length = distance(ring[i - 1], ring[i]);
    if (length <= longest) continue;
    longest = length;
    axis = (1.0 / length) * (ring[i] - ring[i - 1]);
  }
  if (longest <= 0.0 || stripe_m <= 0.0) return stripes;

  std::vector<Point2> open(ring.begin(), ring.end());
  if (open.front() == open.back()) open.pop_back();
  double low = INFINITY, high = -INFINITY;
  for (const Point2 p : open) {
    const double s = p.x * axis.x + p.y * axis.y;
    low = std::min(low, s);
    high = std::max(high, s);
  }
  constexpr int kMaxStripes = 400;  // of a single crosswalk; beyond that the data are not a crosswalk
  const int count = static_cast<int>(std::min<double>(kMaxStripes, std::ceil((high - low) / (2.0 * stripe_m))));
  for (int i = 0; i < count; ++i) {
    const double from = low + (2.0 * i + 0.5) * stripe_m;
    std::vector<Point2> stripe = cut(cut(open, axis, from, -1.0), axis, from + stripe_m, 1.0);
    if (stripe.size() < 3) continue;
    stripe.push_back(stripe.front());
    stripes.push_back(std::move(stripe));
  }
  return stripes;
}

}  // namespace stepscope::ui
