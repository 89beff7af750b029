#include <fmt/format.h>

#include <algorithm>

#include "core/report/chart_axis.h"
#include "core/report/charts.h"
#include "core/report/number_text.h"

namespace stepscope {

namespace {

constexpr double kLeft = 56.0, kRight = 8.0, kTop = 30.0, kPlot = 150.0, kBottom = 24.0;
constexpr std::size_t kMaxColumns = 320;
constexpr double kBudgetNs = 100e6, kLimitNs = 1e9;

// The worst step of each column.
std::vector<std::size_t> worst_of_columns(const std::vector<StepTiming>& steps) {
  const std::size_t columns = std::min(steps.size(), kMaxColumns);
  std::vector<std::size_t> worst(columns);
  for (std::size_t c = 0; c < columns; ++c) {
    const std::size_t begin = c * steps.size() / columns, end = (c + 1) * steps.size() / columns;
    worst[c] = begin;
    for (std::size_t k = begin; k < end; ++k)
      if (steps[k].wall_ns > steps[worst[c]].wall_ns) worst[c] = k;
  }
  return worst;
}

// Tall enough for all but a few bars that would make the others flat.
double axis_end(const std::vector<StepTiming>& steps) {
  std::vector<std::int64_t> walls;
  for (const StepTiming& step : steps) walls.push_back(step.wall_ns);
  const Distribution d = distribution_of(std::move(walls));
  return std::max(1.0, std::min(d.max * 1.05, d.p95 * 2.0));
}

class Strip {
 public:
  explicit Strip(const ProfiledRun& run)
      : steps_(run.steps),
        first_own_(run.first_own_step()),
        columns_(worst_of_columns(run.steps)),
        end_ns_(axis_end(run.steps)) {
    picture_.height = kTop + kPlot + kBottom;
    picture_.title = "Steps stacked by groups of stages";
    width_ = (picture_.width - kLeft - kRight) / static_cast<double>(columns_.size());
  }

  Picture draw() {
    add_axes();
    add_bars();
    add_line(kBudgetNs, Ink::Role::kBudget, "100 ms");
    add_line(kLimitNs, Ink::Role::kLimit, "1 s");
    add_legend();
    add_fork();
    return std::move(picture_);
  }

 private:
  double y(double ns) const { return kTop + kPlot * (1.0 - std::min(ns / end_ns_, 1.0)); }

  void add_axes() {
    const double right = picture_.width - kRight;
    for (const Tick& tick : duration_ticks(end_ns_, 4)) {
      picture_.items.emplace_back(Line{{Ink::Role::kGrid}, {{kLeft, y(tick.value)}, {right, y(tick.value)}}});
      picture_.items.emplace_back(Label{{Ink::Role::kMuted}, kLeft - 5, y(tick.value) + 4, tick.text, Anchor::kEnd});
    }
    const double below = kTop + kPlot + 16;
    picture_.items.emplace_back(Label{{Ink::Role::kMuted}, kLeft, below, "step 0"});
    picture_.items.emplace_back(
        Label{{Ink::Role::kMuted}, right, below, fmt::format("step {}", steps_.size() - 1), Anchor::kEnd});
    if (columns_.size() < steps_.size())
      picture_.items.emplace_back(
          Label{{Ink::Role::kMuted},
                (kLeft + right) / 2,
                below,
                fmt::format("worst of about {:.0f} steps per bar",
                            static_cast<double>(steps_.size()) / static_cast<double>(columns_.size())),
                Anchor::kMiddle});
  }

  void add_bars() {
    std::array<Boxes, kStageGroupCount> groups;
    double labelled = -1e9;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const StepTiming& step = steps_[columns_[c]];
      const GroupTimes times = step.groups();
      const double x = kLeft + width_ * static_cast<double>(c);
      double below = 0.0;
      for (std::size_t g = 0; g < kStageGroupCount; ++g) {
        const double top = below + static_cast<double>(times[g]);
        if (const double height = y(below) - y(top); height > 0.05)
          groups[g].boxes.push_back({x, y(top), std::max(width_ - (width_ > 3.0 ? 0.6 : 0.0), 0.5), height});
        below = top;
      }
      if (static_cast<double>(step.wall_ns) <= end_ns_ || x - labelled < 64.0) continue;
      labelled = x;
      const bool at_end = x > picture_.width - 80.0;
      picture_.items.emplace_back(Label{{Ink::Role::kText},
                                        at_end ? x + width_ : x,
                                        kTop - 3,
                                        "↑ " + duration_text(static_cast<double>(step.wall_ns)),
                                        at_end ? Anchor::kEnd : Anchor::kStart,
                                        10.0});
    }
    for (std::size_t g = 0; g < kStageGroupCount; ++g) {
      if (groups[g].boxes.empty()) continue;
      groups[g].ink = ink_of(static_cast<StageGroup>(g));
      groups[g].tip = std::string(group_title(static_cast<StageGroup>(g)));
      present_.push_back(static_cast<StageGroup>(g));
      picture_.items.emplace_back(std::move(groups[g]));
    }
  }

  void add_line(double ns, Ink::Role role, const char* text) {
    if (ns > end_ns_) return;
    picture_.items.emplace_back(Line{{role}, {{kLeft, y(ns)}, {picture_.width - kRight, y(ns)}}, 1.5, true});
    picture_.items.emplace_back(Label{{role}, picture_.width - kRight, y(ns) - 3, text, Anchor::kEnd});
  }

  // Where the run's own steps begin.
  void add_fork() {
    if (first_own_ == 0 || first_own_ >= steps_.size()) return;
    const double x = kLeft + (picture_.width - kLeft - kRight) * static_cast<double>(first_own_) /
                                 static_cast<double>(steps_.size());
    const bool right = x > picture_.width * 0.7;
    picture_.items.emplace_back(Line{{Ink::Role::kText}, {{x, kTop}, {x, kTop + kPlot}}, 1.5, true});
    picture_.items.emplace_back(Label{{Ink::Role::kText},
                                      right ? x - 4.0 : x + 4.0,
                                      kTop + 10.0,
                                      fmt::format("forked at step {}; before: the other run", first_own_),
                                      right ? Anchor::kEnd : Anchor::kStart,
                                      10.0});
  }

  void add_legend() {
    double x = kLeft;
    for (const StageGroup group : present_) {
      picture_.items.emplace_back(Boxes{ink_of(group), {{x, 4, 9, 9}}, {}});
      picture_.items.emplace_back(
          Label{{Ink::Role::kText}, x + 12, 12.5, std::string(group_title(group)), Anchor::kStart, 10.5});
      x += 22.0 + 6.2 * static_cast<double>(group_title(group).size());
    }
  }

  const std::vector<StepTiming>& steps_;
  std::size_t first_own_;
  std::vector<std::size_t> columns_;
  std::vector<StageGroup> present_;
  double end_ns_, width_{1.0};
  Picture picture_;
};

}  // namespace

Picture step_strip(const ProfiledRun& run) {
  if (run.steps.empty()) return {.height = 0.0, .title = "no steps", .items = {}};
  return Strip(run).draw();
}

}  // namespace stepscope
