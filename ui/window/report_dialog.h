#pragma once

#include <QDialog>
#include <QStringList>
#include <functional>
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
  // What is proposed.
  struct Proposal {
    QStringList formats;  // keys
    QString folder;
    QString expectations, savings;  // files; empty: none
  };
  // `runs`: their titles.
  ReportDialog(const QStringList& runs, const Proposal& proposal, QWidget* parent);

  std::vector<ReportFormat> formats() const;
  QString folder() const;
  // Files; empty: what the program expects, no savings.
  QString expectations() const;
  QString savings() const;
  void choose(ReportFormat format, bool chosen);
  void set_folder(const QString& folder);
  void set_files(const QString& expectations, const QString& savings);
  bool can_write() const;

 private:
  QWidget* with_browse(QLineEdit* line, const QString& name, const std::function<QString()>& ask);
  QString ask_for_file(const QString& title, const QLineEdit* line);
  void enable();

  std::vector<std::pair<ReportFormat, QCheckBox*>> boxes_;
  QLineEdit* folder_;
  QLineEdit* expectations_;
  QLineEdit* savings_;
  QPushButton* write_;
};

}  // namespace stepscope::ui
