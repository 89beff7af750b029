// Time to judge one scenario by all closed-loop metrics, and how it grows with the number of objects.
//   bench_metrics [part of a golden history's name] [repetitions]
// Histories are interleaved; printed are medians of processor time with minimum and maximum.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "core/base/random.h"
#include "core/metrics/closed_loop_metrics.h"
#include "tests/benchmarks/samples.h"
#include "tests/core/metrics/golden_metrics.h"

namespace {

using namespace stepscope;
// Time of this thread on a processor: judging waits for nothing, and other programs do not count.
double thread_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double judge_ms(const MetricInput& input) {
  const double begin = thread_ms();
  const std::vector<Metric> metrics = closed_loop_metrics(input);
  const double ms = thread_ms() - begin;
  return metrics.empty() ? 0.0 : ms;
}

std::string text(const std::vector<double>& ms) { return bench::spread_text(ms, "ms", 3); }

// The history with exactly `count` objects per sample: the log's objects, and copies of them moved by up to 100 m.
struct Crowd {
  std::vector<std::vector<TrackedObject>> objects;
  std::vector<MetricSample> samples;

  Crowd(const test::LoadedGoldenMetrics& history, std::size_t count) : objects(history.samples.size()) {
    for (std::size_t k = 0; k < objects.size(); ++k) {
      const auto recorded = history.samples[k].objects;
      for (std::size_t i = 0; i < count && !recorded.empty(); ++i) {
        TrackedObject object = recorded[i % recorded.size()];
        Random shift(i);  // a copy keeps its shift from sample to sample
        if (i >= recorded.size()) {
          object.box.centre.x += shift.uniform(-100.0, 100.0);
          object.box.centre.y += shift.uniform(-100.0, 100.0);
          object.track.value += i << 32;
        }
        objects[k].push_back(object);
      }
      samples.push_back({.ego = history.samples[k].ego, .objects = objects[k]});
    }
  }
};

void bench_crowds(const test::LoadedGoldenMetrics& history, int repetitions) {
  constexpr std::size_t counts[] = {50, 200, 800, 3200};
  std::vector<Crowd> crowds;
  for (const std::size_t count : counts) crowds.emplace_back(history, count);
  std::vector<std::vector<double>> ms(crowds.size());
  for (int i = 0; i < repetitions; ++i) {
    for (std::size_t c = 0; c < crowds.size(); ++c)
      ms[c].push_back(judge_ms({.scenario = *history.scenario, .samples = crowds[c].samples}));
  }
  for (std::size_t c = 0; c < crowds.size(); ++c) fmt::print("  {:5} objects {}\n", counts[c], text(ms[c]));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string part = argc > 1 ? argv[1] : "";
  const int repetitions = argc > 2 ? std::max(1, std::atoi(argv[2])) : 11;
  std::vector<std::string> names;
  std::vector<test::LoadedGoldenMetrics> histories;
  for (const test::GoldenMetrics& golden : test::golden_metrics()) {
    if (golden.name.find(part) == std::string::npos) continue;
    auto loaded = test::load(golden);
    if (!loaded.ok()) {
      fmt::print(stderr, "{}\n", loaded.error().text());
      return 1;
    }
    names.push_back(golden.name);
    histories.push_back(std::move(loaded).value());
  }
  std::vector<std::vector<double>> ms(histories.size());
  for (int i = 0; i < repetitions; ++i) {
    for (std::size_t h = 0; h < histories.size(); ++h) ms[h].push_back(judge_ms(histories[h].input()));
  }
  for (std::size_t h = 0; h < histories.size(); ++h)
    fmt::print("{} {:4} samples  {}\n", text(ms[h]), histories[h].samples.size(), names[h]);
  if (histories.empty()) return 0;
  fmt::print("{} with more objects\n", names.front());
  bench_crowds(histories.front(), repetitions);
}
