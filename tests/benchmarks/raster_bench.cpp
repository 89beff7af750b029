// Time to draw the four input channels of a raster network at a step, plainly and fast.
//   bench_raster [part of a log's name] [repetitions]
// Every repetition draws the moments of a whole scenario with one implementation and then the other; printed are
// medians over repetitions of processor time per step, with minimum and maximum.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "core/features/fast_rasteriser.h"
#include "core/features/plain_rasteriser.h"
#include "tests/core/features/golden_rasters.h"

namespace {

using namespace stepscope;

// Time of this thread on a processor: drawing waits for nothing, and other programs do not count.
double thread_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

double us_per_step(Rasteriser& rasteriser, const Scenario& scenario, RasterFeatures& out) {
  const double begin = thread_us();
  for (int i = 0; i < scenario.iterations(); ++i)
    rasteriser.draw(scenario.iteration(i).ego, scenario.iteration(i).objects, out);
  return (thread_us() - begin) / scenario.iterations();
}

void print_row(const char* what, std::vector<double> us) {
  std::sort(us.begin(), us.end());
  fmt::print("  {:<6} {:8.1f} µs/step ({:.1f} … {:.1f})\n", what, us[us.size() / 2], us.front(), us.back());
}

void bench(const test::GoldenRasterLog& log, int repetitions) {
  const ScenarioPtr scenario = test::load(log).scenario;
  PlainRasteriser plain(scenario->map(), {});
  FastRasteriser fast(scenario->map(), {});
  RasterFeatures plain_pictures, fast_pictures;
  us_per_step(fast, *scenario, fast_pictures);  // gathers the map
  std::vector<double> plain_us, fast_us;
  for (int i = 0; i < repetitions; ++i) {
    plain_us.push_back(us_per_step(plain, *scenario, plain_pictures));
    fast_us.push_back(us_per_step(fast, *scenario, fast_pictures));
  }
  const bool equal = std::ranges::equal(plain_pictures.values(), fast_pictures.values());
  fmt::print("{}: {} steps, last pictures {}\n", log.name, scenario->iterations(), equal ? "equal" : "DIFFERENT");
  print_row("plain", plain_us);
  print_row("fast", fast_us);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string part = argc > 1 ? argv[1] : "";
  const int repetitions = argc > 2 ? std::max(1, std::atoi(argv[2])) : 11;
  for (const test::GoldenRasterLog& log : test::golden_raster_logs())
    if (log.name.find(part) != std::string::npos) bench(log, repetitions);
}
