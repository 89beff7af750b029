#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/comparison/step_ribbon.h"
#include "core/report/comparison_charts.h"

namespace stepscope {

namespace {

constexpr double kLeft = 56.0, kRight = 8.0, kTop = 30.0, kPlot = 150.0, kBottom = 40.0;
constexpr std::size_t kMaxColumns = 320;

// Means of neighbouring steps, where there are more of them than columns.
std::vector<RibbonPoint> columns_of(const std::vector<RibbonPoint>& points) {
  if (points.size() <= kMaxColumns) return points;
  std::vector<RibbonPoint> columns(kMaxColumns);
  for (std::size_t c = 0; c < kMaxColumns; ++c) {
    const std::size_t begin = c * points.size() / kMaxColumns, end = (c + 1) * points.size() / kMaxColumns;
    const auto count = static_cast<double>(end - begin);
    columns[c].step = points[begin].step;
    for (std::size_t k = begin; k < end; ++k) {
      columns[c].median += points[k].median / count;
      columns[c].low += points[k].low / count;
      columns[c].high += points[k].high / count;
      columns[c].pairs = std::max(columns[c].pairs, points[k].pairs);
    }
  }
  return columns;
}

// Wide enough for all but a few steps that would make the others flat.
double farthest(const std::vector<RibbonPoint>& points) {
  std::vector<double> reach;
  for (const RibbonPoint& point : points) reach.push_back(std::max(std::abs(point.low), std::abs(point.high)));
  std::ranges::sort(reach);
  return std::max(std::log(1.05), std::min(reach.back(), 1.5 * reach[(reach.size() - 1) * 95 / 100]) * 1.05);
}

}  // namespace

Picture ratio_ribbon(const PairFindings& findings, int scenario) {
  std::vector<RibbonPoint> known;
  int pairs = 0;
  for (const RibbonPoint& point : ribbon_of(findings.pairs, scenario)) {
    if (point.pairs == 0) continue;
    known.push_back(point);
    pairs = std::max(pairs, point.pairs);
  }
  Picture picture{.height = kTop + kPlot + kBottom, .title = "Ratio of B to A step by step", .items = {}};
  if (known.size() < 2) return {.height = 0.0, .title = "fewer than two steps", .items = {}};
  const std::size_t steps = known.back().step + 1;
  const std::vector<RibbonPoint> points = columns_of(known);
  const double far = farthest(points), right = picture.width - kRight, bottom = kTop + kPlot;
  const auto x = [&](std::size_t step) {
    return kLeft +
           (right - kLeft) * static_cast<double>(step) / static_cast<double>(std::max<std::size_t>(steps - 1, 1));
  };
  const auto y = [&](double log) { return kTop + kPlot * (1.0 - std::clamp(log / far, -1.0, 1.0)) / 2.0; };
  const auto label = [&picture](double at, double below, std::string text, Anchor anchor) {
    picture.items.emplace_back(Label{{Ink::Role::kMuted}, at, below, std::move(text), anchor});
  };

  for (const double tick : ratio_ticks(std::exp(far), 7)) {
    const bool same = tick == 1.0;
    picture.items.emplace_back(Line{{same ? Ink::Role::kMuted : Ink::Role::kGrid},
                                    {{kLeft, y(std::log(tick))}, {right, y(std::log(tick))}},
                                    same ? 1.5 : 1.0});
    label(kLeft - 5, y(std::log(tick)) + 4, fmt::format("{:.4g}", tick), Anchor::kEnd);
  }
  Shape band{{Ink::Role::kSecondBand}, {}, "middle half of the pairs"};
  Line median{{Ink::Role::kSecond}, {}, 1.5};
  for (const RibbonPoint& point : points) {
    band.points.push_back({x(point.step), y(point.high)});
    median.points.push_back({x(point.step), y(point.median)});
  }
  for (auto point = points.rbegin(); point != points.rend(); ++point)
    band.points.push_back({x(point->step), y(point->low)});
  if (pairs > 1) picture.items.emplace_back(std::move(band));
  picture.items.emplace_back(std::move(median));
  if (scenario >= 0 && scenario < static_cast<int>(findings.scenarios.size())) {
    const Departure* parted = findings.scenarios[static_cast<std::size_t>(scenario)].outputs.first_beyond();
    if (parted != nullptr && parted->step >= 0 && static_cast<std::size_t>(parted->step) < steps) {
      const double at = x(static_cast<std::size_t>(parted->step));
      const bool late = at > picture.width * 0.6;
      picture.items.emplace_back(Line{{Ink::Role::kLimit}, {{at, kTop}, {at, bottom}}, 1.0, true});
      picture.items.emplace_back(Label{{Ink::Role::kLimit},
                                       late ? at - 4 : at + 4,
                                       kTop + 10,
                                       fmt::format("outputs part at step {}", parted->step),
                                       late ? Anchor::kEnd : Anchor::kStart});
    }
  }
  label(kLeft, 12,
        fmt::format(
            "ratio B / A of a step, logarithmic; {}",
            pairs > 1 ? fmt::format("line: median of {} pairs; band: their middle half", pairs) : "one run of each"),
        Anchor::kStart);
  label(kLeft, bottom + 16, "step 0", Anchor::kStart);
  label(right, bottom + 16, fmt::format("step {}", steps - 1), Anchor::kEnd);
  if (points.size() < known.size())
    label((kLeft + right) / 2, bottom + 16,
          fmt::format("means of about {:.0f} steps",
                      static_cast<double>(known.size()) / static_cast<double>(points.size())),
          Anchor::kMiddle);
  label(right, bottom + 32, "above 1 B takes longer", Anchor::kEnd);
  return picture;
}

}  // namespace stepscope
