#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/analysis/histogram.h"
#include "core/comparison/step_window.h"
#include "core/report/comparison_charts.h"
#include "core/report/number_text.h"

namespace stepscope {

namespace {

constexpr double kLeft = 46.0, kRight = 12.0, kTop = 76.0, kPlot = 130.0, kBottom = 40.0;
constexpr std::size_t kBins = 40, kNameLength = 40;

std::string shortened(const std::string& name) {
  if (name.size() <= kNameLength) return name;
  std::size_t end = kNameLength;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;  // no half character
  return name.substr(0, end) + "…";
}

std::vector<std::int64_t> walls(const PairFindings& findings, MeasuredRun RunPair::*way) {
  std::vector<std::int64_t> out;
  for (const RunPair& pair : findings.pairs)
    for (const StepTiming& step : warm_steps(pair.*way, {}))
      if (step.wall_ns > 0) out.push_back(step.wall_ns);
  return out;
}

class Distributions {
 public:
  Distributions(const PairFindings& findings, std::vector<std::int64_t> a, std::vector<std::int64_t> b)
      : findings_(findings) {
    std::vector<std::int64_t> all = a;
    all.insert(all.end(), b.begin(), b.end());
    edges_ = histogram_of(all, BinScale::kLogarithmic, kBins).edges_ns;  // the same for both
    shares_a_ = shares(a);
    shares_b_ = shares(b);
    for (const auto* counted : {&shares_a_, &shares_b_}) tallest_ = std::max(tallest_, std::ranges::max(*counted));
    picture_.height = kTop + kPlot + kBottom;
    picture_.title = "How long the steps of A and B are";
  }

  Picture draw() {
    add_axes();
    add_way(shares_a_, Ink::Role::kFirst, "A  " + shortened(findings_.names.a), &TailComparison::a_ns, 12.0);
    add_way(shares_b_, Ink::Role::kSecond, "B  " + shortened(findings_.names.b), &TailComparison::b_ns, 44.0);
    return std::move(picture_);
  }

 private:
  std::vector<double> shares(const std::vector<std::int64_t>& values) const {
    std::vector<double> out(edges_.size() - 1, 0.0);
    for (const std::int64_t value : values) {
      const auto edge = std::ranges::upper_bound(edges_, static_cast<double>(value));
      const auto bin = static_cast<std::size_t>(std::max<std::ptrdiff_t>(edge - edges_.begin() - 1, 0));
      out[std::min(bin, out.size() - 1)] += 1.0 / static_cast<double>(values.size());
    }
    return out;
  }

  double right() const { return picture_.width - kRight; }
  double x(double ns) const {
    const double first = std::log(edges_.front()), last = std::log(edges_.back());
    return kLeft + (right() - kLeft) * std::clamp((std::log(ns) - first) / (last - first), 0.0, 1.0);
  }
  double y(double share) const { return kTop + kPlot * (1.0 - share / tallest_); }

  void add_axes() {
    for (const double part : {0.0, 0.5, 1.0}) {
      const double at = y(part * tallest_);
      picture_.items.emplace_back(Line{{Ink::Role::kGrid}, {{kLeft, at}, {right(), at}}});
      picture_.items.emplace_back(Label{
          {Ink::Role::kMuted}, kLeft - 5, at + 4, fmt::format("{:.3g} %", 100.0 * part * tallest_), Anchor::kEnd});
    }
    const double below = kTop + kPlot + 16;
    double previous = -1e9;
    const double first = std::floor(std::log10(edges_.front()));
    for (double decade = std::pow(10.0, first); decade <= edges_.back(); decade *= 10.0)
      for (const double factor : {1.0, 2.0, 5.0}) {
        const double tick = decade * factor;
        if (tick < edges_.front() || tick > edges_.back() || x(tick) - previous < 56.0) continue;
        previous = x(tick);
        picture_.items.emplace_back(Line{{Ink::Role::kGrid}, {{previous, kTop + kPlot}, {previous, kTop + kPlot + 4}}});
        picture_.items.emplace_back(Label{{Ink::Role::kMuted}, previous, below, duration_text(tick), Anchor::kMiddle});
      }
    picture_.items.emplace_back(Label{{Ink::Role::kMuted},
                                      right(),
                                      below + 16,
                                      "time of a warm step, logarithmic; height: share of the steps",
                                      Anchor::kEnd});
  }

  // Its stairs, its name, and above the plot where its quantiles are.
  void add_way(const std::vector<double>& counted, Ink::Role role, std::string name, double TailComparison::*ns,
               double row) {
    Line stairs{{role}, {{x(edges_.front()), y(0.0)}}, 1.5};
    for (std::size_t bin = 0; bin < counted.size(); ++bin) {
      stairs.points.push_back({x(edges_[bin]), y(counted[bin])});
      stairs.points.push_back({x(edges_[bin + 1]), y(counted[bin])});
    }
    stairs.points.push_back({x(edges_.back()), y(0.0)});
    picture_.items.emplace_back(std::move(stairs));
    picture_.items.emplace_back(Boxes{{role}, {{kLeft, row - 9, 9, 9}}, {}});
    picture_.items.emplace_back(Label{{Ink::Role::kText}, kLeft + 14, row, std::move(name)});
    double previous = -1e9;
    for (const TailComparison& tail : findings_.comparison.tails) {
      const double value = tail.*ns;
      if (tail.q >= 1.0 || value <= 0.0) continue;
      const double at = x(value);
      picture_.items.emplace_back(Line{{role}, {{at, row + 18}, {at, row + 24}}, 1.5});
      if (at - previous < 26.0) continue;
      previous = at;
      picture_.items.emplace_back(
          Label{{role}, at, row + 15, fmt::format("p{:.0f}", 100.0 * tail.q), Anchor::kMiddle, 10.0});
    }
  }

  const PairFindings& findings_;
  std::vector<double> edges_, shares_a_, shares_b_;
  double tallest_{0.0};
  Picture picture_;
};

}  // namespace

Picture step_distributions(const PairFindings& findings) {
  auto a = walls(findings, &RunPair::a), b = walls(findings, &RunPair::b);
  if (a.empty() || b.empty()) return {.height = 0.0, .title = "no warm steps", .items = {}};
  return Distributions(findings, std::move(a), std::move(b)).draw();
}

}  // namespace stepscope
