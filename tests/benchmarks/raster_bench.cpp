// Time to draw the input channels of a raster network at a step, by every method that RasterMethod knows.
//   bench_raster [part of a log's name] [repetitions] [channels: reference | all] [pause between steps, µs]
// Every repetition draws the moments of a whole scenario with one method after another. Printed are medians over
// repetitions of wall time per step, with minimum and maximum; the median of each repetition's ratio to the exact
// method on one thread; the mean over the steps of each one's shortest time; and the share of pixels that differ from
// the exact ones. Two threads need two idle cores. A pause is spent busily, as a
// network would; its last 200 µs come after draws_soon(), as the end of a step does.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "core/features/raster_method.h"
#include "core/probe/span.h"
#include "tests/benchmarks/samples.h"
#include "tests/core/features/golden_rasters.h"

namespace {

using namespace stepscope;
using bench::median;

double now_us() {
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

constexpr double kAnnounced = 200.0;  // µs

void busily(double us) {
  for (const double end = now_us() + us; now_us() < end;) continue;
}

struct Options {
  std::string log;
  int repetitions{11};
  bool all_channels{false};
  double pause_us{0.0};
};

// A method's times: of each repetition, per step, and of each step the shortest.
struct Contestant {
  const char* name;
  RasterMethod method;
  std::unique_ptr<Rasteriser> rasteriser{};
  std::vector<double> us_per_step{};
  std::vector<double> shortest_us{};
  RasterFeatures picture{};
};

class Course {
 public:
  Course(const test::GoldenRasterLog& log, const Options& options)
      : scenario_(test::load(log).scenario), options_(options) {
    if (options.all_channels)
      for (std::size_t i = kReferenceChannels.size(); i < kRasterChannelCount; ++i)
        parameters_.channels.push_back(static_cast<RasterChannel>(i));
  }

  const Scenario& scenario() const { return *scenario_; }
  std::span<const RasterChannel> channels() const { return parameters_.channels; }
  std::unique_ptr<Rasteriser> make(const RasterMethod& method) const {
    auto rasteriser = make_rasteriser(scenario_->map(), parameters_, method);
    rasteriser->set_route(scenario_->route());
    return rasteriser;
  }
  void draw(Rasteriser& rasteriser, int i, RasterFeatures& out) const {
    const RecordedFrame& now = scenario_->iteration(i);
    const RecordedFrame& past = scenario_->iteration(std::max(0, i - 10));
    rasteriser.draw({now.ego, now.objects, past.objects, now.lights}, out);
  }
  void run(Contestant& who) const {
    who.shortest_us.resize(static_cast<std::size_t>(scenario_->iterations()), 1e9);
    double sum = 0.0;
    for (int i = 0; i < scenario_->iterations(); ++i) {
      busily(options_.pause_us - kAnnounced);
      if (options_.pause_us > kAnnounced) {
        who.rasteriser->draws_soon();
        busily(kAnnounced);
      }
      const double begin = now_us();
      draw(*who.rasteriser, i, who.picture);
      const double us = now_us() - begin;
      sum += us;
      double& shortest = who.shortest_us[static_cast<std::size_t>(i)];
      shortest = std::min(shortest, us);
    }
    who.us_per_step.push_back(sum / scenario_->iterations());
  }

 private:
  ScenarioPtr scenario_;
  Options options_;
  RasterParameters parameters_;
};

void print_row(const Contestant& who, const Contestant& exact) {
  const auto& us = who.us_per_step;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < us.size(); ++i) ratios.push_back(us[i] / exact.us_per_step[i]);
  const double shortest = std::accumulate(who.shortest_us.begin(), who.shortest_us.end(), 0.0);
  fmt::print("  {:<16} {:7.1f} µs/step ({:.1f} … {:.1f}), {:.2f} × exact, undisturbed {:.1f}\n", who.name, median(us),
             *std::ranges::min_element(us), *std::ranges::max_element(us), median(ratios),
             shortest / static_cast<double>(who.shortest_us.size()));
}

// Share of pixels per channel over all steps that are not the exact ones.
void print_differences(const Course& course, Contestant& who, Contestant& exact) {
  const std::size_t channels = course.channels().size();
  std::vector<std::size_t> different(channels), drawn(channels);
  for (int i = 0; i < course.scenario().iterations(); ++i) {
    course.draw(*who.rasteriser, i, who.picture);
    course.draw(*exact.rasteriser, i, exact.picture);
    for (std::size_t c = 0; c < channels; ++c) {
      const auto a = who.picture.channel(course.channels()[c]), b = exact.picture.channel(course.channels()[c]);
      for (std::size_t k = 0; k < a.size(); ++k) {
        different[c] += a[k] == b[k] ? 0U : 1U;
        drawn[c] += b[k] != 0.0F ? 1U : 0U;
      }
    }
  }
  const double all = static_cast<double>(who.picture.values().size() / channels) * course.scenario().iterations();
  fmt::print("  {:<16} differing pixels:", who.name);
  for (std::size_t c = 0; c < channels; ++c)
    fmt::print(" {} {:.2f} % (drawn {:.1f} %)", channel_name(course.channels()[c]),
               100.0 * static_cast<double>(different[c]) / all, 100.0 * static_cast<double>(drawn[c]) / all);
  fmt::print("\n");
}

// Medians over steps of the time of each stage, one thread.
void print_stages(const Course& course, Contestant& who) {
  const SteadyClock clock;
  StepProbe probe(clock);
  std::vector<std::vector<double>> us(kStageCount);
  for (int repetition = 0; repetition < 5; ++repetition) {
    for (int i = 0; i < course.scenario().iterations(); ++i) {
      probe.begin_step();
      course.draw(*who.rasteriser, i, who.picture);
      const StepTiming& timing = probe.end_step();
      for (std::size_t s = 0; s < kStageCount; ++s) us[s].push_back(static_cast<double>(timing.self_ns[s]) / 1e3);
    }
  }
  fmt::print("  {:<16} self times:", who.name);
  for (std::size_t s = 0; s < kStageCount; ++s)
    if (median(us[s]) > 0.05) fmt::print(" {} {:.1f} µs", stage_title(static_cast<Stage>(s)), median(us[s]));
  fmt::print("\n");
}

// The first step of a run: the map is gathered or drawn, buffers grow.
void print_first_steps(const Course& course, Contestant& who) {
  std::vector<double> us;
  for (int i = 0; i < course.scenario().iterations(); ++i) {
    const auto fresh = course.make(who.method);
    const double begin = now_us();
    course.draw(*fresh, i, who.picture);
    us.push_back(now_us() - begin);
  }
  fmt::print("  {:<16} first step {:.0f} µs (shortest {:.0f})\n", who.name, median(us), *std::ranges::min_element(us));
}

void measure(const test::GoldenRasterLog& log, const Options& options) {
  using Map = RasterMethod::Map;
  using Agents = RasterMethod::Agents;
  const Course course(log, options);
  Contestant all[] = {{"exact", {}},
                      {"plain", {.map = Map::kPerStep, .agents = Agents::kOneByOne}},
                      {"per-step map", {.map = Map::kPerStep}},
                      {"one-by-one", {.agents = Agents::kOneByOne}},
                      {"parallel", {.parallel = true}},
                      {"canvas", {.map = Map::kCanvas}},
                      {"canvas parallel", {.map = Map::kCanvas, .parallel = true}}};
  Contestant& exact = all[0];
  for (Contestant& who : all) {
    who.rasteriser = course.make(who.method);
    course.run(who);  // gathers the map
    who.us_per_step.clear();
  }
  for (int i = 0; i < options.repetitions; ++i)
    for (Contestant& who : all) course.run(who);
  fmt::print("{}: {} steps\n", log.name, course.scenario().iterations());
  for (const Contestant& who : all) print_row(who, exact);
  for (Contestant& who : all)
    if (!who.method.parallel) print_stages(course, who);
  for (Contestant& who : all)
    if (&who != &exact) print_differences(course, who, exact);
  for (Contestant& who : all)
    if (!who.method.parallel && who.method.map != Map::kPerStep) print_first_steps(course, who);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  Options options;
  if (arguments.size() > 0) options.log = arguments[0];
  if (arguments.size() > 1) options.repetitions = std::max(1, std::atoi(arguments[1].c_str()));
  if (arguments.size() > 2) options.all_channels = arguments[2] == "all";
  if (arguments.size() > 3) options.pause_us = std::atof(arguments[3].c_str());
  for (const test::GoldenRasterLog& log : test::golden_raster_logs())
    if (log.name.find(options.log) != std::string::npos) measure(log, options);
}
