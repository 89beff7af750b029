#include "core/pairing/arm_steps.h"

#include <utility>

namespace stepscope {

Result<std::unique_ptr<ArmSteps>> ArmSteps::make(AssembledRun& run, const std::filesystem::path& log_folder,
                                                 StepSink* next) {
  std::unique_ptr<SimulationLog> log;
  if (!log_folder.empty()) {
    std::error_code code;
    if (!std::filesystem::is_directory(log_folder, code))
      return Error{.file = (log_folder / kLogFile).string(),
                   .place = {},
                   .field = {},
                   .reason = "cannot be written: its folder is not there"};
    auto made = make_simulation_log(run, log_folder / kLogFile);
    if (!made.ok()) return made.error();
    log = std::move(made).value();
  }
  return std::unique_ptr<ArmSteps>(new ArmSteps(std::move(log), next));
}

Result<std::optional<LogEnd>> ArmSteps::finish() {
  if (!log_) return std::optional<LogEnd>();
  auto end = log_->finish();
  if (!end.ok()) return end.error();
  return std::optional(std::move(end).value());
}

}  // namespace stepscope
