// What moving the time cursor and dragging over steps cost in a long run: a step explained with what was made of the
// run once, against looking at all steps again; a range explained; and what is made once. Processor time, medians of
// interleaved repetitions.
//   bench_slow_step [steps] [repetitions]
#include <fmt/core.h>

#include <cstdlib>
#include <vector>

#include "core/analysis/slow_range.h"
#include "tests/benchmarks/processor_time.h"
#include "tests/benchmarks/samples.h"
#include "tests/core/analysis/plain_slow_step.h"
#include "tests/support/random_steps.h"

namespace {

using namespace stepscope;
using bench::median;
using bench::processor_ms;

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  const int repetitions = argc > 2 ? std::atoi(argv[2]) : 9;
  ProfiledRun run;
  run.steps = random_steps(count, 150e3);
  for (std::size_t k = 0; k < count; ++k) {
    StepCounters& counters = run.steps[k].counters;
    counters.agents = 90 + static_cast<std::int64_t>(k * 7 % 40);
    counters.rows = 100 + static_cast<std::int64_t>(k * 13 % 57);
    counters.lead_checks = static_cast<std::int64_t>(k * 31 % 23);
    counters.allocations = 200 + static_cast<std::int64_t>(k * 17 % 101);
  }
  CostModel model;
  const double fitted = processor_ms([&] { model = cost_model_of(run.steps); });
  std::vector<double> made, fast, plain, range, whole;
  for (int i = 0; i < repetitions; ++i) {
    std::optional<Yardstick> yardstick;
    made.push_back(processor_ms([&] { yardstick.emplace(run.steps); }));
    const std::size_t k = count / 2 + static_cast<std::size_t>(i);
    std::size_t rank = 0, plain_rank = 1;
    fast.push_back(processor_ms([&] { rank = explain_step(run.steps, model, *yardstick, k).rank; }));
    plain.push_back(processor_ms([&] { plain_rank = plain_slow_step(run.steps, k).rank; }));
    if (rank != plain_rank) {
      fmt::print("step {}: ranks {} and {} DIFFER\n", k, rank, plain_rank);
      return 1;
    }
    const auto some = static_cast<int>(count / 10), last = static_cast<int>(count) - 2;
    range.push_back(processor_ms([&] { (void)explain_range(run, model, {.first = some, .last = 2 * some}); }));
    whole.push_back(processor_ms([&] { (void)explain_range(run, model, {.first = 1, .last = last}); }));
  }
  fmt::print("{} steps, once: cost model {:.0f} ms, yardstick {:.0f} ms\n", count, fitted, median(made));
  fmt::print("per cursor move: {:.4f} ms, looking at all steps {:.1f} ms, ratio {:.0f}\n", median(fast), median(plain),
             median(plain) / median(fast));
  fmt::print("per drag: a tenth of the run {:.1f} ms, nearly all of it {:.1f} ms\n", median(range), median(whole));
}
