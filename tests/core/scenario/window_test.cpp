#include <gtest/gtest.h>

#include <tuple>

#include "core/scenario/frame_window.h"
#include "core/scenario/queried_log.h"
#include "tests/core/scenario/damaged_log.h"
#include "tests/core/scenario/golden_scenarios.h"

namespace stepscope {
namespace {

// n rows, exactly 50 ms apart from second 100 on.
std::vector<TimelineRow> rows(std::size_t n) {
  std::vector<TimelineRow> out(n);
  for (std::size_t i = 0; i < n; ++i)
    out[i] = {.token = {i + 1}, .time = {100'000'000 + 50'000 * static_cast<std::int64_t>(i)}, .scene = {}};
  return out;
}

TEST(ScenarioExtraction, IsThatOfTheTypeOrTheGeneralOne) {
  const ScenarioExtraction named{.duration_s = 15.0, .offset_s = -3.0, .subsample = 0.5};
  const ScenarioExtraction general{.duration_s = 20.0, .offset_s = 0.0, .subsample = 0.5};
  for (const char* type :
       {"accelerating_at_crosswalk", "starting_left_turn", "stationary", "waiting_for_pedestrian_to_cross"})
    EXPECT_EQ(ScenarioExtraction::for_type(type), named) << type;
  for (const char* type : {"unknown", "", "my_own_tag"}) EXPECT_EQ(ScenarioExtraction::for_type(type), general) << type;
}

TEST(FrameWindow, IncludesBothEnds) {
  const auto log = rows(400);
  const FrameWindow window = cut_window(log, log[100].time, {.duration_s = 15.0, .offset_s = -3.0, .subsample = 0.5});
  EXPECT_EQ(window.first, 40U);
  EXPECT_EQ(window.iterations, 151U);
  EXPECT_EQ(window.last(), 340U);
  EXPECT_EQ(window.past_count, 20U) << "40 rows, every second";
  EXPECT_EQ(window.oldest(), 0U);
  EXPECT_NEAR(window.history_s(log), 2.0, 1e-12);
}

TEST(FrameWindow, HistoryIsWhatTheReferencesBufferHolds) {
  const auto log = rows(400);
  for (const auto& [subsample, step, samples] : {std::tuple{0.5, 2U, 22U}, {0.25, 4U, 12U}, {0.1, 10U, 6U}}) {
    const FrameWindow window =
        cut_window(log, log[200].time, {.duration_s = 5.0, .offset_s = 0.0, .subsample = subsample});
    EXPECT_EQ(window.step, step);
    EXPECT_EQ(window.past_step, step);
    EXPECT_EQ(window.past_count, samples);
  }
}

TEST(FrameWindow, OneRowOfLogIsNoHistoryAtTenHertz) {
  const auto log = rows(100);
  const ScenarioExtraction extraction{.duration_s = 1.0, .offset_s = 0.0, .subsample = 0.5};
  for (const std::size_t anchor : {0U, 1U}) {
    const FrameWindow window = cut_window(log, log[anchor].time, extraction);
    EXPECT_EQ(window.past_count, 0U);
    EXPECT_FALSE(window_problem(window, log, log[anchor].time, extraction).empty());
  }
  const FrameWindow window = cut_window(log, log[2].time, extraction);
  EXPECT_EQ(window.past_count, 1U);
  EXPECT_EQ(window_problem(window, log, log[2].time, extraction), "");
}

TEST(FrameWindow, EndsWithTheLog) {
  const auto log = rows(100);
  const FrameWindow window = cut_window(log, log[50].time, {.duration_s = 15.0, .offset_s = 0.0, .subsample = 0.5});
  EXPECT_EQ(window.iterations, 25U);
  EXPECT_EQ(window.last(), 98U);
}

TEST(SampleStep, DividesWholeNumbers) {
  EXPECT_EQ(sample_step(8.0, 16), 10U);
  EXPECT_EQ(sample_step(2.2, 22), 2U);
  EXPECT_EQ(sample_step(8.0, 80), 2U);
  EXPECT_EQ(sample_step(1.0, 100), 0U);
  EXPECT_EQ(sample_step(1.0, 0), 0U);
  EXPECT_EQ(sample_step(-1.0, 4), 0U);
}

TEST(Scenario, FutureEndsWithTheLog) {
  const ScenarioPtr scenario = [] {
    const ScenarioId id{.db = test::mini_log(), .token = Token::from_hex("be562b0b1f1b03cf").value()};
    return Scenario::load(id, "unknown", {.duration_s = 60.0, .offset_s = 0.0, .subsample = 0.5}, nullptr).value();
  }();
  const int last = scenario->iterations() - 1;
  EXPECT_EQ(scenario->future_ego(0, 8.0, 16).size(), 16U);
  EXPECT_EQ(scenario->future_ego(last, 8.0, 16).size(), 0U);
  const std::vector<EgoState> few =
      scenario->future_ego(last - 20, 8.0, 16);  // 2 s before the end, one state per 0.5 s
  ASSERT_EQ(few.size(), 4U);
  EXPECT_EQ(few.back(), scenario->iteration(last).ego);
}

TEST(Scenario, SpansLieInOneStore) {
  const ScenarioPtr scenario = test::golden_scenario("synthetic-mini-01").load();
  for (int i = 1; i < scenario->iterations(); ++i)
    EXPECT_EQ(scenario->iteration(i).objects.data(),
              scenario->iteration(i - 1).objects.data() + scenario->iteration(i - 1).objects.size());
}

// Everything that can be seen of a folder from outside.
std::vector<std::tuple<std::string, std::uintmax_t, std::int64_t>> look(const std::filesystem::path& folder) {
  std::vector<std::tuple<std::string, std::uintmax_t, std::int64_t>> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    out.emplace_back(entry.path().filename().string(), entry.file_size(),
                     static_cast<std::int64_t>(entry.last_write_time().time_since_epoch().count()));
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Scenario, IsReadFromAReadOnlyFolderAndLeavesNothingThere) {
  const test::DamagedLog log;
  const std::filesystem::path folder = log.file().parent_path();
  namespace fs = std::filesystem;
  fs::permissions(log.file(), fs::perms::owner_read);
  fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
  const auto before = look(folder);
  {
    const auto scenario = Scenario::load({.db = log.file(), .token = Token::from_hex("be562b0b1f1b03cf").value()},
                                         "unknown", {.duration_s = 5.0, .offset_s = 0.0, .subsample = 0.5}, nullptr);
    ASSERT_TRUE(scenario.ok()) << scenario.error().text();
    const auto queried = QueriedLog::open(*scenario.value(), {}, nullptr);
    ASSERT_TRUE(queried.ok() && queried.value()->objects(3).ok());
    EXPECT_EQ(look(folder), before) << "while it is open";
  }
  EXPECT_EQ(look(folder), before);
  fs::permissions(folder, fs::perms::owner_all);
}

}  // namespace
}  // namespace stepscope
