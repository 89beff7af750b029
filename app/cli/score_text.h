#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/metrics/has_score.h"

namespace stepscope::cli {

// A run's score in lines: the score, each metric that takes part in it and how, and below a metric what it was lost to.
std::string score_text(const std::string& name, const Scorecard& card);

// {metric: score} of the metrics that have one.
nlohmann::ordered_json scores_json(const Scorecard& card);

}  // namespace stepscope::cli
