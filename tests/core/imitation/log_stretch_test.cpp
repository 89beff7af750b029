#include "core/imitation/log_stretch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/core/imitation/mini_roots.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

TEST(LogStretches, follow_each_other_through_every_log) {
  const test::MiniRoots roots(2);
  const auto datasets = roots.datasets();
  const LogStretches all = cut_stretches(datasets, {.length_s = 5.0});
  ASSERT_EQ(all.logs.size(), 2U);
  EXPECT_THAT(all.logs[1], HasSubstr("root-1: synthetic-mini-01"));
  ASSERT_GE(all.stretches.size(), 4U);
  EXPECT_EQ(all.stretches.size() % 2, 0U);
  MapCache maps;
  std::vector<std::string> notes;
  const auto loaded = load_stretches(all, maps, notes);
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  EXPECT_TRUE(notes.empty());
  ASSERT_EQ(loaded.value().size(), all.stretches.size());
  const Scenario& first = *loaded.value()[0].scenario;
  EXPECT_EQ(first.past().size(), 22U);  // all the history a run wants
  EXPECT_NEAR(seconds_between(first.time(0), first.time(first.iterations() - 1)), 5.0, 0.11);
  const Scenario& second = *loaded.value()[1].scenario;
  EXPECT_NEAR(seconds_between(first.time(0), second.time(0)), 5.0, 0.06);
}

TEST(LogStretches, a_log_that_is_named_twice_counts_once) {
  const test::MiniRoots roots(1);
  auto datasets = roots.datasets();
  datasets.push_back(datasets.front());
  EXPECT_EQ(cut_stretches(datasets, {}).logs.size(), 1U);
}

TEST(LogStretches, a_limit_takes_them_from_everywhere) {
  const test::MiniRoots roots(3);
  const auto datasets = roots.datasets();
  const LogStretches some = cut_stretches(datasets, {.length_s = 4.0, .most = 3});
  ASSERT_EQ(some.stretches.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(some.stretches[i].log, i);
}

TEST(LogStretches, what_cannot_be_read_is_left_out_and_said) {
  const test::MiniRoots roots(2);
  const auto datasets = roots.datasets();
  const LogStretches all = cut_stretches(datasets, {});
  std::ofstream(all.stretches.front().id.db, std::ios::trunc) << "no database";
  MapCache maps;
  std::vector<std::string> notes;
  const auto loaded = load_stretches(all, maps, notes);
  ASSERT_TRUE(loaded.ok());
  for (const LoadedStretch& stretch : loaded.value()) EXPECT_EQ(stretch.log, 1U);
  ASSERT_FALSE(notes.empty());
  EXPECT_THAT(notes.front(), HasSubstr("root-0"));
  EXPECT_THAT(load_stretches({}, maps, notes).error().reason, HasSubstr("root-0"));
  EXPECT_FALSE(load_stretches(all, maps, notes, [](std::size_t, std::size_t) { return false; }).ok());
}

TEST(ValidationLogs, are_a_share_of_the_logs_that_the_seed_chooses) {
  const auto chosen = [](std::size_t logs, double share, std::uint64_t seed) {
    return validation_logs(logs, share, seed).value();
  };
  EXPECT_EQ(std::ranges::count(chosen(20, 0.15, 1), true), 3);
  EXPECT_EQ(chosen(20, 0.15, 1), chosen(20, 0.15, 1));
  EXPECT_NE(chosen(20, 0.15, 1), chosen(20, 0.15, 2));
  EXPECT_EQ(std::ranges::count(chosen(2, 0.01, 1), true), 1);  // at least one
  EXPECT_EQ(std::ranges::count(chosen(2, 0.99, 1), true), 1);  // not all
  EXPECT_THAT(validation_logs(1, 0.5, 1).error().reason, HasSubstr("at least two logs"));
  EXPECT_THAT(validation_logs(0, 0.5, 1).error().reason, HasSubstr("there is none"));
}

}  // namespace
}  // namespace stepscope
