#include "ui/window/report_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

constexpr int kRunsNamed = 6;
constexpr int kFieldWidth = 380;

QString runs_text(const QStringList& runs) {
  QStringList lines = runs.mid(0, kRunsNamed);
  if (runs.size() > kRunsNamed) lines << ReportDialog::tr("… and %1 more").arg(runs.size() - kRunsNamed);
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

QString report_format_text(ReportFormat format) {
  const QString key = to_qt(format_key(format));
  const std::pair<const char*, QString> kTitles[] = {
      {"md", ReportDialog::tr("Text (Markdown)")}, {"html", ReportDialog::tr("Web page (one HTML file)")},
      {"pdf", ReportDialog::tr("To print (PDF)")}, {"json", ReportDialog::tr("For programs (JSON)")},
      {"csv", ReportDialog::tr("Tables (CSV)")},   {"trace", ReportDialog::tr("Trace for Perfetto or Chrome")}};
  for (const auto& [name, title] : kTitles)
    if (key == QLatin1String(name)) return title;
  return key;
}

ReportDialog::ReportDialog(const QStringList& runs, const Proposal& proposal, QWidget* parent)
    : QDialog(parent),
      folder_(new QLineEdit(proposal.folder, this)),
      expectations_(new QLineEdit(proposal.expectations, this)),
      savings_(new QLineEdit(proposal.savings, this)) {
  setWindowTitle(tr("Write a report"));
  setObjectName(QStringLiteral("reportDialog"));
  auto* about = new QLabel(runs_text(runs), this);
  about->setTextFormat(Qt::PlainText);
  about->setWordWrap(true);
  // A label that wraps asks for the height of a narrow one, and takes it from rows that can be squeezed.
  about->setMinimumWidth(kFieldWidth);
  auto* kinds = new QWidget(this);
  kinds->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  auto* column = new QVBoxLayout(kinds);
  column->setContentsMargins(0, 0, 0, 0);
  for (const ReportFormat format : kReportFormats) {
    auto* box = new QCheckBox(report_format_text(format), kinds);
    box->setChecked(proposal.formats.contains(to_qt(format_key(format))));
    column->addWidget(box);
    boxes_.emplace_back(format, box);
    QObject::connect(box, &QCheckBox::toggled, this, &ReportDialog::enable);
  }
  folder_->setMinimumWidth(kFieldWidth);
  expectations_->setPlaceholderText(tr("what comes with the program"));
  expectations_->setToolTip(
      tr("A small JSON file of what you expect, such as at most 5 statements per step: the section Surprises holds it "
         "against what was measured, the worst first"));
  savings_->setPlaceholderText(tr("not measured"));
  savings_->setToolTip(
      tr("ablation.json of a measured ablation of this planner: the section Path to the budget then tells what the "
         "switches were measured to save"));

  auto* form = new QFormLayout;
  form->addRow(runs.size() == 1 ? tr("Run") : tr("Runs, compared"), about);
  form->addRow(tr("As"), kinds);
  form->addRow(tr("Folder"), with_browse(folder_, tr("Folder of the report"), [this] {
                 return QFileDialog::getExistingDirectory(this, tr("Folder of the report"), folder_->text());
               }));
  form->addRow(tr("Expected"), with_browse(expectations_, tr("File of what was expected"), [this] {
                 return ask_for_file(tr("File of what was expected"), expectations_);
               }));
  form->addRow(tr("Savings"), with_browse(savings_, tr("File of measured savings"),
                                          [this] { return ask_for_file(tr("File of measured savings"), savings_); }));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  write_ = buttons->addButton(tr("Write report"), QDialogButtonBox::AcceptRole);
  write_->setDefault(true);
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addWidget(buttons);
  QObject::connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  QObject::connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  QObject::connect(folder_, &QLineEdit::textChanged, this, &ReportDialog::enable);
  enable();
  write_->setFocus();
}

std::vector<ReportFormat> ReportDialog::formats() const {
  std::vector<ReportFormat> chosen;
  for (const auto& [format, box] : boxes_)
    if (box->isChecked()) chosen.push_back(format);
  return chosen;
}

QString ReportDialog::folder() const { return folder_->text().trimmed(); }
QString ReportDialog::expectations() const { return expectations_->text().trimmed(); }
QString ReportDialog::savings() const { return savings_->text().trimmed(); }

void ReportDialog::choose(ReportFormat format, bool chosen) {
  for (const auto& [one, box] : boxes_)
    if (one == format) box->setChecked(chosen);
}

void ReportDialog::set_folder(const QString& folder) { folder_->setText(folder); }

void ReportDialog::set_files(const QString& expectations, const QString& savings) {
  expectations_->setText(expectations);
  savings_->setText(savings);
}

bool ReportDialog::can_write() const { return write_->isEnabled(); }

QWidget* ReportDialog::with_browse(QLineEdit* line, const QString& name, const std::function<QString()>& ask) {
  line->setAccessibleName(name);
  auto* browse = new QToolButton(this);
  browse->setText(tr("Browse…"));
  browse->setAccessibleName(tr("Choose: %1").arg(name));
  auto* both = new QWidget(this);
  auto* row = new QHBoxLayout(both);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(line, 1);
  row->addWidget(browse);
  QObject::connect(browse, &QToolButton::clicked, this, [line, ask] {
    if (const QString chosen = ask(); !chosen.isEmpty()) line->setText(chosen);
  });
  return both;
}

QString ReportDialog::ask_for_file(const QString& title, const QLineEdit* line) {
  return QFileDialog::getOpenFileName(this, title, line->text(), tr("JSON (*.json);;All files (*)"));
}

void ReportDialog::enable() {
  write_->setEnabled(!formats().empty() && !folder().isEmpty());
  write_->setToolTip(formats().empty() ? tr("Choose at least one form") : QString());
}

}  // namespace stepscope::ui
