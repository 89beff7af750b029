// What the ledger of statements costs: while it records, per statement, and when it is added up.
//   bench_ledger [repetitions]
// Printed are medians with minimum and maximum. Recording: the same statements with and without a ledger, interleaved,
// and the median of the differences of neighbours. Adding up: 100 000 executions of 7 statements in 1 000 steps, and
// 600 000 in 100 000.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>
#include <vector>

#include "core/analysis/execution_index.h"
#include "core/analysis/query_ledger.h"
#include "core/probe/span.h"
#include "core/sqlite/database.h"
#include "tests/benchmarks/samples.h"
#include "tests/support/files.h"

namespace {

using namespace stepscope;
using WallClock = std::chrono::steady_clock;

constexpr int kStatements = 2000;
constexpr int kExecutions = 100'000;

void print(const char* what, const std::vector<double>& values, const char* unit) {
  fmt::print("{:<58} {}\n", what, bench::spread_text(values, unit, 2));
}

// ns per statement: one row by its key, the parameter another one each time.
double ns_per_statement(const std::filesystem::path& file, StatementLedger* ledger) {
  const SteadyClock clock;
  StepProbe probe(clock);
  const Database database = Database::open_read_only(file, ledger).value();
  auto statement = database.prepare("SELECT n FROM number WHERE n = ?1", "number");
  probe.begin_step(0);
  const ScopedSpan input(Stage::kInputPreparation);
  const auto begin = WallClock::now();
  for (int i = 0; i < kStatements; ++i) {
    statement.value().bind(1, std::int64_t{i});
    while (statement.value().step().value()) continue;
  }
  const double ns = std::chrono::duration<double, std::nano>(WallClock::now() - begin).count() / kStatements;
  return ns;
}

StatementLog many_executions(int executions, int per_step) {
  StatementLog log;
  std::mt19937 random(1);
  for (int i = 0; i < 7; ++i) log.texts.push_back({.sql = "SELECT " + std::to_string(i), .plan = {}});
  for (int i = 0; i < 5; ++i) log.sites.push_back("site " + std::to_string(i));
  for (int i = 0; i < executions; ++i)
    log.executions.push_back({.step = i / per_step,
                              .statement = static_cast<std::int32_t>(random() % 7),
                              .site = static_cast<std::int32_t>(random() % 5),
                              .connections = 1,
                              .parameters = random() % 50,
                              .ns = static_cast<std::int64_t>(10'000 + random() % 90'000),
                              .rows = 10,
                              .repeat = random() % 3 == 0});
  return log;
}

}  // namespace

int main(int argc, char** argv) {
  const int repetitions = argc > 1 ? std::max(1, std::atoi(argv[1])) : 31;
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "numbers.db";
  if (!Database::open_read_write(file)
           .value()
           .execute("CREATE TABLE number (n INTEGER PRIMARY KEY); INSERT INTO number WITH RECURSIVE c(n) AS (SELECT 1 "
                    "UNION ALL SELECT n + 1 FROM c WHERE n < 2000) SELECT n FROM c")
           .ok())
    return EXIT_FAILURE;
  std::vector<double> without, with, cost, sums;
  for (int i = 0; i < repetitions; ++i) {
    StatementLedger ledger;
    without.push_back(ns_per_statement(file, nullptr));
    with.push_back(ns_per_statement(file, &ledger));
    cost.push_back(with.back() - without.back());
  }
  print("a statement by key, no ledger", without, "ns");
  print("a statement by key, with ledger", with, "ns");
  print("what the ledger adds to a statement", cost, "ns");

  const StatementLog log = many_executions(kExecutions, 100);
  const std::vector<StepTiming> steps(1000);
  std::int64_t statements = 0;
  for (int i = 0; i < repetitions; ++i) {
    const auto begin = WallClock::now();
    statements += query_ledger(log, steps).inside.statements;
    sums.push_back(std::chrono::duration<double, std::milli>(WallClock::now() - begin).count());
  }
  print("adding up 100 000 executions", sums, "ms");

  // What the panel asks for in a long run: all of it, the step under the cursor, its bars.
  const StatementLog long_log = many_executions(600'000, 6);
  const std::vector<StepTiming> long_run(100'000);
  ExecutionIndex index;
  index.follow(long_log);
  std::vector<double> all, one, bars;
  std::int64_t counted = 0;
  for (int i = 0; i < repetitions; ++i) {
    const auto time = [](const auto& work) {
      const auto begin = WallClock::now();
      work();
      return std::chrono::duration<double, std::milli>(WallClock::now() - begin).count();
    };
    all.push_back(time([&] { counted += query_ledger(long_log, long_run).inside.statements; }));
    one.push_back(time([&] {
      const StepRange step{50'000, 50'000};
      counted += query_ledger(long_log, index.among(long_log, step), long_run, step).inside.statements;
    }));
    bars.push_back(time([&] { counted += statement_steps(long_log, long_run.size())[7].statements; }));
  }
  print("600 000 executions in 100 000 steps, all of them", all, "ms");
  print("  of one step", one, "ms");
  print("  of each step, for bars", bars, "ms");
  if (counted != std::int64_t{repetitions} * 600'012) return EXIT_FAILURE;
  return statements == std::int64_t{repetitions} * kExecutions ? EXIT_SUCCESS : EXIT_FAILURE;
}
