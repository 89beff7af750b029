#include "core/lockstep/run_place.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stepscope {
namespace {

const RunPlace kPlace{.log = "log-1",
                      .token = "00000000000000aa",
                      .location = "city",
                      .iterations = 80,
                      .begin = {5'000'000},
                      .interval_s = 0.1};

RunPlace with(void (*change)(RunPlace&)) {
  RunPlace place = kPlace;
  change(place);
  return place;
}

TEST(RunPlace, WhatDiffersIsNamedWithBothValues) {
  struct Row {
    RunPlace other;
    const char* expected;
  };
  const Row rows[] = {
      {with([](RunPlace& p) { p.location = "town"; }), "different maps: city and town"},
      {with([](RunPlace& p) { p.log = "log-2"; }), "different logs: log-1 and log-2"},
      {with([](RunPlace& p) { p.token = "bb"; }), "different scenarios: 00000000000000aa and bb"},
      {with([](RunPlace& p) { p.iterations = 50; }), "different lengths: 80 and 50 iterations"},
      {with([](RunPlace& p) { p.begin.us += 3'000'000; }), "different moments of the log: 3.00 s apart"},
      {with([](RunPlace& p) { p.interval_s = 0.05; }), "different times per step: 0.1 s and 0.05 s"},
  };
  for (const Row& row : rows) {
    const Status status = same_place(kPlace, row.other);
    ASSERT_FALSE(status.ok()) << row.expected;
    EXPECT_THAT(status.error().text(), testing::HasSubstr(row.expected));
  }
}

TEST(RunPlace, WhatIsNotRecordedIsNotHeldAgainstAnybody) {
  EXPECT_TRUE(same_place(kPlace, kPlace).ok());
  EXPECT_TRUE(same_place(kPlace, {}).ok());
  EXPECT_TRUE(same_place({.log = "log-1"}, kPlace).ok());
}

TEST(RunPlace, AnUnevenFrameRateIsStillTheSame) {
  EXPECT_TRUE(same_place(kPlace, with([](RunPlace& p) { p.interval_s = 0.1004; })).ok());
}

}  // namespace
}  // namespace stepscope
