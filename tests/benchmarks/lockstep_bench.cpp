// Whether two live scenes stay fluid: planners run side by side in the window, each run several times, and how often
// both scenes were painted meanwhile. On a machine with other work, wall time says how busy the others are: the
// processor time of a picture tells what an idle one can do.
//   bench_lockstep DATA_ROOT SCENARIO_TOKEN [planners] [runs]      planners: idm,pdm-closed
// Works on any platform plugin; QT_QPA_PLATFORM=offscreen needs no display.
#include <fmt/core.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QTimer>
#include <algorithm>
#include <functional>
#include <vector>

#include "core/base/clock.h"
#include "tests/benchmarks/event_loop.h"
#include "tests/benchmarks/samples.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/scene_grid.h"
#include "ui/window/compare_room.h"
#include "ui/window/main_window.h"

namespace {

using namespace stepscope;
using bench::Heartbeat;
using bench::median;
using bench::wait_until;
using ui::Phase;

// Counts the paints of a scene and the longest time between two of them.
class PaintCounter : public QObject {
 public:
  explicit PaintCounter(ui::SceneView& scene) {
    scene.installEventFilter(this);
    since_.start();
  }
  void restart() {
    paints_ = 0;
    longest_ms_ = 0.0;
    since_.restart();
  }
  int paints() const { return paints_; }
  double longest_ms() const { return longest_ms_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::Paint) {
      ++paints_;
      longest_ms_ = std::max(longest_ms_, static_cast<double>(since_.nsecsElapsed()) * 1e-6);
      since_.restart();
    }
    return QObject::eventFilter(watched, event);
  }

 private:
  QElapsedTimer since_;
  int paints_{0};
  double longest_ms_{0.0};
};

;

// Paints per second of each scene, while both runs went on, at a speed; 0 = as fast as it goes.
void measure(ui::MainWindow& window, double speed, int runs) {
  window.workbench().set_speed(speed);
  std::vector<double> rates, longest, gaps, seconds, processor;
  const SteadyClock clock;
  Heartbeat heartbeat;
  std::vector<std::unique_ptr<PaintCounter>> counters;
  for (int i = -1; i < runs; ++i) {  // the first makes the scenes and draws the maps
    window.compare().run_side_by_side();
    if (i < 0) {
      for (std::size_t run = 0; run < kMostInLockstep; ++run)
        if (auto* scene = window.parts().scenes->scene(run)) counters.push_back(std::make_unique<PaintCounter>(*scene));
    }
    wait_until([&window] { return window.workbench().view().size() > 0; });
    for (const auto& counter : counters) counter->restart();
    heartbeat.restart();
    QElapsedTimer timer;
    timer.start();
    const std::int64_t cpu_ns = clock.thread_cpu_ns();
    wait_until([&window] { return window.workbench().phase() == Phase::kFinished; });
    const double took_s = static_cast<double>(timer.nsecsElapsed()) * 1e-9;
    const double busy_ms = static_cast<double>(clock.thread_cpu_ns() - cpu_ns) * 1e-6;
    if (i < 0) continue;
    double slowest = 1e9, gap = 0.0;
    for (const auto& counter : counters) {
      slowest = std::min(slowest, counter->paints() / took_s);
      gap = std::max(gap, counter->longest_ms());
    }
    processor.push_back(busy_ms / std::max(1.0, slowest * took_s));
    rates.push_back(slowest);
    longest.push_back(gap);
    gaps.push_back(heartbeat.longest_ms());
    seconds.push_back(took_s);
  }
  std::ranges::sort(rates);
  fmt::print(
      "speed {:<4} {} scenes   paints/s of the slower scene: median {:.1f}, least {:.1f}   longest between two paints: "
      "median {:.0f} ms   longest gap of the window: median {:.0f} ms, worst {:.0f} ms   "
      "processor time of the GUI thread per picture of all: {:.1f} ms   a run took {:.2f} s, n {}\n",
      speed > 0.0 ? fmt::format("×{}", speed) : "max", counters.size(), rates[rates.size() / 2], rates.front(),
      median(longest), median(gaps), *std::ranges::max_element(gaps), median(processor), median(seconds), runs);
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  const QStringList arguments = app.arguments();
  if (arguments.size() < 3) {
    fmt::print(stderr, "usage: bench_lockstep DATA_ROOT SCENARIO_TOKEN [planners] [runs]\n");
    return 2;
  }
  const QStringList planners =
      (arguments.size() > 3 ? arguments[3] : QStringLiteral("idm,pdm-closed")).split(QLatin1Char(','));
  const int runs = arguments.size() > 4 ? arguments[4].toInt() : 5;
  ui::StartOptions options;
  options.width = 1440;
  options.height = 900;
  options.store = std::filesystem::path();
  ui::MainWindow window(options);
  window.show();
  if (const auto token = Token::from_hex(arguments[2].toStdString())) window.workbench().prefer(*token);
  window.open(arguments[1].toStdString());
  wait_until([&window] { return window.workbench().phase() == Phase::kReady; });
  window.bring_forward(window.parts().compare);
  ui::RunSetup setup = window.workbench().setup();
  setup.request.challenge = Challenge::kClosedLoopReactiveAgents;
  setup.request.planner = planners.front().toStdString();
  window.workbench().set_setup(setup);
  std::vector<ui::RunAsked> others;
  for (const QString& planner : planners.mid(1)) {
    others.push_back(setup);
    others.back().request.planner = planner.toStdString();
  }
  window.compare().choose_live(others);
  for (const double speed : {0.0, 10.0, 5.0}) measure(window, speed, runs);
  return 0;
}
