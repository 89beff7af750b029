#include "ui/window/report_room.h"

#include <QAction>
#include <QDesktopServices>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <fstream>

#include "tests/support/files.h"
#include "ui/bridge/text.h"
#include "ui/panels/error_bar.h"
#include "ui/panels/messages_panel.h"
#include "ui/panels/runs_panel.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/report_dialog.h"
#include "ui/window/runs_room.h"

namespace stepscope::ui {

namespace {

namespace fs = std::filesystem;
constexpr int kPatienceMs = 60'000;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

// Takes the files that the window wants opened, instead of a browser.
class OpenedFiles : public QObject {
  Q_OBJECT

 public:
  OpenedFiles() { QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "take"); }
  ~OpenedFiles() override { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }
  QStringList paths;

 public Q_SLOTS:
  void take(const QUrl& url) { paths << url.toLocalFile(); }
};

class ReportRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, path_text(home_.path() / "settings"));
    qputenv("XDG_CACHE_HOME", path_text(home_.path() / "cache").toUtf8());
    qputenv("XDG_DATA_HOME", path_text(home_.path() / "share").toUtf8());
    StartOptions options;
    options.speed = 0.0;
    options.width = 1280;
    options.height = 860;
    options.store = home_.path() / "runs.db";
    window_ = std::make_unique<MainWindow>(options);
    window_->show();
    QVERIFY(!window_->actions().report->isEnabled());
    window_->reports().ask();  // of nothing
    QVERIFY(window_->reports().dialog() == nullptr);
    window_->open(test::mini_root());
    QTRY_VERIFY_WITH_TIMEOUT(window_->workbench().scenario() != nullptr, kPatienceMs);
    make_run("simple");
    make_run("idm");
  }

  void the_run_that_is_shown_is_reported_in_every_form() {
    window_->actions().report->trigger();
    ReportDialog* dialog = window_->reports().dialog();
    QVERIFY(dialog != nullptr);
    const fs::path folder = home_.path() / "reports" / "one";
    dialog->set_folder(path_text(folder));
    for (const ReportFormat format : kReportFormats) dialog->choose(format, false);
    QVERIFY(!dialog->can_write());
    for (const ReportFormat format : kReportFormats) dialog->choose(format, true);
    QVERIFY(dialog->can_write());
    QSignalSpy written(&window_->reports().writer(), &ReportWriter::written);
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kPatienceMs);
    for (const char* file : {"report.md", "report.html", "report.json", "report_steps.csv", "trace.json"})
      QVERIFY2(fs::exists(folder / file), file);
    QVERIFY(text_of(folder / "report.md").find("idm") != std::string::npos);

    OpenedFiles opened;
    QVERIFY(window_->parts().error_bar->text().contains("Report written"));
    bar_button("Open report")->click();
    QCOMPARE(opened.paths, QStringList{path_text(folder / "report.html")});
    QVERIFY(window_->parts().error_bar->isHidden());
    QCOMPARE(WindowSettings().report_folder(), path_text(home_.path() / "reports"));
    QVERIFY(WindowSettings().report_formats().contains("trace"));
  }

  void the_next_report_needs_no_question() {
    WindowSettings().save_report(path_text(home_.path() / "again"), {"md"});
    QSignalSpy written(&window_->reports().writer(), &ReportWriter::written);
    window_->actions().report_again->trigger();
    QVERIFY(window_->reports().dialog() == nullptr);
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kPatienceMs);
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(home_.path() / "again"))
      if (entry.is_regular_file()) ++files;
    QCOMPARE(files, 1);
  }

  void kept_runs_are_compared() {
    std::vector<RunId> ids;
    for (const RunSummary& run : window_->parts().runs->runs().runs()) ids.push_back(run.id);
    QCOMPARE(ids.size(), 2U);
    Q_EMIT window_->parts().runs->reportWished(ids);
    ReportDialog* dialog = window_->reports().dialog();
    QVERIFY(dialog != nullptr);
    const fs::path folder = home_.path() / "two";
    dialog->set_folder(path_text(folder));
    dialog->choose(ReportFormat::kMarkdown, true);
    QSignalSpy written(&window_->reports().writer(), &ReportWriter::written);
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kPatienceMs);
    const std::string text = text_of(folder / "report.md");
    QVERIFY(text.find("simple") != std::string::npos);
    QVERIFY(text.find("idm") != std::string::npos);
  }

  void a_folder_that_cannot_be_written_is_said() {
    std::ofstream(home_.path() / "file") << "in the way";
    window_->actions().report->trigger();
    window_->reports().dialog()->set_folder(path_text(home_.path() / "file" / "report"));
    QSignalSpy ended(&window_->reports().writer(), &ReportWriter::ended);
    window_->reports().dialog()->accept();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatienceMs);
    QVERIFY(window_->parts().error_bar->text().contains("not written"));
  }

  void cleanupTestCase() { window_.reset(); }

 private:
  void make_run(const char* planner) {
    RunSetup setup = window_->workbench().setup();
    setup.request.planner = planner;
    setup.request.challenge = Challenge::kClosedLoopNonreactiveAgents;
    window_->workbench().set_setup(setup);
    const int before = window_->parts().runs->runs().rowCount();
    QSignalSpy kept(&window_->workbench().session(), &SimulationSession::runKept);
    window_->actions().run->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(kept.count(), 1, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(window_->parts().runs->runs().rowCount(), before + 1, kPatienceMs);
  }

  QPushButton* bar_button(const char* text) const {
    for (auto* button : window_->parts().error_bar->findChildren<QPushButton*>())
      if (button->text() == QLatin1String(text) && !button->isHidden()) return button;
    qFatal("no button %s", text);
  }

  test::TemporaryFolder home_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ReportRoomTest)
#include "report_room_test.moc"
