#include "ui/bridge/run_exporter.h"

#include "core/record/run_folder.h"
#include "core/record/run_reader.h"
#include "core/record/text_file.h"
#include "core/report/markdown.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

Result<std::filesystem::path> write_now(const FinishedRun& finished, const std::filesystem::path& folder) {
  const RunRecord record{.run = *finished.run,
                         .outcome = finished.outcome,
                         .spans = finished.spans.get(),
                         .window = WindowState::kAttached};
  if (const auto status = write_run_folder(folder, record); !status.ok()) return status.error();
  const auto stored = read_run_folder(folder);
  if (!stored.ok()) return stored.error();
  const auto file = folder / "report.md";
  if (const auto status = write_file(file, markdown_report({&stored.value(), 1})); !status.ok()) return status.error();
  return file;
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
