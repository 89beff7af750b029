#include "ui/charts/timeline_ticks.h"

#include <algorithm>
#include <cmath>

namespace stepscope::ui {

namespace {

double round_up_to_125(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= value * (1.0 - 1e-9)) return factor * power;
  return 10.0 * power;
}

struct Unit {
  double ns;
  const char* symbol;
};

// The coarsest in which the distance has at most one digit after the point.
Unit unit_for(double distance) {
  for (const Unit unit : {Unit{1e9, "s"}, Unit{1e6, "ms"}, Unit{1e3, "µs"}})
    if (distance >= unit.ns / 10.0 * (1.0 - 1e-9)) return unit;
  return {1.0, "ns"};
}

}  // namespace

std::vector<TimelineTick> timeline_ticks(double begin, double end, double origin, int most) {
  std::vector<TimelineTick> ticks;
  if (!(end > begin)) return ticks;
  const double distance = std::max(1.0, round_up_to_125((end - begin) / std::max(1, most)));
  const Unit unit = unit_for(distance);
  const int decimals = distance < unit.ns * (1.0 - 1e-9) ? 1 : 0;
  for (double k = std::ceil((begin - origin) / distance); origin + k * distance <= end; k += 1.0) {
    const double value = k * distance / unit.ns;
    ticks.push_back({.ns = origin + k * distance,
                     .text = QString::number(value == 0.0 ? 0.0 : value, 'f', decimals) + QChar(0xA0) +
                             QString::fromUtf8(unit.symbol)});
  }
  return ticks;
}

}  // namespace stepscope::ui
