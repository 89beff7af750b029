// Time per step of PDM-Closed on a recorded log, and where it goes.
//   bench_pdm [data root] [db] [token] [map] [repetitions]
// Repetitions print medians over runs of the mean per step, with minimum and maximum.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/assembly/assembled_run.h"
#include "core/map/gpkg_reader.h"
#include "tests/benchmarks/samples.h"
#include "tests/support/files.h"

namespace {

using namespace stepscope;

void print_row(const char* what, const std::vector<double>& values) {
  fmt::print("  {:<22} {}\n", what, bench::spread_text(values, "µs/step", 1));
}

struct Run {
  std::vector<double> planner, features, scoring, worst;
  std::int64_t allocations{0};

  void add(const RunTape& tape) {
    double sums[3] = {}, most = 0.0;
    allocations = 0;
    const double steps = static_cast<double>(tape.size() - 1);
    for (std::size_t k = 1; k < tape.size(); ++k) {  // the first one is cold
      const StepTiming& timing = tape.frame(k)->timing;
      const auto us = [&](Stage stage) {
        return static_cast<double>(timing.total_ns[static_cast<std::size_t>(stage)]) * 1e-3;
      };
      sums[0] += us(Stage::kPlanner) / steps;
      sums[1] += us(Stage::kFeatures) / steps;
      sums[2] += us(Stage::kPostprocess) / steps;
      most = std::max(most, us(Stage::kPlanner));
      allocations += timing.counters.allocations;
    }
    planner.push_back(sums[0]);
    features.push_back(sums[1]);
    scoring.push_back(sums[2]);
    worst.push_back(most);
  }
};

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int i, const std::string& otherwise) {
    return argc > i ? std::string(argv[i]) : otherwise;
  };
  const auto shared = test::shared_folder();
  const std::filesystem::path root = argument(1, shared ? (*shared / "data").string() : test::mini_root().string());
  const std::string db = argument(2, "splits/real/nuscenes-scene-0061.db");
  const auto token = Token::from_hex(argument(3, "0c2459725d562a38"));
  auto content = read_map(root / "maps", argument(4, "nuscenes-scene-0061"));
  if (!content.ok() || !token) {
    fmt::print(stderr, "{}\n", token ? content.error().text() : "not a token");
    return 1;
  }
  auto map = RoadMap::build(std::move(content).value());
  auto scenario = Scenario::load({.db = root / db, .token = *token}, "unknown", ScenarioExtraction{}, map.value());
  if (!scenario.ok()) {
    fmt::print(stderr, "{}\n", scenario.error().text());
    return 1;
  }
  Run times;
  const int repetitions = std::max(1, std::atoi(argument(5, "11").c_str()));
  for (int i = 0; i < repetitions; ++i) {
    auto run = AssembledRun::assemble({.planner = "pdm-closed", .challenge = Challenge::kClosedLoopNonreactiveAgents},
                                      EngineProfile::fast(), scenario.value());
    if (!run.ok()) {
      fmt::print(stderr, "{}\n", run.error().text());
      return 1;
    }
    RunControl control;
    const RunOutcome outcome = run.value()->run(control);
    if (outcome.status != RunStatus::kReachedEnd) {
      fmt::print(stderr, "{}\n", outcome.error.text());
      return 1;
    }
    times.add(run.value()->tape());
  }
  fmt::print("pdm-closed on {}\n", db);
  print_row("planner", times.planner);
  print_row("  features", times.features);
  print_row("  scoring", times.scoring);
  print_row("slowest step", times.worst);
  fmt::print("  allocations after the first step: {}\n", times.allocations);
}
