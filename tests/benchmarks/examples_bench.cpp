// What it costs to draw an example that a network learns from: processor time of one thread, for every way to draw the
// map, in the order of the logs and in the random order of a training. Arguments: data roots; without, the mini log.
#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "core/base/clock.h"
#include "core/imitation/batch_feed.h"
#include "core/imitation/log_stretch.h"
#include "core/imitation/moment_examples.h"
#include "tests/benchmarks/samples.h"
#include "tests/support/files.h"

using namespace stepscope;
using bench::median;

namespace {

struct Cost {
  double median_us, mean_us;
};

Cost cost(const ExampleSource& source, const std::vector<std::uint32_t>& order) {
  const SteadyClock clock;
  const NetworkShape shape = source.shape();
  std::vector<float> input(shape.inputs()), target(static_cast<std::size_t>(shape.outputs)), weight(target.size());
  const auto reader = source.open();
  std::vector<double> times;
  double sum = 0.0;
  for (const std::uint32_t example : order) {
    Random random(example);
    const std::int64_t begin = clock.thread_cpu_ns();
    reader->read(example, random, {input, target, weight});
    times.push_back(static_cast<double>(clock.thread_cpu_ns() - begin) / 1e3);
    sum += times.back();
  }
  return {median(times), sum / static_cast<double>(times.size())};
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> roots(argv + 1, argv + argc);
  if (roots.empty()) roots.push_back(test::mini_root());
  std::vector<DatasetPtr> datasets;
  for (const auto& root : roots) {
    const auto paths = find_data_root(root);
    if (!paths.ok()) {
      fmt::print(stderr, "{}\n", paths.error().text());
      return 1;
    }
    datasets.push_back(index_dataset(paths.value(), {}));
  }
  MapCache maps;
  std::vector<std::string> notes;
  const auto loaded = load_stretches(cut_stretches(datasets, {}), maps, notes);
  if (!loaded.ok()) {
    fmt::print(stderr, "{}\n", loaded.error().text());
    return 1;
  }
  MomentSet set;
  for (const LoadedStretch& stretch : loaded.value())
    add_recorded_moments(set, set.add_stretch(stretch.scenario, stretch.log), 5);
  ModelContract contract;
  contract.raster.size_px = 128;
  contract.raster.metres_per_pixel = 0.75;
  contract.raster.channels = {RasterChannel::kEgo,           RasterChannel::kAgents,   RasterChannel::kRoadMap,
                              RasterChannel::kBaselinePaths, RasterChannel::kRoute,    RasterChannel::kEgoSpeed,
                              RasterChannel::kPastAgents,    RasterChannel::kRedLights};
  fmt::print("{} moments of {} stretches, 8 × 128 × 128 pixels; µs per example, median (mean)\n", set.moments.size(),
             set.stretches.size());
  const std::vector<std::uint32_t> all = ordered_examples(set.moments.size());
  constexpr std::pair<const char*, RasterMethod::Map> kMethods[] = {{"per step", RasterMethod::Map::kPerStep},
                                                                    {"gathered", RasterMethod::Map::kGathered},
                                                                    {"canvas", RasterMethod::Map::kCanvas}};
  for (const auto& [name, map] : kMethods) {
    ExampleOptions options;
    options.rasters.map = map;
    const MomentExamples examples(set, all, contract, options);
    const Cost in_order = cost(examples, all), at_random = cost(examples, shuffled_examples(all.size(), 1));
    fmt::print("{:10} in order {:6.0f} ({:6.0f})   at random {:6.0f} ({:6.0f})\n", name, in_order.median_us,
               in_order.mean_us, at_random.median_us, at_random.mean_us);
  }
}
