#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "core/dataset/log_index.h"

namespace stepscope::test {

// A scenario of a summary that is made up.
struct MadeUpScenario {
  std::uint64_t token{0};
  double offset_s{0.0};  // of the anchor since the log's first frame; a multiple of 0.05 s
  std::vector<std::string> tags;
  int agents{126};
};

// Summary of a log of 60 s at 20 Hz, none of whose other frames is a scenario.
inline LogSummary made_up_log(const std::string& name, const std::string& location,
                              const std::vector<MadeUpScenario>& scenarios) {
  constexpr std::uint32_t kFrames = 1201;
  constexpr std::int64_t kBegin = 1'000'000'000, kStep = 50'000;
  ScenarioFacts facts;
  for (std::uint32_t frame = 0; frame < kFrames; ++frame) {
    facts.tokens.push_back({0xF000'0000'0000'0000U + frame});
    facts.times.push_back({kBegin + kStep * frame});
  }
  facts.agents.assign(kFrames, 0);
  facts.is_scenario.assign(kFrames, false);
  for (const MadeUpScenario& scenario : scenarios) {
    const auto frame = static_cast<std::uint32_t>(std::lround(scenario.offset_s / 0.05));
    facts.tokens[frame] = {scenario.token};
    facts.agents[frame] = static_cast<std::uint32_t>(scenario.agents);
    facts.is_scenario[frame] = true;
    for (const std::string& tag : scenario.tags) {
      facts.tags.push_back({frame, static_cast<std::uint32_t>(facts.types.size())});
      facts.types.push_back(tag);
    }
  }
  LogSummary log;
  log.db = "/data/" + name + ".db";
  log.name = name;
  log.location = location;
  log.begin = facts.times.front();
  log.end = facts.times.back();
  log.frames = kFrames;
  log.scenarios = make_scenario_list(std::move(facts));
  return log;
}

}  // namespace stepscope::test
