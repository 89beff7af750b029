#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/assembly/assembled_run.h"
#include "core/base/result.h"

namespace stepscope {

// What a simulation log says about the model that was asked.
struct LoggedModel {
  std::string name;
  std::string sha256;                  // of its file; empty: there is none
  std::optional<std::string> weights;  // all bytes of its file; none: not part of the log
};
// By name and hash only. None: the planner asks no model.
Result<std::optional<LoggedModel>> logged_model(const AssembledRun& run);
// The same with all bytes of the file, read now. `library_weights`: of a network that has none.
Result<std::optional<LoggedModel>> logged_model_with_weights(const AssembledRun& run, std::string_view library_weights);
// The bytes of the file that a network would be in which the library makes; empty if the run asks none of that kind.
Result<std::string> library_weights(const AssembledRun& run);

// The MessagePack of a simulation log in the order of its bytes: beginning, frames, end. `frames`: how many there are.
enum class LogParts { kFramesAndHeader, kFramesHeaderAndModel };
inline LogParts log_parts(const AssembledRun& run) {
  return run.model() == nullptr ? LogParts::kFramesAndHeader : LogParts::kFramesHeaderAndModel;
}
std::string log_beginning(std::size_t frames, LogParts parts);
void append_log_frame(const StepFrame& frame, std::string& out);
void append_log_end(const AssembledRun& run, const std::optional<LoggedModel>& model, std::string& out);

}  // namespace stepscope
