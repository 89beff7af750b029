// How recorded values reach a run, how they are handed over and how the past is kept change nothing: every combination
// of these switches gives the same egos, plans, objects, lights and scores, bit by bit, whoever drives among whom.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/assembly/run_score.h"
#include "core/learning/learning_library.h"
#include "core/map/gpkg_reader.h"
#include "tests/support/files.h"

namespace stepscope::test {
namespace {

const ScenarioPtr& three_seconds() {
  static const ScenarioPtr scenario = []() -> ScenarioPtr {
    auto content = read_map(mini_root() / "maps", "synthetic-mini");
    if (!content.ok()) return nullptr;
    auto map = RoadMap::build(std::move(content).value());
    if (!map.ok()) return nullptr;
    const ScenarioId id{.db = mini_root() / "splits/synthetic/synthetic-mini-01.db",
                        .token = Token::from_hex("be562b0b1f1b03cf").value()};
    auto loaded = Scenario::load(id, "unknown", {.duration_s = 3.0, .offset_s = 0.0, .subsample = 0.5}, map.value());
    return loaded.ok() ? loaded.value() : nullptr;
  }();
  return scenario;
}

// What a run leaves behind. The run itself is gone: its frames keep what they show.
struct Remains {
  std::vector<FramePtr> frames;
  std::optional<Scorecard> score;
};

Remains remains_of(const RunRequest& request, const EngineProfile& profile) {
  auto run = AssembledRun::assemble(request, profile, three_seconds());
  if (!run.ok()) {
    ADD_FAILURE() << run.error().text();
    return {};
  }
  RunControl control;
  const RunOutcome outcome = run.value()->run(control);
  EXPECT_EQ(outcome.status, RunStatus::kReachedEnd) << outcome.error.text();
  Remains remains;
  for (std::size_t k = 0; k < run.value()->tape().size(); ++k) remains.frames.push_back(run.value()->tape().frame(k));
  remains.score = score_run(*run.value());
  return remains;
}

template <typename T>
bool equal(std::span<const T> a, std::span<const T> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

// Where two runs part; empty: nowhere.
std::string difference(const Remains& a, const Remains& b) {
  if (a.frames.size() != b.frames.size()) return "number of steps";
  for (std::size_t k = 0; k < a.frames.size(); ++k) {
    const StepFrame &x = *a.frames[k], &y = *b.frames[k];
    const std::string step = "step " + std::to_string(k) + ": ";
    if (x.time != y.time) return step + "time";
    if (x.ego != y.ego) return step + "ego";
    if (x.trajectory != y.trajectory) return step + "plan";
    if (!equal(x.objects, y.objects)) return step + "objects";
    if (!equal(x.lights, y.lights)) return step + "lights";
  }
  if (a.score.has_value() != b.score.has_value()) return "whether there is a score";
  if (!a.score) return {};
  if (a.score->final_score != b.score->final_score) return "score";
  for (std::size_t i = 0; i < a.score->metrics.size(); ++i) {
    const Metric &x = a.score->metrics[i], &y = b.score->metrics[i];
    if (x.score != y.score || x.score_so_far != y.score_so_far) return "score of " + x.name;
  }
  return {};
}

constexpr const char* kSwitches[] = {"traffic-lights", "connections", "queries", "handover", "history"};

// The profile with each of these switches at each of its values.
std::vector<EngineProfile> all_combinations(const EngineProfile& profile) {
  std::vector<EngineProfile> all{profile};
  for (const ProfileSwitch& s : switches_of(profile)) {
    if (std::ranges::find(kSwitches, s.key) == std::end(kSwitches)) continue;
    std::vector<EngineProfile> more;
    for (const EngineProfile& one : all) {
      for (const std::string& choice : s.choices) {
        more.push_back(one);
        EXPECT_TRUE(set_switch(more.back(), s.key, choice).ok());
      }
    }
    all = std::move(more);
  }
  return all;
}

// The profile with one of these switches at another value, for each of them and each value.
std::vector<EngineProfile> each_alone(const EngineProfile& profile) {
  std::vector<EngineProfile> all;
  for (const ProfileSwitch& s : switches_of(profile)) {
    if (std::ranges::find(kSwitches, s.key) == std::end(kSwitches)) continue;
    for (const std::string& choice : s.choices) {
      all.push_back(profile);
      EXPECT_TRUE(set_switch(all.back(), s.key, choice).ok());
    }
  }
  return all;
}

// The profile with these switches as the other one has them.
EngineProfile with_switches_of(EngineProfile profile, const EngineProfile& other) {
  for (const ProfileSwitch& s : switches_of(other)) {
    if (std::ranges::find(kSwitches, s.key) == std::end(kSwitches)) continue;
    EXPECT_TRUE(set_switch(profile, s.key, s.value).ok());
  }
  return profile;
}

std::string values_of(const EngineProfile& profile) {
  std::string text;
  for (const ProfileSwitch& s : switches_of(profile))
    if (std::ranges::find(kSwitches, s.key) != std::end(kSwitches)) text += s.key + "=" + s.value + " ";
  return text;
}

struct Case {
  std::string planner;
  Challenge challenge;
  bool every_combination;  // or each switch alone, where a run takes its time
  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.planner << ", " << challenge_key(c.challenge); }
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const Challenge challenge :
       {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents, Challenge::kClosedLoopReactiveAgents}) {
    for (const char* planner : {"simple", "idm", "log-future"}) all.push_back({planner, challenge, true});
    for (const char* planner : {"pdm-closed", "ml-raster"}) all.push_back({planner, challenge, false});
  }
  return all;
}

std::string case_name(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.planner + "_" + std::string(challenge_key(info.param.challenge));
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

// Why the case cannot be tried here; empty: it can.
std::string lacking(const Case& c) {
  if (c.planner != "ml-raster") return {};
  const auto library = learning_library();
  return library.ok() ? std::string() : library.error().text();
}

class AccessEquality : public testing::TestWithParam<Case> {};

TEST_P(AccessEquality, EveryCombinationGivesTheSameRun) {
  ASSERT_NE(three_seconds(), nullptr);
  const Case& c = GetParam();
  if (const std::string lacks = lacking(c); !lacks.empty()) GTEST_SKIP() << lacks;
  const RunRequest request{.planner = c.planner, .challenge = c.challenge, .agents = AgentRules::kFixed};
  const auto expect_same = [&](const std::vector<EngineProfile>& profiles, const Remains& expected) {
    for (const EngineProfile& profile : profiles)
      EXPECT_EQ(difference(expected, remains_of(request, profile)), "") << values_of(profile);
  };
  const Remains fast = remains_of(request, EngineProfile::fast());
  ASSERT_EQ(fast.frames.size(), static_cast<std::size_t>(three_seconds()->iterations()) - 1);
  ASSERT_FALSE(fast.frames.back()->objects.empty());
  if (c.every_combination) {
    expect_same(all_combinations(EngineProfile::fast()), fast);
    return;
  }
  expect_same(each_alone(EngineProfile::fast()), fast);
  expect_same(each_alone(with_switches_of(EngineProfile::fast(), EngineProfile::baseline())), fast);
}

// The other switches of baseline may round differently (the tracker does); these do not, beside them either.
TEST_P(AccessEquality, BesideTheOtherSwitchesOfBaselineToo) {
  ASSERT_NE(three_seconds(), nullptr);
  const Case& c = GetParam();
  if (const std::string lacks = lacking(c); !lacks.empty()) GTEST_SKIP() << lacks;
  const RunRequest request{.planner = c.planner, .challenge = c.challenge, .agents = AgentRules::kFixed};
  const Remains baseline = remains_of(request, EngineProfile::baseline());
  const EngineProfile quick = with_switches_of(EngineProfile::baseline(), EngineProfile::fast());
  EXPECT_EQ(difference(baseline, remains_of(request, quick)), "") << values_of(quick);
}

INSTANTIATE_TEST_SUITE_P(Runs, AccessEquality, testing::ValuesIn(cases()), case_name);

}  // namespace
}  // namespace stepscope::test
