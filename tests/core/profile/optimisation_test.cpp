#include "core/profile/optimisation.h"

#include <gtest/gtest.h>

#include <map>

namespace stepscope {
namespace {

std::map<std::string, std::string> values_of(const EngineProfile& profile) {
  std::map<std::string, std::string> values;
  for (const ProfileSwitch& s : switches_of(profile)) values[s.key] = s.value;
  return values;
}

TEST(Optimisation, TheTwelveAreNumberedAndOffInBaseline) {
  ASSERT_EQ(optimisations().size(), 12U);
  const auto baseline = values_of(EngineProfile::baseline());
  for (std::size_t i = 0; i < 12; ++i) {
    const Optimisation& o = optimisations()[i];
    EXPECT_EQ(o.number, static_cast<int>(i) + 1);
    ASSERT_TRUE(baseline.contains(std::string(o.key))) << o.key;
    EXPECT_EQ(baseline.at(std::string(o.key)), o.off) << o.key;
  }
}

TEST(Optimisation, OnAndOffChangeTheirOwnSwitchAlone) {
  for (const Optimisation& o : optimisations()) {
    const EngineProfile on = with(EngineProfile::baseline(), o);
    auto values = values_of(on);
    EXPECT_EQ(values.at(std::string(o.key)), o.on);
    EXPECT_EQ(without(on, o), EngineProfile::baseline());
    values[std::string(o.key)] = std::string(o.off);
    EXPECT_EQ(values, values_of(EngineProfile::baseline()));
  }
}

// Three more in every phase; the last one leaves the graphics card out.
TEST(Optimisation, PhasesAddUp) {
  const auto baseline = values_of(EngineProfile::baseline());
  const int changed[] = {3, 6, 9, 11};
  for (const OptimisationPhase phase : kPhases) {
    const auto named = EngineProfile::named(phase_key(phase));
    ASSERT_TRUE(named.ok());
    EXPECT_EQ(named.value(), phase_profile(phase));
    int count = 0;
    for (const auto& [key, value] : values_of(named.value())) count += value != baseline.at(key) ? 1 : 0;
    EXPECT_EQ(count, changed[static_cast<int>(phase)]) << phase_key(phase);
  }
}

}  // namespace
}  // namespace stepscope
