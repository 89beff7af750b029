#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "core/scenario/scenario.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace stepscope::test {

// What the reference's scenario interface returned for one log, with where log and numbers are.
struct GoldenScenario {
  std::filesystem::path db;
  nlohmann::json expected;

  ScenarioId id() const { return {.db = db, .token = Token::from_hex(expected["token"].get<std::string>()).value()}; }
  ScenarioExtraction extraction() const {
    return {
        .duration_s = expected["header"]["duration_s"], .offset_s = 0.0, .subsample = expected["header"]["subsample"]};
  }
  ScenarioPtr load() const {
    auto scenario = Scenario::load(id(), "unknown", extraction(), nullptr);
    if (!scenario.ok()) throw std::runtime_error(scenario.error().text());
    return scenario.value();
  }
};

// The generated log always, the recorded ones where they are.
inline std::vector<std::string> golden_scenario_names() {
  std::vector<std::string> names{"synthetic-mini-01"};
  const auto shared = shared_folder();
  if (!shared) return names;
  for (const auto& entry : std::filesystem::directory_iterator(*shared / "golden/scenario_api")) {
    const std::string name = entry.path().stem().string();
    if (name != names.front()) names.push_back(name);
  }
  return names;
}

inline GoldenScenario golden_scenario(const std::string& name) {
  if (name == "synthetic-mini-01") {
    const nlohmann::json expected = golden("scenario_api/" + name + ".json");
    return {.db = mini_root() / expected["header"]["db"].get<std::string>(), .expected = expected};
  }
  const std::filesystem::path shared = shared_folder().value();
  const nlohmann::json expected = read_json(shared / "golden/scenario_api" / (name + ".json"));
  return {.db = shared / "data" / expected["header"]["db"].get<std::string>(), .expected = expected};
}

}  // namespace stepscope::test
