// Time to draw the four input channels of a raster network at a step: plainly, fast, and fast on two threads.
//   bench_raster [part of a log's name] [repetitions]
// Every repetition draws the moments of a whole scenario with one implementation after another; printed are medians
// over repetitions of wall time per step, with minimum and maximum. Two threads need two idle cores.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "core/features/raster_method.h"
#include "tests/core/features/golden_rasters.h"

namespace {

using namespace stepscope;

double now_us() {
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// One implementation's times: of each repetition, per step, and of each step the shortest.
struct Times {
  std::vector<double> us_per_step;
  std::vector<double> shortest_us;

  void add(Rasteriser& rasteriser, const Scenario& scenario, RasterFeatures& out) {
    shortest_us.resize(static_cast<std::size_t>(scenario.iterations()), 1e9);
    double sum = 0.0;
    for (int i = 0; i < scenario.iterations(); ++i) {
      const double begin = now_us();
      rasteriser.draw({scenario.iteration(i).ego, scenario.iteration(i).objects}, out);
      const double us = now_us() - begin;
      sum += us;
      double& shortest = shortest_us[static_cast<std::size_t>(i)];
      shortest = std::min(shortest, us);
    }
    us_per_step.push_back(sum / scenario.iterations());
  }
};

void print_row(const char* what, Times times) {
  std::vector<double>& us = times.us_per_step;
  std::sort(us.begin(), us.end());
  const double shortest = std::accumulate(times.shortest_us.begin(), times.shortest_us.end(), 0.0);
  fmt::print("  {:<8} {:8.1f} µs/step ({:.1f} … {:.1f}), undisturbed {:.1f}\n", what, us[us.size() / 2], us.front(),
             us.back(), shortest / static_cast<double>(times.shortest_us.size()));
}

void bench(const test::GoldenRasterLog& log, int repetitions) {
  const ScenarioPtr scenario = test::load(log).scenario;
  const RasterMethod plain{.map = RasterMethod::Map::kPerStep, .agents = RasterMethod::Agents::kOneByOne};
  std::array<std::unique_ptr<Rasteriser>, 3> all;
  for (std::size_t k = 0; const RasterMethod& method : {plain, RasterMethod{}, RasterMethod{.parallel = true}})
    all[k++] = make_rasteriser(scenario->map(), {}, method);
  std::array<RasterFeatures, 3> pictures;
  std::array<Times, 3> times;
  for (std::size_t k = 0; k < all.size(); ++k) Times().add(*all[k], *scenario, pictures[k]);  // gathers the map
  for (int i = 0; i < repetitions; ++i) {
    for (std::size_t k = 0; k < all.size(); ++k) times[k].add(*all[k], *scenario, pictures[k]);
  }
  const auto equal = [&](std::size_t k) { return std::ranges::equal(pictures[0].values(), pictures[k].values()); };
  fmt::print("{}: {} steps, last pictures {}\n", log.name, scenario->iterations(),
             equal(1) && equal(2) ? "equal" : "DIFFERENT");
  print_row("plain", times[0]);
  print_row("fast", times[1]);
  print_row("parallel", times[2]);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string part = argc > 1 ? argv[1] : "";
  const int repetitions = argc > 2 ? std::max(1, std::atoi(argv[2])) : 11;
  for (const test::GoldenRasterLog& log : test::golden_raster_logs())
    if (log.name.find(part) != std::string::npos) bench(log, repetitions);
}
