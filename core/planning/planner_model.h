#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/learning/model_contract.h"
#include "core/learning/network.h"

namespace stepscope {

// The model that a planner asks.
struct PlannerModel {
  std::string name;            // "demo-driver.pt", "resnet50-random"
  std::filesystem::path file;  // empty: there is none, the library makes the network
  FoundContract contract;
  std::optional<NetworkFacts> network;  // none: not loaded yet
};

}  // namespace stepscope
