#pragma once

#include <QDialog>
#include <QStringList>
#include <vector>

#include "core/report/write_report.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace stepscope::ui {

// "Web page (html)".
QString report_format_text(ReportFormat format);

// Which report is to be written, and where. Return writes it as last time.
class ReportDialog : public QDialog {
  Q_OBJECT

 public:
  // `runs`: their titles. `formats`: keys of those that are chosen at first. `folder`: proposed.
  ReportDialog(const QStringList& runs, const QStringList& formats, const QString& folder, QWidget* parent);

  std::vector<ReportFormat> formats() const;
  QString folder() const;
  void choose(ReportFormat format, bool chosen);
  void set_folder(const QString& folder);
  bool can_write() const;

 private:
  void ask_for_folder();
  void enable();

  std::vector<std::pair<ReportFormat, QCheckBox*>> boxes_;
  QLineEdit* folder_;
  QPushButton* write_;
};

}  // namespace stepscope::ui
