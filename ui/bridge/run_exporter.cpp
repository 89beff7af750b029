#include "ui/bridge/run_exporter.h"

#include "core/record/profiled_run_of.h"
#include "core/record/run_folder.h"
#include "core/report/scene_sources.h"
#include "core/report/write_report.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

Result<std::filesystem::path> write_now(const FinishedRun& finished, const std::filesystem::path& folder) {
  const RunRecord record{.run = *finished.run,
                         .outcome = finished.outcome,
                         .spans = finished.spans.get(),
                         .window = WindowState::kAttached};
  if (const auto status = write_run_folder(folder, record); !status.ok()) return status.error();
  std::vector<ReportedRun> reported(1);
  reported.front().run = std::make_shared<const ProfiledRun>(profiled_run_of(record, finished.spans));
  reported.front().scene = scenes_of(*finished.run);
  constexpr ReportFormat kFormats[] = {ReportFormat::kMarkdown, ReportFormat::kHtml};
  const auto written = write_report(bottleneck_report(std::move(reported)), kFormats, folder);
  if (!written.ok()) return written.error();
  return written.value().files.front();
}

}  // namespace

RunExporter::RunExporter(QObject* parent) : QObject(parent), background_(*this) {}

void RunExporter::write(const FinishedRun& finished, const std::filesystem::path& parent_folder) {
  Q_ASSERT(finished.run != nullptr);
  const auto folder = parent_folder / run_folder_name(*finished.run);
  Q_EMIT started(path_text(folder));
  background_.run([finished, folder] { return write_now(finished, folder); },
                  [this](Result<std::filesystem::path> report) {
                    if (report.ok())
                      Q_EMIT written(path_text(report.value()));
                    else
                      Q_EMIT failed(report.error());
                  });
}

}  // namespace stepscope::ui
