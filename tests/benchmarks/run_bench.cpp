// Time per step of whole runs, fast against baseline, the time to score a run, and the time to open a scenario.
//   bench_run [part of a golden run's name] [repetitions] [controller instead of the run's]
// Repetitions of the two profiles are interleaved (A B, B A, …); printed are medians with minimum and maximum.
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <vector>

#include "core/assembly/run_score.h"
#include "core/map/gpkg_reader.h"
#include "tests/benchmarks/samples.h"
#include "tests/reference/golden_run.h"

namespace {

using namespace stepscope;
using bench::Sample;
using Clock = std::chrono::steady_clock;

double us_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

struct RunTimes {
  double step_us{0.0};   // as the probes see it, mean over the steps after the cold first one
  double loop_us{0.0};   // wall time of the whole loop per step, everything included
  double score_ms{0.0};  // all metrics of the run
  std::int64_t allocations{0};
};

RunTimes time_run(const test::LoadedGoldenRun& golden, const EngineProfile& profile) {
  auto run = AssembledRun::assemble(golden.request, profile, golden.scenario);
  if (!run.ok()) {
    fmt::print(stderr, "{}\n", run.error().text());
    std::exit(1);
  }
  RunControl control;
  const auto begin = Clock::now();
  run.value()->run(control);
  RunTimes times;
  const RunTape& tape = run.value()->tape();
  times.loop_us = us_since(begin) / static_cast<double>(tape.size());
  for (std::size_t k = 1; k < tape.size(); ++k) {
    times.step_us += static_cast<double>(tape.frame(k)->timing.wall_ns) * 1e-3 / static_cast<double>(tape.size() - 1);
    times.allocations += tape.frame(k)->timing.counters.allocations;
  }
  const auto score_begin = Clock::now();
  if (!score_run(*run.value())) std::exit(1);
  times.score_ms = us_since(score_begin) * 1e-3;
  return times;
}

void bench_steps(const test::GoldenRun& golden, int repetitions, std::optional<ControllerKind> controller) {
  auto loaded = test::load(golden);
  if (!loaded.ok()) {
    fmt::print(stderr, "{}\n", loaded.error().text());
    return;
  }
  if (controller) loaded.value().request.controller = controller;
  const EngineProfile profiles[] = {EngineProfile::fast(), EngineProfile::baseline()};
  Sample step[2], loop[2], ratio, scoring;
  std::int64_t allocations = 0;
  for (const EngineProfile& profile : profiles) time_run(loaded.value(), profile);  // warm-up
  for (int i = 0; i < repetitions; ++i) {
    double pair[2] = {};
    for (int j = 0; j < 2; ++j) {
      const int p = (i + j) % 2;
      const RunTimes times = time_run(loaded.value(), profiles[p]);
      step[p].add(times.step_us);
      loop[p].add(times.loop_us);
      scoring.add(times.score_ms);
      pair[p] = times.step_us;
      if (p == 0) allocations = times.allocations;
    }
    ratio.add(pair[1] / pair[0]);
  }
  fmt::print(
      "{}\n  fast      {}   loop {}   allocations {}\n  baseline  {}   loop {}\n  baseline / fast {}\n  score     {}\n",
      golden.name, step[0].text("µs/step"), loop[0].text("µs/step"), allocations, step[1].text("µs/step"),
      loop[1].text("µs/step"), ratio.text("×"), scoring.text("ms/run"));
}

void bench_opening(const test::GoldenRun& golden, int repetitions) {
  Sample whole, map_only;
  for (int i = 0; i < repetitions; ++i) {
    const auto begin = Clock::now();
    auto loaded = test::load(golden);
    if (!loaded.ok()) return;
    whole.add(us_since(begin) * 1e-3);
    const auto map_begin = Clock::now();
    auto content = read_map(golden.data_root / "maps", loaded.value().scenario->map_name());
    if (!content.ok() || !RoadMap::build(std::move(content).value()).ok()) return;
    map_only.add(us_since(map_begin) * 1e-3);
  }
  fmt::print("open {}: map + scenario (and reading the golden file) {}   map alone {}\n", golden.name, whole.text("ms"),
             map_only.text("ms"));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string part = argc > 1 ? argv[1] : "";
  const int repetitions = argc > 2 ? std::max(1, std::atoi(argv[2])) : 11;
  std::optional<ControllerKind> controller;
  if (argc > 3) {
    const auto named = controller_from_key(argv[3]);
    if (!named.ok()) {
      fmt::print(stderr, "{}\n", named.error().text());
      return 2;
    }
    controller = named.value();
  }
  for (const test::GoldenRun& golden : test::golden_runs()) {
    if (golden.name.find(part) == std::string::npos) continue;
    bench_opening(golden, repetitions);
    bench_steps(golden, repetitions, controller);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("peak memory {:.0f} MB\n", static_cast<double>(usage.ru_maxrss) / 1024.0);
}
