#pragma once

#include <string>

#include "core/ablation/ablation_result.h"
#include "core/report/document.h"

namespace stepscope {

// One row per switch, then fast and the same twice.
Table effect_table(const AblationResult& result);
// What its columns say.
std::string column_words();
// What the first one leaves out: intervals and verdicts of the other columns, corrected p, preparation.
Table interval_table(const AblationResult& result);

// The same in processor time of the simulation thread: scatters less on a busy machine, knows nothing of logs and other
// threads. Without rows where it was not recorded.
Table processor_table(const AblationResult& result);

// All of it, one line per switch and column, for spreadsheets.
std::string ablation_csv(const AblationResult& result);

}  // namespace stepscope
