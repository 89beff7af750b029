#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/assembly/assembled_run.h"
#include "core/probe/span.h"
#include "core/simulation/step_sink.h"

namespace stepscope {

// What became of the log of a run.
struct LogEnd {
  LogWriting writing{LogWriting::kBlocking};
  std::int64_t wait_ns{0};        // how long the end of the run waited for it
  std::uint64_t bytes{0};         // of the file
  std::string note;               // what a user should know about it; empty: nothing
  std::vector<SpanRecord> spans;  // when it was worked at (Stage::kRecording, lane 2), by begin
};

// The simulation log of one run in the making: what happened at every step, MessagePack in xz (docs/formats.md). Takes
// the steps while the run goes on and is complete when finish() returns; until then the file does not have its name.
//
//   auto log = make_simulation_log(*run, folder / kLogFile);
//   const RunOutcome outcome = run->run(control, log.value().get());
//   const Result<LogEnd> end = log.value()->finish();
//
// The run must outlive the log. Without finish() no file stays.
class SimulationLog : public StepSink {
 public:
  // After the last step, however the run ended, once: until the file is whole and has its name. An error names the file
  // and the reason (full disk …); then there is none.
  virtual Result<LogEnd> finish() = 0;
};

inline constexpr const char* kLogFile = "log.msgpack.xz";

// By the profile's switch `log`. Before the run, on any thread. Makes the folder; an error says why `file` cannot be
// written, or what is wrong with the model whose weights are to be in it.
Result<std::unique_ptr<SimulationLog>> make_simulation_log(AssembledRun& run, const std::filesystem::path& file);

// The log of a run that has ended, written at once; with weights if the profile wants them.
Result<LogEnd> write_simulation_log(AssembledRun& run, const std::filesystem::path& file);

}  // namespace stepscope
