#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/simulation/copy_handover.h"

namespace stepscope {
namespace {

std::vector<TrackedObject> objects_at(double x, std::size_t count) {
  std::vector<TrackedObject> objects(count);
  for (std::size_t i = 0; i < count; ++i) {
    objects[i].track.value = i + 1;
    objects[i].box.centre.x = x + static_cast<double>(i);
  }
  return objects;
}

bool equal(std::span<const TrackedObject> a, std::span<const TrackedObject> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

template <typename Way>
class FrameHandoverTest : public testing::Test {
 protected:
  Way handover;
};
using Ways = testing::Types<ViewHandover, CopyHandover>;
TYPED_TEST_SUITE(FrameHandoverTest, Ways);

TYPED_TEST(FrameHandoverTest, ObjectsArriveAsTheyWereAndStay) {
  std::vector<std::vector<TrackedObject>> given;
  for (int k = 0; k < 50; ++k) given.push_back(objects_at(k, static_cast<std::size_t>(k % 5)));  // some empty
  std::vector<std::span<const TrackedObject>> in_history, in_frames;
  for (const auto& objects : given) {
    in_history.push_back(this->handover.to_history(objects));
    in_frames.push_back(this->handover.to_frame(in_history.back()));
  }
  for (std::size_t k = 0; k < given.size(); ++k) {
    EXPECT_TRUE(equal(in_history[k], given[k])) << k;
    EXPECT_TRUE(equal(in_frames[k], given[k])) << k;
  }
}

TYPED_TEST(FrameHandoverTest, ThePlannerSeesTheWholeHistory) {
  HistoryBuffer history(3);
  std::vector<std::vector<TrackedObject>> given;
  for (int k = 0; k < 5; ++k) given.push_back(objects_at(10.0 * k, 3));
  for (std::int64_t k = 0; k < 5; ++k) {
    HistorySample sample{.ego = {}, .objects = given[static_cast<std::size_t>(k)]};
    sample.ego.time.us = k;
    history.append(sample);
    const HistoryBuffer& planners = this->handover.to_planner(history);
    ASSERT_EQ(planners.size(), history.size());
    EXPECT_EQ(planners.capacity(), history.capacity());
    for (std::size_t i = 0; i < history.size(); ++i) {
      EXPECT_EQ(planners[i].ego, history[i].ego);
      EXPECT_TRUE(equal(planners[i].objects, history[i].objects));
    }
  }
}

TEST(CopyHandover, IsDeep) {
  CopyHandover handover;
  std::vector<TrackedObject> objects = objects_at(1.0, 3);
  const std::vector<TrackedObject> before = objects;
  HistoryBuffer history(2);
  history.append({.ego = {}, .objects = objects});
  const auto in_history = handover.to_history(objects), in_frame = handover.to_frame(in_history);
  const HistoryBuffer& planners = handover.to_planner(history);
  objects[1].box.centre.x = 99.0;
  EXPECT_TRUE(equal(in_history, before));
  EXPECT_TRUE(equal(in_frame, before));
  EXPECT_TRUE(equal(planners.newest().objects, before));
  EXPECT_NE(in_history.data(), in_frame.data());
}

TEST(ViewHandover, CopiesNothing) {
  ViewHandover handover;
  const std::vector<TrackedObject> objects = objects_at(1.0, 3);
  HistoryBuffer history(2);
  EXPECT_EQ(&handover.to_planner(history), &history);
  EXPECT_EQ(handover.to_history(objects).data(), objects.data());
  EXPECT_EQ(handover.to_frame(objects).data(), objects.data());
}

}  // namespace
}  // namespace stepscope
