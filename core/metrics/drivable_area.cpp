#include "core/metrics/drivable_area.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

constexpr double kTolerance = 0.3;  // m
constexpr std::array<const char*, 4> kCornerNames{"front left", "rear left", "rear right", "front right"};

// Whether corners of the ego are outside of everything that may be driven on.
class CornersOutside {
 public:
  CornersOutside(const RoadMap& map, std::span<const EgoOutline> egos, const CornerRoutes& corners)
      : map_(map), egos_(egos), outside_(egos.size()), beyond_tolerance_(egos.size()) {
    for (std::size_t k = 0; k < egos.size(); ++k) {
      for (std::size_t c = 0; c < 4; ++c) {
        const Point2 p = egos[k].corners[c];
        outside_[k][c] = corners.corner[c][k].empty() && !map.is_in_layer(p, MapLayer::kDrivableArea);
        beyond_tolerance_[k][c] = outside_[k][c] && !map.is_near_layer(p, kTolerance, MapLayer::kDrivableArea);
      }
    }
  }

  bool any_outside(std::size_t k) const {
    return std::ranges::any_of(outside_[k], [](bool outside) { return outside; });
  }
  // The corner is outside by more than the tolerance, and not near a segment of the ego's route either.
  bool far(std::size_t k, std::size_t corner, SegmentSpan route) const {
    return beyond_tolerance_[k][corner] && !(route_distance(k, corner, route) < kTolerance);
  }
  bool any_far(std::size_t k, SegmentSpan route) const {
    for (std::size_t c = 0; c < 4; ++c) {
      if (far(k, c, route)) return true;
    }
    return false;
  }

  struct Distance {
    double metres{0.0};
    std::optional<FeatureId> nearest;  // polygon of the drivable area
  };
  Distance distance(std::size_t k, std::size_t corner, SegmentSpan route) const {
    const auto nearest = map_.nearest(egos_[k].corners[corner], MapLayer::kDrivableArea);
    const double along_route = route_distance(k, corner, route);
    if (!nearest) return {along_route, std::nullopt};
    return {std::min(nearest->distance_m, along_route), nearest->id};
  }

 private:
  double route_distance(std::size_t k, std::size_t corner, SegmentSpan route) const {
    double nearest = std::numeric_limits<double>::infinity();
    for (const std::uint32_t segment : route)
      nearest = std::min(nearest, map_.segments()[segment].area.distance_to(egos_[k].corners[corner]));
    return nearest;
  }

  const RoadMap& map_;
  std::span<const EgoOutline> egos_;
  std::vector<std::array<bool, 4>> outside_, beyond_tolerance_;
};

// The score if the run ended with each of the samples.
std::vector<double> scores_so_far(const CornersOutside& outside, const CentreRoute& route,
                                  const std::vector<bool>& far) {
  std::vector<double> scores;
  const auto first_far = static_cast<std::size_t>(std::ranges::find(far, true) - far.begin());
  SegmentLists ending;
  for (std::size_t last = 0; last < far.size(); ++last) {
    const std::size_t settled = route.settled(last);
    bool any = first_far < settled;
    if (!any && settled <= last) {
      route.ending_at(last, ending);
      for (std::size_t k = settled; k <= last && !any; ++k) any = outside.any_far(k, ending[k]);
    }
    scores.push_back(any ? 0.0 : 1.0);
  }
  return scores;
}

std::vector<MetricViolation> violations(const CornersOutside& outside, const CentreRoute& route,
                                        const std::vector<bool>& far) {
  std::vector<MetricViolation> found;
  for (std::size_t k = 0; k < far.size(); ++k) {
    if (!far[k]) continue;
    MetricViolation violation{.step = static_cast<int>(k), .threshold = kTolerance, .unit = "m"};
    for (; k < far.size() && far[k]; ++k) {
      for (std::size_t c = 0; c < 4; ++c) {
        if (!outside.far(k, c, route[k])) continue;
        const auto [metres, nearest] = outside.distance(k, c, route[k]);
        if (metres <= violation.value) continue;
        violation.value = metres;
        violation.what = fmt::format("{} corner {:.1f} m outside the drivable area", kCornerNames[c], metres);
        if (nearest) violation.culprit = MapCulprit{MapLayer::kDrivableArea, *nearest};
      }
    }
    violation.last_step = static_cast<int>(k) - 1;
    found.push_back(std::move(violation));
  }
  for (MetricViolation& violation : found) violation.score_without = found.size() == 1 ? 1.0 : 0.0;
  return found;
}

}  // namespace

std::vector<Metric> drivable_area_metrics(const RoadMap& map, std::span<const EgoOutline> egos,
                                          const CornerRoutes& corners, const CentreRoute& route) {
  const CornersOutside outside(map, egos, corners);
  std::vector<bool> far;
  MetricSeries series{.unit = "boolean"};
  for (std::size_t k = 0; k < egos.size(); ++k) {
    far.push_back(outside.any_far(k, route[k]));
    series.times.push_back(egos[k].time);
    series.values.push_back(outside.any_outside(k) ? 0.0 : 1.0);
  }
  const double score = std::ranges::find(far, true) == far.end() ? 1.0 : 0.0;
  const double all_inside = *std::ranges::min_element(series.values);  // without the tolerance
  return {{.name = "drivable_area_compliance",
           .score = score,
           .score_unit = "bool",
           .statistics = {{"drivable_area_compliance", score}},
           .score_so_far = scores_so_far(outside, route, far),
           .violations = violations(outside, route, far)},
          {.name = "corners_in_drivable_area",
           .statistics = {{"corners_in_drivable_area", all_inside}},
           .series = std::move(series)}};
}

}  // namespace stepscope
