#pragma once

#include <filesystem>

#include "core/analysis/profiled_run.h"
#include "core/base/result.h"

namespace stepscope {

// The files of a run folder about statements: queries.csv, a row per text, and statements.csv, a row per execution that
// names its text by the number in queries.csv. Written from a run by queries_csv() and statements_csv() (run_record.h).

// Reads queries.csv into `statements` and the texts of `statement_log`. An error names file, line and field.
Status read_queries(const std::filesystem::path& file, ProfiledRun& run);
// Reads statements.csv into the rest of `statement_log`; after read_queries(), whose numbers it refers to.
Status read_statements(const std::filesystem::path& file, ProfiledRun& run);
// Spans name their statement by its number, and a trace has numbers and times of its own: puts those of the trace into
// `log` where it has executions; else `log` becomes what the trace knows, with the plans that `log` has.
void follow_trace(StatementLog& log, StatementLog trace);

}  // namespace stepscope
