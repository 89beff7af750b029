#include "core/comparison/grouped_slope.h"

#include <cmath>
#include <map>

#include "core/comparison/ratio_estimate.h"
#include "core/comparison/student_t.h"

namespace stepscope {

namespace {

struct GroupMean {
  double x{0.0}, y{0.0};
  int count{0};
};

std::map<int, GroupMean> means_of(std::span<const GroupedPoint> points) {
  std::map<int, GroupMean> means;
  for (const GroupedPoint& point : points) {
    GroupMean& mean = means[point.group];
    mean.x += point.x;
    mean.y += point.y;
    ++mean.count;
  }
  for (auto& [group, mean] : means) {
    mean.x /= mean.count;
    mean.y /= mean.count;
  }
  return means;
}

}  // namespace

GroupedSlope grouped_slope(std::span<const GroupedPoint> points) {
  const std::map<int, GroupMean> means = means_of(points);
  double xx = 0.0, xy = 0.0, residuals = 0.0;
  for (const GroupedPoint& point : points) {
    const GroupMean& mean = means.at(point.group);
    xx += (point.x - mean.x) * (point.x - mean.x);
    xy += (point.x - mean.x) * (point.y - mean.y);
  }
  if (xx <= 0.0) return {};
  GroupedSlope out{.slope = xy / xx};
  for (const GroupedPoint& point : points) {
    const GroupMean& mean = means.at(point.group);
    const double residual = point.y - mean.y - out.slope * (point.x - mean.x);
    residuals += residual * residual;
  }
  const double df = static_cast<double>(points.size()) - static_cast<double>(means.size()) - 1.0;
  if (df < 1.0) return out;
  const double reach = student_t_quantile(1.0 - kAlpha / 2.0, df) * std::sqrt(residuals / df / xx);
  out.interval = Interval{.low = out.slope - reach, .high = out.slope + reach};
  return out;
}

}  // namespace stepscope
