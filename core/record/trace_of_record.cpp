#include <cassert>

#include "core/record/run_record.h"
#include "core/record/trace_json.h"

namespace stepscope {

std::string trace_json(const RunRecord& record) {
  assert(record.spans != nullptr);
  std::vector<StepTiming> steps;
  const RunTape& tape = record.run.tape();
  for (std::size_t k = 0; k < tape.size(); ++k) steps.push_back(tape.frame(k)->timing);
  const StatementLog statements = record.run.ledger().log();
  const TracedRun run{
      .title = "stepscope " + record.run.request().planner + ", " +
               std::string(challenge_key(record.run.request().challenge)) + ", " + record.run.profile().name + " on " +
               record.run.scenario()->log_name(),
      .spans = record.spans,
      .background = record.log ? std::span<const SpanRecord>(record.log->spans) : std::span<const SpanRecord>(),
      .steps = steps,
      .statements = &statements};
  return trace_json(std::span(&run, 1));
}

}  // namespace stepscope
