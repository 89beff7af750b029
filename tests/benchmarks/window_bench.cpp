// What a window costs the simulation, and whether the window stays fluid: runs of one scenario headless and in the
// window at full speed, interleaved (A B, B A, …).
//   bench_window DATA_ROOT SCENARIO_TOKEN [pairs]
// Works on any platform plugin; QT_QPA_PLATFORM=offscreen needs no display.
#include <fmt/core.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <functional>
#include <thread>
#include <vector>

#include "core/record/span_store.h"
#include "tests/benchmarks/event_loop.h"
#include "tests/benchmarks/samples.h"
#include "ui/window/main_window.h"

namespace {

using namespace stepscope;
using bench::Heartbeat;
using bench::median;
using bench::wait_until;
using ui::Phase;

// Mean wall time of the steps after the cold first one, µs.
double mean_step_us(std::span<const StepTiming> steps) {
  double sum = 0.0;
  for (const StepTiming& step : steps.subspan(1)) sum += static_cast<double>(step.wall_ns) * 1e-3;
  return sum / static_cast<double>(steps.size() - 1);
}

;

double headless(const RunRequest& request, const EngineProfile& profile, const ScenarioPtr& scenario) {
  double mean = 0.0;
  std::thread([&] {
    auto run = AssembledRun::assemble(request, profile, scenario);
    RunControl control;
    SpanStore spans(static_cast<std::size_t>(run.value()->step_count()));
    run.value()->run(control, &spans);
    std::vector<StepTiming> steps;
    for (std::size_t k = 0; k < run.value()->tape().size(); ++k) steps.push_back(run.value()->tape().frame(k)->timing);
    mean = mean_step_us(steps);
  }).join();
  return mean;
}

struct InWindow {
  double step_us{0.0};
  double gui_share{0.0};  // processor time of the GUI thread / wall time, while the run went on
};

InWindow in_window(ui::MainWindow& window) {
  const SteadyClock clock;
  const std::int64_t wall = clock.now_ns(), cpu = clock.thread_cpu_ns();
  window.workbench().run();
  wait_until([&window] { return window.workbench().phase() == Phase::kFinished; });
  return {.step_us = mean_step_us(window.workbench().view().timings()),
          .gui_share = static_cast<double>(clock.thread_cpu_ns() - cpu) / static_cast<double>(clock.now_ns() - wall)};
}

void compare(ui::MainWindow& window, Heartbeat& heartbeat, const EngineProfile& profile, Challenge challenge,
             int pairs) {
  ui::RunSetup setup = window.workbench().setup();
  setup.request.planner = "simple";
  setup.request.challenge = challenge;
  setup.profile = profile;
  window.workbench().set_setup(setup);
  std::vector<double> alone, attached, ratios, gaps, shares;
  in_window(window);
  for (int i = 0; i < pairs; ++i) {
    double a = 0.0, b = 0.0;
    for (int j = 0; j < 2; ++j) {
      if ((i + j) % 2 == 0) {
        a = headless(setup.request, profile, window.workbench().scenario());
      } else {
        QCoreApplication::processEvents();
        heartbeat.restart();
        const InWindow measured = in_window(window);
        b = measured.step_us;
        shares.push_back(measured.gui_share);
        gaps.push_back(heartbeat.longest_ms());
      }
    }
    alone.push_back(a);
    attached.push_back(b);
    ratios.push_back(b / a);
  }
  std::sort(ratios.begin(), ratios.end());
  fmt::print(
      "{:<8} {:<32} headless {:9.2f} µs/step   window {:9.2f} µs/step   window/headless {:.3f} ({:.3f} … {:.3f})   "
      "longest gap of the window {:.1f} ms, median {:.1f} ms   GUI thread busy {:.0f} %\n",
      profile.name, challenge_key(challenge), median(alone), median(attached), median(ratios), ratios.front(),
      ratios.back(), *std::max_element(gaps.begin(), gaps.end()), median(gaps), 100.0 * median(shares));
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  const QStringList arguments = app.arguments();
  if (arguments.size() < 3) {
    fmt::print(stderr, "usage: bench_window DATA_ROOT SCENARIO_TOKEN [pairs]\n");
    return 2;
  }
  ui::StartOptions options;
  options.speed = 0.0;
  options.width = 1440;
  options.height = 900;
  ui::MainWindow window(options);
  window.show();
  const auto token = Token::from_hex(arguments[2].toStdString());
  if (token) window.workbench().prefer(*token);
  window.open(arguments[1].toStdString());
  wait_until([&window] { return window.workbench().phase() == Phase::kReady; });
  Heartbeat heartbeat;
  const int pairs = arguments.size() > 3 ? arguments[3].toInt() : 20;
  for (const Challenge challenge : {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents})
    for (const EngineProfile& profile : {EngineProfile::fast(), EngineProfile::baseline()})
      compare(window, heartbeat, profile, challenge, pairs);
  return 0;
}
