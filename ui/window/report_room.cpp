#include "ui/window/report_room.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>
#include <utility>

#include "ui/bridge/text.h"
#include "ui/window/report_dialog.h"

namespace stepscope::ui {

namespace {

// Of a title, what may stand in a file's name.
QString file_name_of(QString title) {
  static const QRegularExpression kOther(QStringLiteral("[^A-Za-z0-9._-]+"));
  title.replace(kOther, QStringLiteral("_"));
  return title.left(60);
}

void open_url(const std::filesystem::path& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path_text(path))); }

}  // namespace

ReportRoom::ReportRoom(Workbench& bench, WindowSettings& settings, QWidget& window)
    : QObject(&window), bench_(bench), settings_(settings), window_(window) {
  QObject::connect(&writer_, &ReportWriter::written, this, &ReportRoom::offer);
  QObject::connect(&writer_, &ReportWriter::failed, this, [this](const Error& error) {
    Q_EMIT said(Severity::kError, tr("The report was not written: %1").arg(error_text(error)));
  });
}

std::vector<ReportWish::Run> ReportRoom::shown() const {
  const RunView& view = bench_.view();
  if (view.size() == 0 || bench_.session().active()) return {};
  ShownRun run{.profile = std::make_shared<const ProfiledRun>(view.profile()), .scenario = {}, .frames = {}};
  if (bench_.has_scene()) {
    run.scenario = bench_.scenario();
    run.frames = view.frames();
  }
  const RunFacts& facts = run.profile->facts;
  const QString title =
      QStringLiteral("%1 · %2 · %3").arg(to_qt(facts.planner), to_qt(facts.challenge), type_text(facts.scenario_type));
  return {{.place = std::move(run), .title = title}};
}

QString ReportRoom::proposed_folder(const std::vector<ReportWish::Run>& runs) const {
  const QString name = runs.size() == 1 ? file_name_of(runs.front().title) : tr("comparison");
  const QString when = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
  return QStringLiteral("%1/%2_%3").arg(settings_.report_folder(), name, when);
}

std::vector<ReportFormat> ReportRoom::remembered_formats() const {
  std::vector<ReportFormat> formats;
  const QStringList keys = settings_.report_formats();
  for (const ReportFormat format : kReportFormats)
    if (keys.contains(to_qt(format_key(format)))) formats.push_back(format);
  return formats;
}

void ReportRoom::ask() { ask_about(shown()); }

void ReportRoom::write_again() {
  std::vector<ReportWish::Run> runs = shown();
  const std::vector<ReportFormat> formats = remembered_formats();
  if (runs.empty() || formats.empty()) return ask_about(runs);
  const QString folder = proposed_folder(runs);
  writer_.write({.runs = std::move(runs),
                 .formats = formats,
                 .folder = to_path(folder),
                 .expectations = to_path(settings_.report_expectations()),
                 .savings = to_path(settings_.report_savings())});
}

void ReportRoom::ask_about(const std::vector<ReportWish::Run>& runs) {
  if (runs.empty() || dialog_) return;
  QStringList titles;
  for (const ReportWish::Run& run : runs) titles << run.title;
  dialog_ = new ReportDialog(titles,
                             {.formats = settings_.report_formats(),
                              .folder = proposed_folder(runs),
                              .expectations = settings_.report_expectations(),
                              .savings = settings_.report_savings()},
                             &window_);
  dialog_->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog_, &QDialog::accepted, this, [this, runs] {
    const std::vector<ReportFormat> formats = dialog_->formats();
    QStringList keys;
    for (const ReportFormat format : formats) keys << to_qt(format_key(format));
    settings_.save_report(QFileInfo(dialog_->folder()).absolutePath(), keys);
    settings_.save_report_files(dialog_->expectations(), dialog_->savings());
    writer_.write({.runs = runs,
                   .formats = formats,
                   .folder = to_path(dialog_->folder()),
                   .expectations = to_path(dialog_->expectations()),
                   .savings = to_path(dialog_->savings())});
  });
  dialog_->open();
}

void ReportRoom::offer(const WrittenReport& report, const std::filesystem::path& folder) {
  for (const std::string& note : report.notes) Q_EMIT said(Severity::kInfo, to_qt(note));
  // What reads best of what there is.
  auto best = report.files.begin();
  for (const char* extension : {".md", ".pdf", ".html"}) {
    const auto found = std::ranges::find_if(
        report.files, [extension](const std::filesystem::path& file) { return file.extension() == extension; });
    if (found != report.files.end()) best = found;
  }
  Q_EMIT offered(
      Severity::kInfo, tr("Report written: %1").arg(path_text(*best)),
      {{tr("Open report"), [file = *best] { open_url(file); }}, {tr("Show folder"), [folder] { open_url(folder); }}});
}

}  // namespace stepscope::ui
