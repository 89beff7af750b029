// What comparing costs: everything about a session against the verdict alone, and sign flips by number of pairs.
// Medians.
//   bench_comparison [pairs] [steps] [repetitions]
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "core/base/clock.h"
#include "core/comparison/comparison.h"
#include "tests/support/random_steps.h"
#include "tests/support/simulated_session.h"

namespace {

using namespace stepscope;

template <typename Work>
double median_ms(int repetitions, const Work& work) {
  const SteadyClock clock;
  std::vector<double> times;
  for (int i = 0; i < repetitions; ++i) {
    const std::int64_t begin = clock.now_ns();
    work();
    times.push_back(static_cast<double>(clock.now_ns() - begin) * 1e-6);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

// Twelve stages run in every step.
std::vector<RunPair> pairs_with_stages(int pairs, std::size_t steps) {
  std::vector<RunPair> out(static_cast<std::size_t>(pairs));
  unsigned seed = 1;
  for (RunPair& pair : out) {
    for (MeasuredRun* run : {&pair.a, &pair.b}) {
      run->steps = random_steps(steps, 150e3, seed++);
      for (const StepTiming& step : run->steps) run->loop_ns += step.wall_ns;
    }
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const int pairs = argc > 1 ? std::atoi(argv[1]) : 10;
  const std::size_t steps = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 150;
  const int repetitions = argc > 3 ? std::atoi(argv[3]) : 9;
  const std::vector<RunPair> session = pairs_with_stages(pairs, steps);
  double verdicts = 0.0;  // keeps the work from being left out
  const double all = median_ms(repetitions, [&] { verdicts += compare_runs(session, session).value().answer.total.p; });
  const double verdict = median_ms(repetitions, [&] { verdicts += answer_of(session).total.p; });
  fmt::print("{} pairs of {} steps: everything, with A/A, {:.2f} ms; the verdict alone {:.3f} ms\n", pairs, steps, all,
             verdict);
  for (const int count : {6, 10, 16, 17, 100}) {
    std::vector<WeightedValue> values;
    for (int i = 0; i < count; ++i) values.push_back({.value = 0.01 * i});
    fmt::print("sign flips of {:3} pairs: {:.3f} ms\n", count,
               median_ms(repetitions, [&] { verdicts += SignFlip(values).p(); }));
  }
  return verdicts >= 0.0 ? 0 : 1;
}
