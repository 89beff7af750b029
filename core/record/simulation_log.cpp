#include "core/record/simulation_log.h"

#include <utility>

#include "core/record/async_log.h"
#include "core/record/blocking_log.h"
#include "core/record/log_content.h"

namespace stepscope {

namespace {

Result<std::unique_ptr<SimulationLog>> make(LogWriting writing, AssembledRun& run, const std::filesystem::path& file) {
  auto growing = GrowingFile::create(file);
  if (!growing.ok()) return growing.error();
  if (writing == LogWriting::kAsync)
    return std::unique_ptr<SimulationLog>(std::make_unique<AsyncLog>(run, std::move(growing).value()));
  std::string weights;
  if (writing == LogWriting::kWithWeights) {
    auto made = library_weights(run);
    if (!made.ok()) return made.error();
    weights = std::move(made).value();
  }
  return std::unique_ptr<SimulationLog>(
      std::make_unique<BlockingLog>(writing, run, std::move(growing).value(), std::move(weights)));
}

}  // namespace

Result<std::unique_ptr<SimulationLog>> make_simulation_log(AssembledRun& run, const std::filesystem::path& file) {
  return make(run.profile().log, run, file);
}

Result<LogEnd> write_simulation_log(AssembledRun& run, const std::filesystem::path& file) {
  const bool weights = run.profile().log == LogWriting::kWithWeights;
  auto log = make(weights ? LogWriting::kWithWeights : LogWriting::kBlocking, run, file);
  if (!log.ok()) return log.error();
  return log.value()->finish();
}

}  // namespace stepscope
