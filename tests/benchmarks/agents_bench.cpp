// How the time of a step grows with the number of objects around the ego: 50, 200, 800, 3200.
//   bench_agents [golden run's name] [repetitions]
// Closed loop with LQR. The numbers of objects are interleaved; printed are medians of the processor time per step, and
// beside each the growth over 50 objects as a multiple of what n·log n would grow by: about 1 or less is what is
// wanted.
#include <fmt/core.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>
#include <vector>

#include "core/control/banded_profile_fit.h"
#include "core/control/lqr_tracker.h"
#include "core/control/two_stage_controller.h"
#include "core/observation/recorded_tracks.h"
#include "core/planning/planner_list.h"
#include "core/simulation/ring_history.h"
#include "core/simulation/simulation.h"
#include "tests/benchmarks/crowded_log.h"
#include "tests/benchmarks/samples.h"
#include "tests/reference/golden_run.h"

namespace {

using namespace stepscope;
using bench::median;

constexpr std::size_t kCounts[] = {50, 200, 800, 3200};
constexpr double kSpread = 40.0;  // m, as far as IDMPlanner sees

// What surrounds the ego, and who drives.
struct Setting {
  const char* planner;
  const char* surroundings;
  std::function<std::unique_ptr<Observation>(RecordedLog&, const Scenario&)> observe;
};

std::unique_ptr<Observation> recorded(RecordedLog& log, const Scenario&) {
  return std::make_unique<RecordedTracks>(log);
}

const Setting kSettings[] = {
    {"simple", "recorded tracks", recorded},
    {"idm", "recorded tracks", recorded},
};

[[noreturn]] void fail(const Error& error) {
  fmt::print(stderr, "{}\n", error.text());
  std::exit(1);
}

double processor_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

// Mean over the steps, µs.
double time_run(const Setting& setting, const Scenario& scenario, RecordedLog& log) {
  const auto planner = find_planner(setting.planner)->make({}, {});
  if (!planner.ok()) fail(planner.error());
  TwoStageController controller(log, std::make_unique<LqrTracker>(std::make_unique<BandedProfileFit>()));
  const auto observation = setting.observe(log, scenario);
  const auto tape = RunTape::create(static_cast<std::size_t>(scenario.iterations() - 1), 64, nullptr);
  RingHistory history(HistoryBuffer::reference_capacity(scenario.extraction().interval_s()));
  ViewHandover handover;
  SteadyClock clock;
  Simulation simulation({.scenario = scenario,
                         .map = scenario.map(),
                         .log = log,
                         .controller = controller,
                         .observation = *observation,
                         .planner = *planner.value(),
                         .history = history,
                         .handover = handover},
                        tape, clock);
  RunControl control;
  const double begin = processor_us();
  const RunOutcome outcome = simulation.run(control, nullptr);
  const double us = processor_us() - begin;
  if (outcome.status != RunStatus::kReachedEnd) fail(outcome.error);
  return us / static_cast<double>(tape->size());
}

void print_growth(const Setting& setting, const Scenario& scenario, int repetitions) {
  std::vector<std::unique_ptr<CrowdedLog>> logs;
  for (const std::size_t count : kCounts) logs.push_back(std::make_unique<CrowdedLog>(scenario, count, kSpread));
  std::vector<std::vector<double>> times(logs.size());
  for (int i = -1; i < repetitions; ++i)
    for (std::size_t j = 0; j < logs.size(); ++j) {
      const double us = time_run(setting, scenario, *logs[j]);
      if (i >= 0) times[j].push_back(us);
    }
  fmt::print("{}, {}\n", setting.planner, setting.surroundings);
  const double base = median(times[0]), n0 = static_cast<double>(kCounts[0]);
  for (std::size_t j = 0; j < logs.size(); ++j) {
    const double us = median(times[j]), n = static_cast<double>(kCounts[j]);
    const double n_log_n = n * std::log(n) / (n0 * std::log(n0));
    fmt::print("  {:5} objects {:10.2f} µs/step   {:7.2f} × of 50, {:5.2f} of n·log n\n", kCounts[j], us, us / base,
               us / base / n_log_n);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string name = argc > 1 ? argv[1] : "synthetic-mini-01__8__idm__closed_loop_nonreactive";
  const int repetitions = argc > 2 ? std::max(1, std::atoi(argv[2])) : 5;
  for (const test::GoldenRun& golden : test::golden_runs()) {
    if (golden.name != name) continue;
    const auto loaded = test::load(golden);
    if (!loaded.ok()) fail(loaded.error());
    for (const Setting& setting : kSettings) print_growth(setting, *loaded.value().scenario, repetitions);
    return 0;
  }
  fmt::print(stderr, "there is no golden run {}\n", name);
  return 1;
}
