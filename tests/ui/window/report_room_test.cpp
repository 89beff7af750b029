#include "ui/window/report_room.h"

#include <QAction>
#include <QCheckBox>
#include <QDesktopServices>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <fstream>

#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/panels/error_bar.h"
#include "ui/panels/runs_panel.h"
#include "ui/window/actions.h"
#include "ui/window/report_dialog.h"
#include "ui/window/runs_room.h"

namespace stepscope::ui {

namespace {

namespace fs = std::filesystem;
using test::kPatienceMs;

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
    StartOptions options = test::quick_options();
    options.store = home_.path() / "runs.db";
    window_ = std::make_unique<MainWindow>(options);
    window_->show();
    QVERIFY(!window_->actions().report->isEnabled());
    window_->reports().ask();  // of nothing
    QVERIFY(window_->reports().dialog() == nullptr);
    QVERIFY(test::open_mini(*window_));
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
    for (const QCheckBox* box : dialog->findChildren<QCheckBox*>())  // none is squeezed
      QVERIFY2(box->height() >= box->sizeHint().height(), qPrintable(box->text()));
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
    test::bar_button(*window_, "Open report")->click();
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

  void what_was_expected_comes_from_a_file_and_is_remembered() {
    const fs::path file = home_.path() / "expected.json", folder = home_.path() / "expected";
    std::ofstream(file) << R"({"format": {"name": "stepscope expectations", "version": 1},
                              "expectations": [{"measure": "step_mean_ms", "at_most": 0}]})";
    window_->actions().report->trigger();
    ReportDialog* dialog = window_->reports().dialog();
    dialog->set_folder(path_text(folder));
    dialog->set_files(path_text(file), QString());
    dialog->choose(ReportFormat::kMarkdown, true);
    QSignalSpy written(&window_->reports().writer(), &ReportWriter::written);
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kPatienceMs);
    const std::string text = text_of(folder / "report.md");
    QVERIFY(text.find("1 of 1 expectations were not met") != std::string::npos);

    std::ofstream(file) << R"({"expectations": []})";  // asked again, it proposes that file
    QTRY_VERIFY(window_->reports().dialog() == nullptr);
    window_->actions().report->trigger();
    QCOMPARE(window_->reports().dialog()->expectations(), path_text(file));
    QSignalSpy ended(&window_->reports().writer(), &ReportWriter::ended);
    window_->reports().dialog()->set_folder(path_text(home_.path() / "refused"));
    window_->reports().dialog()->accept();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatienceMs);
    QVERIFY(window_->parts().error_bar->text().contains("expected.json"));
    QVERIFY(!fs::exists(home_.path() / "refused"));
    WindowSettings().save_report_files(QString(), QString());
  }

  void savings_of_another_planner_are_said_not_to_fit() {
    const fs::path file = home_.path() / "ablation.json";
    std::ofstream(file) << R"({"kind": "stepscope ablation", "rows": [],
      "conditions": {"planner": "nobody", "challenge": "open-loop-boxes", "processor": "none"}})";
    QTRY_VERIFY(window_->reports().dialog() == nullptr);
    window_->actions().report->trigger();
    window_->reports().dialog()->set_folder(path_text(home_.path() / "savings"));
    window_->reports().dialog()->set_files(QString(), path_text(file));
    QSignalSpy written(&window_->reports().writer(), &ReportWriter::written);
    window_->reports().dialog()->accept();
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kPatienceMs);
    const auto report = written.first().first().value<WrittenReport>();
    QCOMPARE(report.notes.size(), 1U);
    QVERIFY(report.notes.front().find("measured with another planner") != std::string::npos);
    WindowSettings().save_report_files(QString(), QString());
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
    test::set_planner(*window_, planner);
    QVERIFY(test::run_and_keep(*window_));
  }

  test::OwnHome home_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ReportRoomTest)
#include "report_room_test.moc"
