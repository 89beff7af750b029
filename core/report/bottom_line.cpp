#include "core/report/bottom_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/report/number_text.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {

constexpr std::size_t kSwitchesNamed = 4;
constexpr double kSlow = 1.25;  // times the median step
constexpr double kBusy = 0.05;  // of the time without the processor: worth a word

std::string misses_text(const RunStatistics& s) {
  if (s.misses_100ms == 0) return fmt::format("none of {} misses it", counted(s.step.count, "step"));
  return fmt::format("{} of {} miss it, {} the limit of 1 s", s.misses_100ms, counted(s.step.count, "step"),
                     s.misses_1s);
}

std::string how_fast(const RunStatistics& s) {
  const bool several = s.step.count > 1;
  std::string text = fmt::format(
      "A step takes {} on average (median {}, p95 {}, longest {}{}), {} of the 100 ms budget of a 10 Hz planner: {}, "
      "and "
      "the run is {}× real time",
      duration_text(s.step.mean), duration_text(s.step.p50), duration_text(s.step.p95),
      duration_text(several ? s.step_without_first.max : s.step.max),
      several ? "; the cold first step " + duration_text(s.first_step_ns) : std::string(),
      percent_text(s.step.mean / kReportBudgetNs), misses_text(s), short_number(s.real_time_factor));
  if (1.0 - s.cpu_share >= kBusy)
    text += fmt::format("; {} of the time passed without the processor, so that the median tells more than the mean",
                        percent_text(1.0 - s.cpu_share));
  return text + ".";
}

std::string switches_text(const RunFindings& f) {
  std::string untried;
  std::size_t count = 0;
  const SlowSwitch* best = nullptr;  // of what was measured for certain
  bool tried = false;
  for (const SlowSwitch& s : f.slow_switches) {
    if (s.untried() && ++count <= kSwitchesNamed) untried += (untried.empty() ? "" : ", ") + s.key + "=" + s.fast_value;
    tried = tried || s.measured();
    if (s.measured() && s.saving->low_ns > 0.0 && (best == nullptr || s.saving->saving_ns > best->saving->saving_ns))
      best = &s;
  }
  if (count > kSwitchesNamed) untried += fmt::format(" and {} more", count - kSwitchesNamed);
  if (best != nullptr)
    return fmt::format("first of all set {}={}, which was measured to save {} per step{}", best->key, best->fast_value,
                       duration_text(best->saving->saving_ns),
                       untried.empty() ? "" : ", and measure the other switches that are not fast (" + untried + ")");
  if (!untried.empty())
    return fmt::format("first of all measure what the switches that are not fast cost here ({})", untried);
  if (f.run().facts.switches.empty()) return "which switches it had was not recorded";
  if (tried) return "no switch that is not fast was measured to save anything";
  return f.slow_switches.empty() ? "all switches are in their fast position"
                                 : "all switches that act on its steps are in their fast position";
}

bool to_measure(const RunFindings& f) {
  return std::ranges::any_of(f.slow_switches, [](const SlowSwitch& s) { return s.untried() || s.measured(); });
}

// "7.42 ms, 2.2 times the median, most of the excess in planner"
std::string size_text(const SlowStep& step) {
  std::string text = duration_text(static_cast<double>(step.wall_ns));
  if (step.median_wall_ns > 0.0)
    text += fmt::format(", {} times the median", short_number(static_cast<double>(step.wall_ns) / step.median_wall_ns));
  if (!step.stages.empty() && step.stages.front().excess_ns() > 0.5 * step.excess_ns())
    text += ", most of the excess in " + row_title(step.stages.front().stage);
  return text;
}

std::string slowest_text(const RunFindings& f) {
  if (!f.slowest || f.statistics.step.count < 2) return {};
  const SlowStep& slowest = *f.slowest;
  if (!clearly_longer(slowest)) return "; no step after the first takes clearly longer than the median";
  if (!slowest.waited())
    return fmt::format("; {} look at step {}, the slowest after the first ({})", to_measure(f) ? "then" : "so",
                       slowest.step, size_text(slowest));

  std::string text = fmt::format("; its slowest step, {}, waited for the processor rather than worked ({} of {})",
                                 slowest.step, duration_text(static_cast<double>(slowest.wall_ns - slowest.cpu_ns)),
                                 duration_text(static_cast<double>(slowest.wall_ns)));
  if (!f.slowest_working || !clearly_longer(*f.slowest_working))
    return text + ", and no other took clearly longer than the median";
  return text + fmt::format(", so look at step {}, the slowest that worked ({})", f.slowest_working->step,
                            size_text(*f.slowest_working));
}

// Means count what steps waited for as their stages' time: what the median step says, where that is another stage.
std::string of_median_text(const RunFindings& f) {
  const RunStatistics& s = f.statistics;
  if (1.0 - s.cpu_share < kBusy || s.stages.empty()) return {};
  const StageRow& row = *std::ranges::max_element(s.stages, {}, [](const StageRow& r) { return r.self.p50; });
  if (row.stage == f.bottlenecks.front().row.stage) return {};
  return fmt::format(", but of the median step {} ({})", row_title(row.stage), duration_text(row.self.p50));
}

}  // namespace

bool clearly_longer(const SlowStep& step) { return static_cast<double>(step.wall_ns) > kSlow * step.median_wall_ns; }

std::vector<std::string> bottom_line_of(const RunFindings& f) {
  std::string where = "No stage takes 1 % of the time";
  if (!f.bottlenecks.empty()) {
    const StageRow& row = f.bottlenecks.front().row;
    where = fmt::format("The largest part is {} with {} of the time ({} per step)", row_title(row.stage),
                        percent_text(row.share), duration_text(row.self.mean)) +
            of_median_text(f);
  }
  return {how_fast(f.statistics), where + "; " + switches_text(f) + slowest_text(f) + "."};
}

}  // namespace stepscope
