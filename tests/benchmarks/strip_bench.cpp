// Whether the step strip stays fluid over long runs: pictures per second while it is panned and zoomed, and what one
// more step costs while a run goes on. Medians and the longest picture.
//   bench_strip [steps]
// Works on any platform plugin; QT_QPA_PLATFORM=offscreen needs no display.
#include <fmt/core.h>

#include <QApplication>
#include <QWheelEvent>
#include <algorithm>
#include <vector>

#include "core/base/clock.h"
#include "tests/support/random_steps.h"
#include "ui/charts/step_strip.h"

namespace {

using namespace stepscope;
using ui::StepStrip;

void fill(StepStrip& strip, std::size_t count) {
  constexpr std::size_t kAtATime = 10'000;
  std::vector<StepTiming> timings;
  for (std::size_t begin = 0; begin < count; begin += kAtATime) {
    timings = random_steps(std::min(kAtATime, count - begin), 150e3, static_cast<unsigned>(begin + 1));
    std::vector<FramePtr> frames;
    for (std::size_t k = 0; k < timings.size(); ++k) {
      auto frame = std::make_shared<StepFrame>();
      frame->step = static_cast<int>(begin + k);
      frame->time = SimTime{100'000 * static_cast<std::int64_t>(begin + k)};
      frame->timing = timings[k];
      frames.push_back(std::move(frame));
    }
    strip.append(frames);
  }
}

void turn_wheel(QWidget& plot, int x, int notches, Qt::KeyboardModifiers modifiers) {
  const QPointF at(x, plot.height() / 2);
  QWheelEvent wheel(at, plot.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                    false);
  QApplication::sendEvent(&plot, &wheel);
}

template <typename Change>
void measure(const char* what, StepStrip& strip, int pictures, const Change& change) {
  const SteadyClock clock;
  std::vector<double> ms;
  for (int i = 0; i < pictures; ++i) {
    const std::int64_t begin = clock.now_ns();
    change(i);
    strip.draw_now();
    QApplication::processEvents();
    ms.push_back(static_cast<double>(clock.now_ns() - begin) * 1e-6);
  }
  std::sort(ms.begin(), ms.end());
  fmt::print("  {:<44} {:6.2f} ms a picture = {:4.0f} per second; longest {:.2f} ms\n", what, ms[ms.size() / 2],
             1000.0 / ms[ms.size() / 2], ms.back());
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  const auto count = static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 1'000'000);
  StepStrip strip;
  strip.resize(1400, 170);
  strip.show();
  strip.begin_run(0, 0.1);
  fill(strip, count);
  strip.draw_now();
  QApplication::processEvents();
  QWidget* plot = strip.childAt(strip.width() / 2, strip.height() / 2);
  fmt::print("{} steps, {} × {} px\n", count, strip.width(), strip.height());
  measure("all in sight, drawn again", strip, 100, [](int) {});
  measure("time cursor moved, all in sight", strip, 100, [&](int i) { strip.set_cursor(i * 17); });
  measure("zoomed in and out about a point", strip, 100,
          [&](int i) { turn_wheel(*plot, 700, i % 50 < 25 ? 1 : -1, Qt::NoModifier); });
  turn_wheel(*plot, 700, 3, Qt::NoModifier);
  measure("panned, half of them in sight", strip, 100,
          [&](int i) { turn_wheel(*plot, 700, i % 50 < 25 ? 1 : -1, Qt::ShiftModifier); });
  turn_wheel(*plot, 700, 20, Qt::NoModifier);
  measure("panned, one in a hundred in sight", strip, 100,
          [&](int i) { turn_wheel(*plot, 700, i % 50 < 25 ? 1 : -1, Qt::ShiftModifier); });
  const SteadyClock clock;
  const std::int64_t begin = clock.now_ns();
  const auto slow = strip.data().next_slow_step(static_cast<int>(count / 2));
  fmt::print("  next slow step ({}) found in {:.2f} ms\n", slow.value_or(-1),
             static_cast<double>(clock.now_ns() - begin) * 1e-6);
  return 0;
}
