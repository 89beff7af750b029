#pragma once

#include "core/map/map_cache.h"
#include "core/scenario/scenario.h"
#include "tests/support/files.h"

namespace stepscope::test {

// 80 iterations of the small log that comes with the tests: 79 steps.
inline ScenarioPtr mini_scenario() {
  static MapCache maps;
  const auto root = mini_root();
  const auto map = maps.get(root / "maps", "synthetic-mini");
  if (!map.ok()) return nullptr;
  const auto token = Token::from_hex("be562b0b1f1b03cf");
  const auto scenario = Scenario::load({root / "splits/synthetic/synthetic-mini-01.db", *token}, "unknown",
                                       {.duration_s = 8.0, .offset_s = 0.0, .subsample = 0.5}, map.value());
  return scenario.ok() ? scenario.value() : nullptr;
}

}  // namespace stepscope::test
