#pragma once

#include <QObject>
#include <QPointer>

#include "ui/bridge/report_writer.h"
#include "ui/panels/error_bar.h"
#include "ui/window/report_dialog.h"
#include "ui/window/window_settings.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

// Writes reports on behalf of the window: of the run that is shown, or of kept ones; asks how, and offers to open what
// was written. GUI thread.
class ReportRoom : public QObject {
  Q_OBJECT

 public:
  // All outlive the room's use: it is a child of the window that owns them.
  ReportRoom(Workbench& bench, WindowSettings& settings, QWidget& window);

  ReportWriter& writer() { return writer_; }

  // Of the run that is shown: asks how. Nothing without a finished run.
  void ask();
  // The same, without asking: as last time.
  void write_again();
  // Of kept runs, several compared.
  void ask_about(const std::vector<ReportWish::Run>& runs);
  // That asks; null if none does.
  ReportDialog* dialog() const { return dialog_; }

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);
  void offered(stepscope::ui::Severity severity, const QString& text,
               const std::vector<stepscope::ui::BarAction>& actions);

 private:
  std::vector<ReportWish::Run> shown() const;
  QString proposed_folder(const std::vector<ReportWish::Run>& runs) const;
  std::vector<ReportFormat> remembered_formats() const;
  void offer(const WrittenReport& report, const std::filesystem::path& folder);

  Workbench& bench_;
  WindowSettings& settings_;
  QWidget& window_;
  ReportWriter writer_;
  QPointer<ReportDialog> dialog_;
};

}  // namespace stepscope::ui
