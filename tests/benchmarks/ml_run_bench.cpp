// What a step of RasterPlanner takes beside inference, what it allocates, and how long the run's log takes at its end.
//   bench_ml_run [model] [inference switch] [repetitions] [data root] [db] [token] [map]
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/assembly/assembled_run.h"
#include "core/map/gpkg_reader.h"
#include "core/record/run_record.h"
#include "tests/benchmarks/samples.h"
#include "tests/support/files.h"

namespace {

using namespace stepscope;
using bench::median;

struct Medians {
  std::vector<double> step, beside, features, inference, postprocess, log_ms, manifest_ms;
  std::int64_t allocations{0};
  std::size_t log_bytes{0};

  // Medians over the steps after the first, which is cold.
  void add(const RunTape& tape) {
    std::vector<double> all, rest, draw, infer, post;
    allocations = 0;
    for (std::size_t k = 1; k < tape.size(); ++k) {
      const StepTiming& timing = tape.frame(k)->timing;
      const auto us = [&](Stage stage) {
        return static_cast<double>(timing.total_ns[static_cast<std::size_t>(stage)]) * 1e-3;
      };
      all.push_back(us(Stage::kStep));
      rest.push_back(us(Stage::kStep) - us(Stage::kInference));
      draw.push_back(us(Stage::kFeatures));
      infer.push_back(us(Stage::kInference));
      post.push_back(us(Stage::kPostprocess));
      allocations += timing.counters.allocations;
    }
    step.push_back(median(all));
    beside.push_back(median(rest));
    features.push_back(median(draw));
    inference.push_back(median(infer));
    postprocess.push_back(median(post));
  }
};

template <typename Work>
double milliseconds(Work&& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

int fail(const std::string& text) {
  fmt::print(stderr, "{}\n", text);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int i, const std::string& otherwise) {
    return argc > i ? std::string(argv[i]) : otherwise;
  };
  const std::string model = argument(1, "resnet50-random"), inference = argument(2, "fused");
  const int repetitions = std::max(1, std::atoi(argument(3, "5").c_str()));
  const auto shared = test::shared_folder();
  const std::filesystem::path root = argument(4, shared ? (*shared / "data").string() : test::mini_root().string());
  const std::string db = argument(5, "splits/real/nuscenes-scene-0061.db");
  const auto token = Token::from_hex(argument(6, "0c2459725d562a38"));
  auto content = read_map(root / "maps", argument(7, "nuscenes-scene-0061"));
  if (!content.ok() || !token) return fail(token ? content.error().text() : "not a token");
  auto map = RoadMap::build(std::move(content).value());
  auto scenario = Scenario::load({.db = root / db, .token = *token}, "unknown", ScenarioExtraction{}, map.value());
  if (!scenario.ok()) return fail(scenario.error().text());
  EngineProfile profile;
  if (Status set = set_switch(profile, "inference", inference); !set.ok()) return fail(set.error().text());

  Medians medians;
  const test::TemporaryFolder folder;
  for (int i = 0; i < repetitions; ++i) {
    auto run =
        AssembledRun::assemble({.planner = "ml-raster", .parameters = {{"model", model}}}, profile, scenario.value());
    if (!run.ok()) return fail(run.error().text());
    RunControl control;
    const RunOutcome outcome = run.value()->run(control);
    if (outcome.steps < 2) return fail(outcome.error.text());
    if (i == 0 && outcome.status == RunStatus::kFailed) fmt::print("ends at {}\n", outcome.error.text());
    medians.add(run.value()->tape());
    const RunRecord record{.run = *run.value(), .outcome = outcome};
    const auto log = write_simulation_log(*run.value(), folder.path() / kLogFile);
    if (!log.ok()) return fail(log.error().text());
    medians.log_ms.push_back(static_cast<double>(log.value().wait_ns) * 1e-6);
    medians.log_bytes = log.value().bytes;
    medians.manifest_ms.push_back(milliseconds([&] { (void)manifest_json(record); }));
    if (i + 1 < repetitions) continue;
    fmt::print("{} as {} on {}, {} runs of {} steps; medians of the runs' medians\n", model, inference, db, repetitions,
               outcome.steps);
  }
  const auto row = [](const char* what, const std::vector<double>& values) {
    fmt::print("  {:<26}{:10.1f} µs\n", what, median(values));
  };
  row("step", medians.step);
  row("inference", medians.inference);
  row("all beside inference", medians.beside);
  row("  features", medians.features);
  row("  postprocess", medians.postprocess);
  fmt::print("  allocations after the first step, with those of the library: {}\n", medians.allocations);
  fmt::print("  simulation log {:.1f} ms, {} bytes; manifest {:.1f} ms\n", median(medians.log_ms), medians.log_bytes,
             median(medians.manifest_ms));
}
