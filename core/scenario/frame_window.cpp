#include "core/scenario/frame_window.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/world/history_buffer.h"

namespace stepscope {

namespace {

constexpr double kRowInterval = 0.05;      // s, nominal
constexpr double kLongestHorizon = 1.0e6;  // s; keeps whole numbers in range

SimTime time_of(const TimelineRow& row) { return row.time; }
SimTime time_of(SimTime time) { return time; }

// Row: TimelineRow or SimTime.
template <typename Row>
std::size_t row_at_or_after(std::span<const Row> rows, std::int64_t us) {
  const auto row = std::lower_bound(rows.begin(), rows.end(), us,
                                    [](const Row& r, std::int64_t value) { return time_of(r).us < value; });
  return static_cast<std::size_t>(row - rows.begin());
}

// Truncation toward zero of a double sum, as the reference computes the ends of a window.
std::int64_t moved_by(std::int64_t us, double seconds) {
  return static_cast<std::int64_t>(static_cast<double>(us) + seconds * 1e6);
}

}  // namespace

std::size_t sample_step(double horizon_s, int n) {
  if (n <= 0 || !(horizon_s >= 0.0)) return 0;
  const auto intervals = static_cast<std::size_t>(std::min(horizon_s, kLongestHorizon) / kRowInterval) + 1;
  return intervals / static_cast<std::size_t>(n);
}

namespace {

template <typename Row>
double history_of(const FrameWindow& window, std::span<const Row> rows) {
  if (window.past_count == 0) return 0.0;
  return seconds_between(time_of(rows[window.oldest()]), time_of(rows[window.first]));
}

template <typename Row>
FrameWindow cut(std::span<const Row> rows, SimTime anchor, const ScenarioExtraction& extraction) {
  const std::int64_t start = moved_by(anchor.us, extraction.offset_s);
  const std::int64_t end = moved_by(start, extraction.duration_s);
  FrameWindow window;
  window.first = row_at_or_after(rows, start);
  const std::size_t behind = row_at_or_after(rows, end + 1);
  window.step = static_cast<std::size_t>(1.0 / extraction.subsample);
  if (behind <= window.first) return window;
  window.iterations = (behind - window.first - 1) / window.step + 1;

  const double interval = extraction.interval_s();
  const std::size_t wanted = HistoryBuffer::reference_capacity(interval);
  window.past_step = sample_step(static_cast<double>(wanted) * interval, static_cast<int>(wanted));
  window.past_count = std::min(wanted, window.first / window.past_step);
  return window;
}

template <typename Row>
std::string problem_of(const FrameWindow& window, std::span<const Row> rows, SimTime anchor,
                       const ScenarioExtraction& extraction) {
  if (window.iterations == 0) {
    return fmt::format(
        "no frame from {:.2f} s to {:.2f} s around the scenario's moment: the log covers {:.2f} s to {:.2f} s",
        extraction.offset_s, extraction.offset_s + extraction.duration_s,
        seconds_between(anchor, time_of(rows.front())), seconds_between(anchor, time_of(rows.back())));
  }
  if (window.iterations < 2) {
    return fmt::format(
        "only one frame: the log ends {:.2f} s after it; a run needs at least two frames, {:.2f} s apart",
        seconds_between(time_of(rows[window.first]), time_of(rows.back())), extraction.interval_s());
  }
  if (window.past_count == 0) {
    const double before = seconds_between(time_of(rows.front()), anchor);
    return fmt::format(
        "no history: {:.2f} s of log are needed before the first frame, and there are {:.2f} s; the log begins {:.2f} "
        "s "
        "before the scenario's moment, so that the offset must be at least {:.1f} s",
        extraction.interval_s(), seconds_between(time_of(rows.front()), time_of(rows[window.first])), before,
        std::ceil((extraction.interval_s() - before) * 10.0) / 10.0 + 0.0);
  }
  return {};
}

}  // namespace

double FrameWindow::history_s(std::span<const TimelineRow> rows) const { return history_of(*this, rows); }
double FrameWindow::history_s(std::span<const SimTime> times) const { return history_of(*this, times); }

FrameWindow cut_window(std::span<const TimelineRow> rows, SimTime anchor, const ScenarioExtraction& extraction) {
  return cut(rows, anchor, extraction);
}
FrameWindow cut_window(std::span<const SimTime> times, SimTime anchor, const ScenarioExtraction& extraction) {
  return cut(times, anchor, extraction);
}

std::string window_problem(const FrameWindow& window, std::span<const TimelineRow> rows, SimTime anchor,
                           const ScenarioExtraction& extraction) {
  return problem_of(window, rows, anchor, extraction);
}
std::string window_problem(const FrameWindow& window, std::span<const SimTime> times, SimTime anchor,
                           const ScenarioExtraction& extraction) {
  return problem_of(window, times, anchor, extraction);
}

}  // namespace stepscope
