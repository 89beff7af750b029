#include "app/cli/saved_run.h"

#include "core/record/profiled_run_of.h"
#include "core/record/run_folder.h"
#include "core/report/scene_sources.h"
#include "core/report/write_report.h"

namespace stepscope::cli {

Status save_run(const std::filesystem::path& folder, const RunRecord& record,
                const std::shared_ptr<const SpanTape>& spans) {
  if (Status status = write_run_folder(folder, record); !status.ok()) return status;
  std::vector<ReportedRun> reported(1);
  reported.front().run = std::make_shared<const ProfiledRun>(profiled_run_of(record, spans));
  reported.front().scene = scenes_of(record.run);
  constexpr ReportFormat kFormats[] = {ReportFormat::kMarkdown, ReportFormat::kHtml};
  const auto written = write_report(bottleneck_report(std::move(reported)), kFormats, folder);
  return written.ok() ? Status() : Status(written.error());
}

}  // namespace stepscope::cli
