#include "core/report/chart_axis.h"

#include <fmt/format.h>

#include <cmath>

namespace stepscope {

namespace {

struct Unit {
  double ns;
  const char* name;
};

Unit unit_for(double end_ns) {
  if (end_ns < 1e3) return {1.0, "ns"};
  if (end_ns < 1e6) return {1e3, "µs"};
  if (end_ns < 1e9) return {1e6, "ms"};
  return {1e9, "s"};
}

double round_step(double rough) {
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough) return factor * power;
  return 10.0 * power;
}

}  // namespace

std::vector<Tick> duration_ticks(double end_ns, int count) {
  const Unit unit = unit_for(end_ns);
  const double end = end_ns / unit.ns, step = round_step(end / count);
  std::vector<Tick> ticks;
  for (int i = 0; i * step <= end * (1.0 + 1e-9); ++i)
    ticks.push_back({i * step * unit.ns, fmt::format("{:g} {}", i * step, unit.name)});
  return ticks;
}

}  // namespace stepscope
