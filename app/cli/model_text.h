#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>

#include "core/deviation/mode_deviation.h"
#include "core/learning/learning_library.h"
#include "core/planning/planner_model.h"

namespace stepscope::cli {

// What there is to say of a model.
struct ModelReport {
  PlannerModel model;
  std::string sha256;                    // empty: it has no file
  std::optional<LearningFacts> library;  // none: there is none
  std::string problem;                   // why it cannot be loaded
};

std::string model_text(const ModelReport& report);
nlohmann::ordered_json model_json(const ModelReport& report);

// One row per form: time per inference, poses and drive against float32.
std::string deviation_table(std::span<const ModeDeviation> modes);
nlohmann::ordered_json deviation_json(std::span<const ModeDeviation> modes);

}  // namespace stepscope::cli
