#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/report/chart_axis.h"
#include "core/report/charts.h"
#include "core/report/number_text.h"

namespace stepscope {

namespace {

constexpr double kLeft = 46.0, kRight = 46.0, kTop = 20.0, kPlot = 130.0, kBottom = 24.0;

struct Bins {
  std::vector<std::size_t> counts;  // the last holds all beyond
  double begin_ns{0.0}, end_ns{1.0};
};

// From the shortest step to twice the 95th percentile at most: a cold first step would leave one bar.
Bins bins_of(const std::vector<std::int64_t>& ascending) {
  const double first = static_cast<double>(ascending.front()), last = static_cast<double>(ascending.back());
  const double p95 = static_cast<double>(ascending[ascending.size() * 95 / 100]);
  Bins bins{.counts = {},
            .begin_ns = std::floor(first * 0.95),
            .end_ns = std::min(last, std::max(2.0 * p95, 1.0)) * 1.01 + 1.0};
  const auto count =
      static_cast<std::size_t>(std::clamp(2.0 * std::cbrt(static_cast<double>(ascending.size())) * 1.5, 8.0, 60.0));
  bins.counts.resize(count);
  for (const std::int64_t wall : ascending) {
    const double place = (static_cast<double>(wall) - bins.begin_ns) / (bins.end_ns - bins.begin_ns);
    const auto bin = static_cast<std::size_t>(std::max(place, 0.0) * static_cast<double>(count));
    ++bins.counts[std::min(bin, count - 1)];
  }
  return bins;
}

}  // namespace

Picture step_histogram(const ProfiledRun& run) {
  Picture picture{
      .height = kTop + kPlot + kBottom, .title = "How long steps are, and the share of steps no longer", .items = {}};
  if (run.own_steps().empty()) return {.height = 0.0, .title = "no steps", .items = {}};
  std::vector<std::int64_t> walls;
  for (const StepTiming& step : run.own_steps()) walls.push_back(step.wall_ns);
  std::sort(walls.begin(), walls.end());
  const Bins bins = bins_of(walls);
  const double plot_width = picture.width - kLeft - kRight, range = bins.end_ns - bins.begin_ns;
  const double tallest = static_cast<double>(*std::max_element(bins.counts.begin(), bins.counts.end()));
  const auto x = [&](double ns) { return kLeft + plot_width * std::clamp((ns - bins.begin_ns) / range, 0.0, 1.0); };
  const auto y = [&](double share) { return kTop + kPlot * (1.0 - share); };

  for (const double share : {0.0, 0.5, 1.0}) {
    picture.items.emplace_back(Line{{Ink::Role::kGrid}, {{kLeft, y(share)}, {picture.width - kRight, y(share)}}});
    picture.items.emplace_back(
        Label{{Ink::Role::kMuted}, picture.width - kRight + 5, y(share) + 4, fmt::format("{:.0f} %", 100 * share)});
  }
  picture.items.emplace_back(
      Label{{Ink::Role::kMuted}, kLeft - 5, y(1) + 4, fmt::format("{:.0f}", tallest), Anchor::kEnd});
  picture.items.emplace_back(Label{{Ink::Role::kMuted}, kLeft - 5, y(0) + 4, "0", Anchor::kEnd});
  picture.items.emplace_back(Label{{Ink::Role::kMuted}, kLeft, 11, "bars: steps; line: share of steps no longer"});
  double previous = -1e9;
  for (const Tick& tick : duration_ticks(bins.end_ns, 10)) {
    if (tick.value < bins.begin_ns || x(tick.value) - previous < 60.0) continue;
    previous = x(tick.value);
    picture.items.emplace_back(Label{{Ink::Role::kMuted}, previous, kTop + kPlot + 16, tick.text, Anchor::kMiddle});
  }
  Boxes bars{{Ink::Role::kGroup, StageGroup::kPlanner}, {}, "steps of this length"};
  const double width = plot_width / static_cast<double>(bins.counts.size());
  for (std::size_t i = 0; i < bins.counts.size(); ++i) {
    const double share = static_cast<double>(bins.counts[i]) / tallest;
    if (share > 0.0)
      bars.boxes.push_back({kLeft + width * static_cast<double>(i), y(share), width - 1.0, kTop + kPlot - y(share)});
  }
  picture.items.emplace_back(std::move(bars));

  Line curve{{Ink::Role::kCurve}, {{kLeft, y(0)}}, 1.8};
  const std::size_t points = std::min<std::size_t>(walls.size(), 240);
  for (std::size_t i = 0; i < points; ++i) {
    const std::size_t k = (i + 1) * walls.size() / points - 1;
    const double share = static_cast<double>(k + 1) / static_cast<double>(walls.size());
    curve.points.push_back({x(static_cast<double>(walls[k])), y(share)});
  }
  picture.items.emplace_back(std::move(curve));
  if (static_cast<double>(walls.back()) > bins.end_ns)
    picture.items.emplace_back(
        Label{{Ink::Role::kText},
              picture.width - kRight,
              11,
              "longest " + duration_text(static_cast<double>(walls.back())) + ", in the last bar",
              Anchor::kEnd});
  return picture;
}

}  // namespace stepscope
