#pragma once

#include <nlohmann/json.hpp>

#include "core/ablation/ablation_result.h"

namespace stepscope {

// The whole result for machines; described in docs/ablation.md.
nlohmann::ordered_json ablation_json(const AblationResult& result);

}  // namespace stepscope
