// What measuring costs: a span, and the probes of a whole step.
//   bench_probe [repetitions]
// Printed are medians with minimum and maximum; a step's spans are those of a fast closed-loop step.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <vector>

#include "core/probe/span.h"
#include "tests/benchmarks/samples.h"

namespace {

using namespace stepscope;
using WallClock = std::chrono::steady_clock;

constexpr int kSpansPerStep = 200;
constexpr int kSteps = 2000;

// What a simulation step opens, as Simulation::step() does.
void spans_of_a_step() {
  {
    const ScopedSpan input(Stage::kInputPreparation);
    { const ScopedSpan span(Stage::kInputTime); }
    { const ScopedSpan span(Stage::kInputHistory); }
    const ScopedSpan span(Stage::kInputLights);
  }
  { const ScopedSpan span(Stage::kPlanner); }
  const ScopedSpan propagation(Stage::kPropagation);
  { const ScopedSpan span(Stage::kPropagationTime); }
  { const ScopedSpan span(Stage::kController); }
  { const ScopedSpan span(Stage::kObservation); }
  const ScopedSpan span(Stage::kHistoryUpdate);
}

// ns per call, `calls` calls at once.
double ns_per(int calls, const std::function<void()>& work) {
  const auto begin = WallClock::now();
  work();
  return std::chrono::duration<double, std::nano>(WallClock::now() - begin).count() / calls;
}

void print(const char* what, const std::vector<double>& values) {
  fmt::print("{:<44} {}\n", what, bench::spread_text(values, "ns", 1));
}

// Self times must add up to the step exactly, whatever the clock says.
bool adds_up(const StepTiming& timing) {
  return std::accumulate(timing.self_ns.begin(), timing.self_ns.end(), std::int64_t{0}) == timing.wall_ns;
}

}  // namespace

int main(int argc, char** argv) {
  const int repetitions = argc > 1 ? std::max(1, std::atoi(argv[1])) : 31;
  const SteadyClock clock;
  StepProbe probe(clock, kSpansPerStep + 1);
  const ManualClock standing;
  StepProbe standing_probe(standing, kSpansPerStep + 1);
  std::vector<double> clock_read, cpu_read, span, bookkeeping, step, idle_step;
  volatile std::int64_t kept = 0;
  bool exact = true;
  for (int i = 0; i < repetitions; ++i) {
    clock_read.push_back(ns_per(kSteps * kSpansPerStep, [&] {
      for (int k = 0; k < kSteps * kSpansPerStep; ++k) kept = clock.now_ns();
    }));
    cpu_read.push_back(ns_per(kSteps, [&] {
      for (int k = 0; k < kSteps; ++k) kept = clock.thread_cpu_ns();
    }));
    const auto spans_with = [&](StepProbe& used) {
      for (int k = 0; k < kSteps; ++k) {
        used.begin_step();
        for (int j = 0; j < kSpansPerStep; ++j) const ScopedSpan one(Stage::kPlanner);
        exact = adds_up(used.end_step()) && exact;
      }
    };
    span.push_back(ns_per(kSteps * kSpansPerStep, [&] { spans_with(probe); }));
    bookkeeping.push_back(ns_per(kSteps * kSpansPerStep, [&] { spans_with(standing_probe); }));
    step.push_back(ns_per(kSteps, [&] {
      for (int k = 0; k < kSteps; ++k) {
        probe.begin_step();
        spans_of_a_step();
        exact = adds_up(probe.end_step()) && exact;
      }
    }));
    idle_step.push_back(ns_per(kSteps, [] {
      for (int k = 0; k < kSteps; ++k) spans_of_a_step();
    }));
  }
  print("reading the clock", clock_read);
  print("reading the thread's processor time", cpu_read);
  print("a span, two clock reads included", span);
  print("a span, its bookkeeping alone", bookkeeping);
  print("the probes of a step (9 spans)", step);
  print("the same without a probe", idle_step);
  fmt::print("self times add up to the step: {}\n", exact ? "exactly" : "NO");
  return exact ? 0 : 1;
}
