#pragma once

#include "core/pairing/pair_findings.h"
#include "core/report/document.h"

namespace stepscope {

// What a comparison found, in words and tables: verdict, gates, conditions, outputs, times, scores, and how far all
// that can be believed.
Document comparison_document(const PairFindings& findings);

// The same as JSON, numbers in full, with the times of every run (docs/comparison.md).
std::string comparison_json(const PairFindings& findings);

}  // namespace stepscope
