#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/analysis/profiled_run.h"
#include "core/analysis/query_ledger.h"

namespace stepscope::cli {

// The ledger as aligned columns: counts, a row per statement with its text, plan and call sites below.
std::string queries_text(const std::string& name, const ProfiledRun& run, const QueryLedger& ledger);
nlohmann::ordered_json queries_json(const std::string& name, const ProfiledRun& run, const QueryLedger& ledger);

}  // namespace stepscope::cli
