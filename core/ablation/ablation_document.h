#pragma once

#include "core/ablation/ablation_result.h"
#include "core/report/document.h"

namespace stepscope {

// The ablation as a text to read: headline, warnings, table, waterfall, interactions, surprises, method.
Document document_of(const AblationResult& result);

}  // namespace stepscope
