// What the figures of long runs cost: statistics against the plain way that sorts every column, interleaved in one
// run, and the histogram of a column. Processor time, medians.
//   bench_analysis [steps] [repetitions]
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "core/analysis/histogram.h"
#include "core/analysis/timing_columns.h"
#include "tests/benchmarks/processor_time.h"
#include "tests/benchmarks/samples.h"
#include "tests/core/analysis/plain_statistics.h"
#include "tests/support/random_steps.h"

namespace {

using namespace stepscope;
using bench::median;
using bench::processor_ms;

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  const int repetitions = argc > 2 ? std::atoi(argv[2]) : 9;
  const std::vector<StepTiming> steps = random_steps(count, 150e3);
  std::vector<double> plain, fast, linear, logarithmic;
  bool equal = true;
  for (int i = 0; i < repetitions; ++i) {
    RunStatistics a, b;
    plain.push_back(processor_ms([&] { a = plain_statistics(steps); }));
    fast.push_back(processor_ms([&] { b = statistics_of(steps, 0.1); }));
    equal = equal && a.stages == b.stages && a.step == b.step;
    const std::vector<std::int64_t> walls = walls_of(steps);
    linear.push_back(processor_ms([&] { histogram_of(walls, BinScale::kLinear); }));
    logarithmic.push_back(processor_ms([&] { histogram_of(walls, BinScale::kLogarithmic); }));
  }
  fmt::print("{} steps: statistics {:.1f} ms, every column sorted {:.1f} ms, ratio {:.1f}, figures {}\n", count,
             median(fast), median(plain), median(plain) / median(fast), equal ? "equal" : "DIFFERENT");
  fmt::print("histogram: linear {:.2f} ms, logarithmic {:.2f} ms\n", median(linear), median(logarithmic));
  return equal ? 0 : 1;
}
