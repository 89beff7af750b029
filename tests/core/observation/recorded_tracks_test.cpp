#include "core/observation/recorded_tracks.h"

#include <gtest/gtest.h>

#include "tests/support/scripted_log.h"

namespace stepscope {
namespace {

TEST(RecordedTracks, ShowsTheFrameOfTheIterationReached) {
  test::ScriptedLog log;
  log.frames.resize(3);
  for (std::size_t i = 0; i < 3; ++i) log.frames[i].resize(i + 1);
  RecordedTracks tracks(log);
  const HistoryBuffer history(1);

  ASSERT_TRUE(tracks.reset().ok());
  EXPECT_EQ(tracks.current().value().size(), 1U);
  ASSERT_TRUE(tracks.update({0, {0}}, {2, {200'000}}, history).ok());
  EXPECT_EQ(log.object_requests, 1);  // an update by itself reads nothing
  EXPECT_EQ(tracks.current().value().data(), log.frames[2].data());
  ASSERT_TRUE(tracks.reset().ok());
  EXPECT_EQ(tracks.current().value().size(), 1U);
}

TEST(RecordedTracks, PassesOnWhatTheLogCannotRead) {
  test::ScriptedLog log;
  RecordedTracks tracks(log);
  const auto objects = tracks.current();
  ASSERT_FALSE(objects.ok());
  EXPECT_EQ(objects.error().reason, "no such frame");
}

}  // namespace
}  // namespace stepscope
