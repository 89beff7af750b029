#include "core/probe/stage.h"

#include <gtest/gtest.h>

#include <set>

#include "core/probe/step_timing.h"

namespace stepscope {
namespace {

TEST(Stage, NamesAreDistinctAndFitForFiles) {
  std::set<std::string_view> titles, keys;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    const auto stage = static_cast<Stage>(i);
    EXPECT_FALSE(stage_title(stage).empty());
    EXPECT_EQ(stage_key(stage).find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos)
        << stage_key(stage);
    titles.insert(stage_title(stage));
    keys.insert(stage_key(stage));
  }
  EXPECT_EQ(titles.size(), kStageCount);
  EXPECT_EQ(keys.size(), kStageCount);
}

TEST(Stage, EveryGroupHasATitle) {
  std::set<std::string_view> titles;
  for (std::size_t i = 0; i < kStageGroupCount; ++i) titles.insert(group_title(static_cast<StageGroup>(i)));
  EXPECT_EQ(titles.size(), kStageGroupCount);
  EXPECT_FALSE(titles.contains(""));
}

TEST(Stage, OnlyTheStepItselfIsUnaccounted) {
  for (std::size_t i = 0; i < kStageCount; ++i) {
    const auto stage = static_cast<Stage>(i);
    EXPECT_EQ(group_of(stage) == StageGroup::kUnaccounted, stage == Stage::kStep) << stage_title(stage);
  }
}

TEST(Stage, GroupsOfAStepHoldAllItsTime) {
  StepTiming timing;
  for (std::size_t i = 0; i < kStageCount; ++i) timing.self_ns[i] = std::int64_t{1} << i;
  std::int64_t in_groups = 0;
  for (const std::int64_t ns : timing.groups()) in_groups += ns;
  EXPECT_EQ(in_groups, (std::int64_t{1} << kStageCount) - 1);
}

}  // namespace
}  // namespace stepscope
