#include "core/profile/engine_profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace stepscope {
namespace {

TEST(EngineProfile, EverySwitchCanBeSetToEachOfItsChoicesByText) {
  for (const ProfileSwitch& s : switches_of(EngineProfile::fast())) {
    for (const std::string& choice : s.choices) {
      EngineProfile profile;
      ASSERT_TRUE(set_switch(profile, s.key, choice).ok()) << s.key;
      for (const ProfileSwitch& after : switches_of(profile)) {
        if (after.key == s.key) {
          EXPECT_EQ(after.value, choice) << s.key;
        }
      }
    }
    EXPECT_FALSE(s.explanation.empty());
  }
}

// Threads help only where cores are idle, a graphics card is not everywhere.
TEST(EngineProfile, FastAndBaselineDifferInEverySwitchThatAlwaysHelps) {
  const std::set<std::string> same{"features", "inference-threads", "device"};
  const auto fast = switches_of(EngineProfile::fast());
  const auto baseline = switches_of(EngineProfile::baseline());
  ASSERT_EQ(fast.size(), baseline.size());
  for (std::size_t i = 0; i < fast.size(); ++i) {
    EXPECT_EQ(fast[i].value == baseline[i].value, same.contains(fast[i].key)) << fast[i].key;
  }
}

TEST(EngineProfile, NamesWhatIsUnknown) {
  EngineProfile profile;
  const Status unknown = set_switch(profile, "warp", "9");
  ASSERT_FALSE(unknown.ok());
  EXPECT_THAT(unknown.error().text(), testing::HasSubstr("no switch \"warp\""));
  const Status value = set_switch(profile, "queries", "never");
  ASSERT_FALSE(value.ok());
  EXPECT_THAT(value.error().text(), testing::AllOf(testing::HasSubstr("queries"), testing::HasSubstr("per-scenario")));
  EXPECT_EQ(profile, EngineProfile::fast());
  EXPECT_FALSE(EngineProfile::named("quick").ok());
}

}  // namespace
}  // namespace stepscope
