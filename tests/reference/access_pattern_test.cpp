// The reference's access pattern: statements per step, each on a connection of its own. It asks for the time of an
// iteration three times, for lights twice and for the objects once; in open loop for the ego as well, for log-future's
// plan three times more, among reactive agents for lights and objects once more. In the last step nothing is asked for
// the iteration after it.
#include <gtest/gtest.h>

#include <set>

#include "core/analysis/query_ledger.h"
#include "tests/reference/golden_run.h"

namespace stepscope::test {
namespace {

struct Case {
  GoldenRun run;
  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.run.name; }
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const GoldenRun& run : golden_runs()) all.push_back({run});
  return all;
}

std::string case_name(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.run.name;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

std::int64_t statements_per_step(const RunRequest& request) {
  const std::int64_t of_planner = request.planner == "log-future" ? 3 : 0;
  switch (request.challenge) {
    case Challenge::kOpenLoopBoxes:
      return 7 + of_planner;
    case Challenge::kClosedLoopNonreactiveAgents:
      return 6 + of_planner;
    case Challenge::kClosedLoopReactiveAgents:
      return 8 + of_planner;
  }
  return 0;
}

class AccessPattern : public testing::TestWithParam<Case> {};

TEST_P(AccessPattern, OfTheBaselineIsTheReferences) {
  auto loaded = load(GetParam().run);
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  const RunRequest& request = loaded.value().request;
  auto assembled = AssembledRun::assemble(request, EngineProfile::baseline(), loaded.value().scenario);
  ASSERT_TRUE(assembled.ok()) << assembled.error().text();
  AssembledRun& run = *assembled.value();
  RunControl control;
  if (run.run(control).status != RunStatus::kReachedEnd) GTEST_SKIP() << "the reference ends early as well";

  std::vector<StepTiming> steps;
  for (std::size_t k = 0; k < run.tape().size(); ++k) steps.push_back(run.tape().frame(k)->timing);
  const QueryLedger ledger = query_ledger(run.ledger().log(), steps);
  const std::int64_t usual = statements_per_step(request);
  const std::int64_t of_next = request.challenge == Challenge::kClosedLoopReactiveAgents ? 3 : 1;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    EXPECT_EQ(ledger.steps[k].statements, k + 1 < steps.size() ? usual : usual - of_next) << "step " << k;
    EXPECT_EQ(ledger.steps[k].connections, ledger.steps[k].statements) << "step " << k;
    EXPECT_EQ(ledger.steps[k].statements, steps[k].counters.statements) << "step " << k;
    EXPECT_EQ(ledger.steps[k].rows, steps[k].counters.rows) << "step " << k;
    EXPECT_EQ(ledger.steps[k].connections, steps[k].counters.connections) << "step " << k;
    EXPECT_LE(ledger.steps[k].ns + ledger.steps[k].connect_ns,
              steps[k].self_ns[static_cast<std::size_t>(Stage::kDatabase)])
        << "step " << k << ": statements are a part of the time of the database";
  }
}

// With a row per object. A request loads the row of its frame and then: nothing more (time), a pose (ego), lights, or
// boxes, the track of every box and the category of every kind among them.
std::int64_t statements_for_objects(const Scenario& scenario, int iteration) {
  const std::span<const TrackedObject> objects = scenario.iteration(iteration).objects;
  std::set<ObjectType> kinds;
  for (const TrackedObject& object : objects) kinds.insert(object.type);
  return static_cast<std::int64_t>(2 + objects.size() + kinds.size());
}

std::int64_t lazy_statements(const RunRequest& request, const Scenario& scenario, const StepFrame& frame) {
  const bool last = frame.step + 2 == scenario.iterations();
  const int reached = last ? frame.step : frame.step + 1;
  const bool moves_agents = request.challenge == Challenge::kClosedLoopReactiveAgents && !last;
  const std::int64_t times = last ? 2 : 3;
  const std::int64_t lights = 2 * (moves_agents ? 3 : 2);
  const std::int64_t ego = request.challenge == Challenge::kOpenLoopBoxes ? 2 : 0;
  const std::int64_t objects = (moves_agents ? 2 : 1) * statements_for_objects(scenario, reached);
  const std::int64_t of_planner =
      request.planner == "log-future" ? 5 + static_cast<std::int64_t>(frame.trajectory.size() - 1) : 0;
  return times + lights + ego + objects + of_planner;
}

TEST_P(AccessPattern, WithARowPerObjectIsAboutAsManyStatementsAsObjects) {
  auto loaded = load(GetParam().run);
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  const RunRequest& request = loaded.value().request;
  const Scenario& scenario = *loaded.value().scenario;
  EngineProfile profile = EngineProfile::baseline();
  profile.queries = QueryBatching::kPerObject;
  // A hundred and more connections a step take their time: once is enough.
  const bool connects = GetParam().run.name == "synthetic-mini-01__8__simple__open_loop_boxes";
  if (!connects) profile.connections = ConnectionPolicy::kPooled;
  auto assembled = AssembledRun::assemble(request, profile, loaded.value().scenario);
  ASSERT_TRUE(assembled.ok()) << assembled.error().text();
  AssembledRun& run = *assembled.value();
  RunControl control;
  if (run.run(control).status != RunStatus::kReachedEnd) GTEST_SKIP() << "the reference ends early as well";

  std::vector<StepTiming> steps;
  for (std::size_t k = 0; k < run.tape().size(); ++k) steps.push_back(run.tape().frame(k)->timing);
  const QueryLedger ledger = query_ledger(run.ledger().log(), steps);
  for (std::size_t k = 0; k < steps.size(); ++k) {
    EXPECT_EQ(ledger.steps[k].statements, lazy_statements(request, scenario, *run.tape().frame(k))) << "step " << k;
    EXPECT_EQ(ledger.steps[k].connections, connects ? ledger.steps[k].statements : 0) << "step " << k;
    EXPECT_EQ(ledger.steps[k].statements, steps[k].counters.statements) << "step " << k;
    EXPECT_EQ(ledger.steps[k].rows, steps[k].counters.rows) << "step " << k;
    EXPECT_EQ(ledger.steps[k].connections, steps[k].counters.connections) << "step " << k;
  }
}

TEST_P(AccessPattern, OfTheFastProfileIsNoStatementAtAll) {
  auto loaded = load(GetParam().run);
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  auto run = AssembledRun::assemble(loaded.value().request, EngineProfile{}, loaded.value().scenario);
  ASSERT_TRUE(run.ok()) << run.error().text();
  RunControl control;
  (void)run.value()->run(control);
  EXPECT_EQ(run.value()->ledger().executions(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Golden, AccessPattern, testing::ValuesIn(cases()), case_name);

}  // namespace
}  // namespace stepscope::test
