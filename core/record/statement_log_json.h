#pragma once

#include <nlohmann/json.hpp>

#include "core/files/json_node.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// Every execution of a log, with texts, plans and call sites, as a manifest keeps what loading its scenario executed:
// some dozen of them.
nlohmann::ordered_json statement_log_json(const StatementLog& log);

// Throws JsonFault where something is missing, or an execution names a text or a site that is not there.
StatementLog statement_log_in(const JsonNode& node);

}  // namespace stepscope
