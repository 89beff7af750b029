#pragma once

#include "core/pairing/pair_findings.h"
#include "core/report/document.h"

namespace stepscope {

// The tables of a comparison.
Table differences_table(const PairFindings& findings);
Table stage_table(const PairFindings& findings);  // total, step, own time of every stage
Table tail_table(const PairFindings& findings);
Table miss_table(const PairFindings& findings);
Table scenario_table(const PairFindings& findings);  // with scores

}  // namespace stepscope
