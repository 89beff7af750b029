// How the time of one update of the reactive agents grows with their number: 50, 200, 800, 3200, at equal density.
//   bench_reactive [repetitions]
// Small vehicles on parallel lanes, 8 m apart, each at its own speed. The numbers and the two ways to look for
// neighbours are interleaved; printed are medians of the processor time per step, and beside each the growth over 50
// agents as a multiple of what n·log n would grow by: about 1 or less is what is wanted.
#include <fmt/core.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "core/observation/reactive_agents.h"
#include "tests/benchmarks/samples.h"
#include "tests/support/scripted_log.h"

namespace {

using namespace stepscope;
using bench::median;

constexpr std::size_t kCounts[] = {50, 200, 800, 3200};
constexpr int kSteps = 10;
constexpr double kLaneLength = 160.0, kApart = 8.0, kLaneWidth = 0.35;  // m
constexpr int kPerLane = 8;

// All agents stay within 100 m of the ego; a lane goes on in a straight connector.
struct World {
  explicit World(std::size_t count) {
    RoadMapContent content;
    content.file = "made up";
    const auto lanes = static_cast<int>((count + kPerLane - 1) / kPerLane);
    TrackedObject vehicle;
    for (int lane = 0; lane < lanes; ++lane) {
      const double y = kLaneWidth * (lane - lanes / 2), half = 0.45 * kLaneWidth;
      std::vector<Point2> points;
      for (double x = -80.0; x <= kLaneLength - 80.0; x += 1.0) points.push_back({x, y});
      LaneSegment segment{.id = lane + 1};
      segment.area =
          Area({Polygon{{{-80, y - half}, {80, y - half}, {80, y + half}, {-80, y + half}, {-80, y - half}}, {}}});
      segment.baseline = Polyline(points);
      segment.speed_limit_mps = 8.0;
      content.lanes.push_back(segment);
      for (int i = 0; i < kPerLane && log_frame.size() < count; ++i) {
        vehicle.track = {log_frame.size() + 1};
        vehicle.box = {{-70.0 + kApart * i + 0.1 * (lane % 7), y, 0.0}, 2.0, 0.3};
        vehicle.vx = 2.0 + (lane * 3 + i) % 5;
        log_frame.push_back(vehicle);
      }
    }
    auto built = RoadMap::build(std::move(content));
    if (!built.ok()) std::exit(1);
    map = built.value();
    EgoState ego;
    ego.rear_axle.x = -40.0;  // in the middle; those it would meet are left out
    log.frames.assign(kSteps + 1, log_frame);
    log.egos.assign(kSteps + 1, ego);
  }
  std::vector<TrackedObject> log_frame;
  test::ScriptedLog log;
  RoadMapPtr map;
};

double processor_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

// Mean of the updates, µs; and how many agents there were.
double time_updates(World& world, NeighbourSearch search, std::size_t& made) {
  ReactiveAgents agents(world.log, *world.map,
                        {.objects = std::vector<std::size_t>(kSteps + 1, world.log_frame.size())},
                        {.neighbours = search});
  HistoryBuffer history(1);
  history.append({.ego = world.log.egos[0], .objects = {}});
  if (!agents.reset().ok()) std::exit(1);
  made = agents.agents().size();
  const double begin = processor_us();
  for (int k = 0; k < kSteps; ++k) {
    const Iteration now{k, {k * std::int64_t{100'000}}}, next{k + 1, {(k + 1) * std::int64_t{100'000}}};
    if (const Status status = agents.update(now, next, history); !status.ok()) {
      fmt::print(stderr, "{}\n", status.error().text());
      std::exit(1);
    }
  }
  return (processor_us() - begin) / kSteps;
}

}  // namespace

int main(int argc, char** argv) {
  const int repetitions = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
  constexpr NeighbourSearch kSearches[] = {NeighbourSearch::kGrid, NeighbourSearch::kAll};
  std::vector<World> worlds(std::begin(kCounts), std::end(kCounts));
  std::vector<std::vector<double>> times(2 * worlds.size());
  std::vector<std::size_t> made(worlds.size());
  for (int i = -1; i < repetitions; ++i)
    for (std::size_t j = 0; j < times.size(); ++j) {
      const double us = time_updates(worlds[j / 2], kSearches[j % 2], made[j / 2]);
      if (i >= 0) times[j].push_back(us);
    }
  for (std::size_t search = 0; search < 2; ++search) {
    fmt::print("neighbours {}\n", search == 0 ? "grid" : "all");
    const double base = median(times[search]), n0 = static_cast<double>(made[0]);
    for (std::size_t j = 0; j < worlds.size(); ++j) {
      const double us = median(times[2 * j + search]), n = static_cast<double>(made[j]);
      fmt::print("  {:5} agents {:10.2f} µs/step   {:7.2f} × of the fewest, {:5.2f} of n·log n\n", made[j], us,
                 us / base, us / base / (n * std::log(n) / (n0 * std::log(n0))));
    }
  }
}
