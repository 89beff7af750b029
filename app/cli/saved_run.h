#pragma once

#include <filesystem>
#include <memory>

#include "core/record/run_record.h"

namespace stepscope::cli {

// Writes a run folder with everything in it: the files of the run, and its report as Markdown and HTML.
Status save_run(const std::filesystem::path& folder, const RunRecord& record,
                const std::shared_ptr<const SpanTape>& spans);

}  // namespace stepscope::cli
