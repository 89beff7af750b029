#include "core/ablation/waterfall_chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/ablation/ablation_text.h"
#include "core/report/chart_axis.h"

namespace stepscope {

namespace {

constexpr double kLeft = 214.0, kRight = 92.0, kTop = 22.0, kRow = 22.0, kBar = 14.0, kBottom = 30.0;

std::string label_of(const AblatedSwitch& what) {
  return what.number > 0 ? fmt::format("{} {}", what.number, what.title) : what.title;
}

std::optional<Interval> level_interval(double baseline_ns, const Saving& saving) {
  if (!saving.interval) return std::nullopt;
  return Interval{baseline_ns - saving.interval->high, baseline_ns - saving.interval->low};
}

class Chart {
 public:
  explicit Chart(const AblationResult& result) : bars_(waterfall_of(result)), unit_(unit_of(result)) {
    for (const WaterfallBar& bar : bars_) {
      end_ns_ = std::max({end_ns_, bar.from_ns, bar.to_ns});
      if (bar.interval) end_ns_ = std::max(end_ns_, bar.interval->high);
    }
    end_ns_ *= 1.02;
    picture_.height = kTop + kRow * static_cast<double>(bars_.size()) + kBottom;
    picture_.title = "Time per step from baseline to fast, one optimisation after another";
  }

  Picture drawn() && {
    if (bars_.empty()) return {.height = 0.0, .title = "nothing was measured yet", .items = {}};
    add_axis();
    for (std::size_t i = 0; i < bars_.size(); ++i) add_bar(bars_[i], kTop + kRow * static_cast<double>(i));
    return std::move(picture_);
  }

 private:
  double x(double ns) const { return kLeft + (picture_.width - kLeft - kRight) * std::clamp(ns / end_ns_, 0.0, 1.0); }

  void add_axis() {
    const double bottom = picture_.height - kBottom;
    for (const Tick& tick : duration_ticks(end_ns_, 6)) {
      picture_.items.emplace_back(Line{{Ink::Role::kGrid}, {{x(tick.value), kTop}, {x(tick.value), bottom}}});
      picture_.items.emplace_back(Label{{Ink::Role::kMuted}, x(tick.value), bottom + 16, tick.text, Anchor::kMiddle});
    }
    picture_.items.emplace_back(
        Label{{Ink::Role::kMuted}, kLeft, 12, "time per step; whiskers: 95 % interval of the level reached"});
  }

  void add_bar(const WaterfallBar& bar, double top) {
    const double middle = top + kRow / 2;
    picture_.items.emplace_back(Label{
        {bar.why_not.empty() ? Ink::Role::kText : Ink::Role::kMuted}, kLeft - 8, middle + 4, bar.label, Anchor::kEnd});
    if (!bar.why_not.empty()) {
      picture_.items.emplace_back(
          Label{{Ink::Role::kMuted}, kLeft + 4, middle + 4, "not measured: " + bar.why_not, Anchor::kStart, 10.0});
      return;
    }
    const double low = std::min(bar.from_ns, bar.to_ns), high = std::max(bar.from_ns, bar.to_ns);
    const std::string change = bar.total ? unit_.ms(bar.to_ns) + " ms" : unit_.ms(bar.to_ns - bar.from_ns) + " ms";
    picture_.items.emplace_back(Boxes{
        ink_of(bar), {{x(low), middle - kBar / 2, std::max(x(high) - x(low), 1.0), kBar}}, bar.label + ": " + change});
    double right = x(high);
    if (bar.interval) {
      const Ink ink{Ink::Role::kCurve};
      const double a = x(bar.interval->low), b = x(bar.interval->high);
      picture_.items.emplace_back(Line{ink, {{a, middle}, {b, middle}}});
      picture_.items.emplace_back(Line{ink, {{a, middle - 4}, {a, middle + 4}}});
      picture_.items.emplace_back(Line{ink, {{b, middle - 4}, {b, middle + 4}}});
      right = std::max(right, b);
    }
    picture_.items.emplace_back(
        Label{{Ink::Role::kText}, right + 6, middle + 4, change + (bar.is_void ? ", void" : "")});
  }

  static Ink ink_of(const WaterfallBar& bar) {
    if (bar.total) return {Ink::Role::kVehicle};
    if (bar.is_void) return {Ink::Role::kPanel};
    return bar.to_ns <= bar.from_ns ? Ink{Ink::Role::kGroup, StageGroup::kPropagation} : Ink{Ink::Role::kBudget};
  }

  std::vector<WaterfallBar> bars_;
  StepUnit unit_;
  double end_ns_{1.0};
  Picture picture_;
};

}  // namespace

std::vector<WaterfallBar> waterfall_of(const AblationResult& result) {
  std::vector<WaterfallBar> bars;
  if (!result.joint.effect) return bars;
  const MeasuredEffect& joint = *result.joint.effect;
  const double baseline_ns = joint.without_ns, fast_ns = baseline_ns - joint.saving.ns;
  bars.push_back({.label = "baseline", .to_ns = baseline_ns, .total = true});
  double level = baseline_ns;
  for (const AblationRow& row : result.rows) {
    WaterfallBar bar{.label = label_of(row.what), .from_ns = level, .to_ns = level};
    if (row.cumulative.effect) {
      const MeasuredEffect& effect = *row.cumulative.effect;
      bar.to_ns = baseline_ns - effect.saving.ns;
      bar.interval = level_interval(baseline_ns, effect.saving);
      bar.is_void = effect.is_void();
      level = bar.to_ns;
    } else {
      bar.why_not = row.cumulative.why_not;
    }
    bars.push_back(std::move(bar));
  }
  bars.push_back({.label = "what else differs in fast", .from_ns = level, .to_ns = fast_ns});
  bars.push_back({.label = "fast",
                  .to_ns = fast_ns,
                  .interval = level_interval(baseline_ns, joint.saving),
                  .total = true,
                  .is_void = joint.is_void()});
  return bars;
}

Picture waterfall_chart(const AblationResult& result) { return Chart(result).drawn(); }

}  // namespace stepscope
