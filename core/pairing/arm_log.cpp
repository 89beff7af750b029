#include "core/pairing/arm_log.h"

#include "core/files/text_file.h"
#include "core/record/run_record.h"

namespace stepscope {

Status write_arm_log(const std::filesystem::path& folder, AssembledRun& run, const RunOutcome& outcome) {
  return write_file(folder / "log.msgpack.xz", simulation_log_xz(RunRecord{.run = run, .outcome = outcome}));
}

}  // namespace stepscope
