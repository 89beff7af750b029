#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/pairing/baseline_comparison.h"
#include "core/pairing/run_differences.h"
#include "core/report/document.h"

namespace stepscope {

// Runs of one way, beside those that a baseline kept, or alone.
struct BaselineFindings {
  std::string name;
  WayLevels b;
  std::optional<BaselineComparison> comparison;  // none: there is no baseline
  std::vector<RunDifference> differences;        // then and now
  std::vector<GateResult> gates;
  bool stopped{false};
};

Document baseline_document(const BaselineFindings& findings);
std::string baseline_json(const BaselineFindings& findings);

}  // namespace stepscope
