#pragma once

#include <span>
#include <vector>

#include "core/probe/span.h"
#include "core/sqlite/ledger.h"
#include "core/store/bytes.h"

namespace stepscope {

// How what a step cost is kept. Stages are numbered as the recording program numbered them; its run says with which
// keys (stage_keys()).

// "unaccounted,input_preparation,…": the keys of all stages of this program, in the order of their numbers.
std::string stage_keys();
// This program's stages in the order of the text's keys. An empty list: a key is unknown.
std::vector<Stage> stages_from_keys(std::string_view keys);

// Stages that a step spent time in: number, total and self.
void write_stage_times(const StepTiming& timing, ByteWriter& out);
void read_stage_times(ByteReader& in, std::span<const Stage> stages, StepTiming& timing);

// Times as differences, so that a span takes some 6 bytes.
void write_spans(std::span<const SpanRecord> spans, ByteWriter& out);
void read_spans(ByteReader& in, std::span<const Stage> stages, std::vector<SpanRecord>& out);

void write_executions(std::span<const StatementExecution> executions, ByteWriter& out);
void read_executions(ByteReader& in, std::vector<StatementExecution>& out);  // appends

}  // namespace stepscope
