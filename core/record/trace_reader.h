#pragma once

#include <filesystem>
#include <memory>

#include "core/base/result.h"
#include "core/probe/span_tape.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// What a run folder's trace tells of its run. Times are of the trace: from its first event on.
struct StoredTrace {
  std::shared_ptr<const SpanTape> spans;
  std::vector<SpanRecord> background;
  StatementLog statements;  // of database spans that say what they executed; empty in folders of early versions
};

// Reads trace.json of a run folder back (one process). Errors name the event and the field: something is missing or
// malformed, a step is left out, spans of a step do not begin with the step itself.
Result<StoredTrace> read_trace(const std::filesystem::path& file);

}  // namespace stepscope
