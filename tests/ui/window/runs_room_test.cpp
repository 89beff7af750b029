#include "ui/window/runs_room.h"

#include <QAction>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>
#include <fstream>

#include "core/store/store_recorder.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/score_panel.h"
#include "ui/scene/scene_view.h"
#include "ui/window/actions.h"

namespace stepscope::ui {

namespace fs = std::filesystem;
using test::kPatienceMs;

class RunsRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { store_ = home_.path() / ("runs-of-" + std::to_string(++tests_) + ".db"); }

  void a_live_run_is_kept_and_opens_as_it_was() {
    auto window = open_window();
    QVERIFY(panel(*window).runs().runs().empty());
    make_run(*window, "idm");
    Workbench& bench = window->workbench();
    const RunSummary kept = panel(*window).runs().run_at(0);
    QCOMPARE(kept.planner, std::string("idm"));
    QCOMPARE(kept.steps, bench.view().size());
    QCOMPARE(kept.status, std::string("reached_end"));
    QVERIFY(kept.source == RunSource::kLive);
    QVERIFY(bench.last_run().score != nullptr);
    QCOMPARE(kept.final_score.value_or(-1.0), bench.last_run().score->final_score);
    const std::vector<std::array<double, 4>> live = seen(bench);
    const ProfiledRun before = bench.view().profile();

    window = open_window();  // the next start, no dataset open
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 1, kPatienceMs);
    Q_EMIT panel(*window).openWished(kept.id);
    Workbench& again = window->workbench();
    QTRY_COMPARE_WITH_TIMEOUT(again.phase(), Phase::kFinished, kPatienceMs);
    QVERIFY(again.has_scene());
    QCOMPARE(seen(again), live);
    const ProfiledRun& after = again.view().profile();
    QCOMPARE(after.facts.planner, before.facts.planner);
    QCOMPARE(after.statements.size(), before.statements.size());
    QCOMPARE(after.statement_log.executions.size(), before.statement_log.executions.size());
    QVERIFY(after.spans != nullptr);
    QCOMPARE(after.spans->steps(), before.spans->steps());
    for (std::size_t k = 0; k < after.spans->steps(); ++k)
      QCOMPARE(after.spans->of_step(k).size(), before.spans->of_step(k).size());
    QCOMPARE(after.score->final_score, before.score->final_score);
    QCOMPARE(again.setup().request.planner, std::string("idm"));
    QCOMPARE(window->parts().strip->step_count(), static_cast<int>(live.size()));
  }

  void deleted_runs_come_back_until_the_next_start() {
    auto window = open_window();
    make_run(*window, "simple");
    make_run(*window, "simple");
    const RunId first = panel(*window).runs().run_at(1).id, second = panel(*window).runs().run_at(0).id;
    Q_EMIT panel(*window).deleteWished({first, second});
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 0, kPatienceMs);
    QVERIFY(window->parts().error_bar->text().contains("2 runs deleted"));
    window->actions().undo->trigger();
    QVERIFY(window->parts().error_bar->isHidden());  // no longer so
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 2, kPatienceMs);
    window->actions().redo->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 0, kPatienceMs);
    QVERIFY(!window->parts().error_bar->isHidden());
    test::bar_button(*window, "Undo")->click();
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 2, kPatienceMs);

    Q_EMIT panel(*window).deleteWished({first});
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 1, kPatienceMs);
    window = open_window();
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 1, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(RunStore::open(store_).value().list(RunsShown::kAll).value().size() == 1, kPatienceMs);
  }

  void a_name_is_kept_and_can_be_undone() {
    auto window = open_window();
    make_run(*window, "simple");
    const RunId run = panel(*window).runs().run_at(0).id;
    Q_EMIT panel(*window).labelWished(run, "first <try>");
    QTRY_COMPARE_WITH_TIMEOUT(to_qt(panel(*window).runs().run_at(0).label), QString("first <try>"), kPatienceMs);
    window->actions().undo->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(panel(*window).runs().run_at(0).label.empty(), kPatienceMs);
  }

  void an_interrupted_run_is_announced_once_and_opens() {
    {  // a program that goes away in the middle of a run
      auto window = open_window();
      QVERIFY(test::open_mini(*window));
      const RunSetup setup = window->workbench().setup();
      auto run = AssembledRun::assemble(setup.request, setup.profile, window->workbench().scenario());
      QVERIFY(run.ok());
      RunControl control;
      StoreRecorder recorder(*run.value(), {.store = store_, .source = RunSource::kLive});
      run.value()->run(control, &recorder);
    }  // without finish()
    auto window = open_window();
    QTRY_VERIFY_WITH_TIMEOUT(window->parts().error_bar->isVisible(), kPatienceMs);
    QVERIFY(window->parts().error_bar->text().contains("interrupted after step"));
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    QTest::mouseClick(test::bar_button(*window, "Open it"), Qt::LeftButton);
    Workbench& bench = window->workbench();
    QTRY_COMPARE_WITH_TIMEOUT(bench.phase(), Phase::kFinished, kPatienceMs);
    QVERIFY(bench.view().size() > 0);
    QVERIFY(bench.last_run().score != nullptr);  // of the steps there are
    QVERIFY(bench.last_run().outcome.status == RunStatus::kStopped);
    QVERIFY(window->parts().scene->hasFocus());  // its keys work at once

    window = open_window();
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 1, kPatienceMs);
    QVERIFY(!window->parts().error_bar->isVisible());
  }

  void a_damaged_store_is_said_and_runs_go_on() {
    std::ofstream(store_) << "this is no database at all, whatever its name says; it is left as it is";
    auto window = open_window();
    QTRY_VERIFY_WITH_TIMEOUT(window->parts().error_bar->isVisible(), kPatienceMs);
    QVERIFY(window->parts().error_bar->text().contains(path_text(store_)));
    QVERIFY(test::open_mini(*window));
    window->actions().run->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window->workbench().phase(), Phase::kFinished, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 1, kPatienceMs);  // in a store beside
    std::ifstream file(store_);
    std::string word;
    file >> word;
    QCOMPARE(word, std::string("this"));
  }

  void bookmarks_stay_with_their_run() {
    auto window = open_window();
    make_run(*window, "simple");
    const RunId run = panel(*window).runs().run_at(0).id;
    window->workbench().bookmarks().set_note(7, "the lorry cuts in");
    window->workbench().bookmarks().toggle(3);
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().run_at(0).bookmarks, 2, kPatienceMs);
    window = open_window();
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 1, kPatienceMs);
    Q_EMIT panel(*window).openWished(run);
    QTRY_COMPARE_WITH_TIMEOUT(window->workbench().bookmarks().all().size(), 2U, kPatienceMs);
    QCOMPARE(window->workbench().bookmarks().note(7), QString("the lorry cuts in"));
    window->workbench().bookmarks().toggle(3);
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().run_at(0).bookmarks, 1, kPatienceMs);
  }

  void without_a_store_runs_go_on() {
    store_.clear();
    auto window = open_window();
    QVERIFY(test::open_mini(*window));
    window->actions().run->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window->workbench().phase(), Phase::kFinished, kPatienceMs);
    QCOMPARE(panel(*window).runs().rowCount(), 0);
  }

  void a_bundle_carries_a_run_to_another_store() {
    auto window = open_window();
    make_run(*window, "simple");
    const RunId run = panel(*window).runs().run_at(0).id;
    const std::vector<std::array<double, 4>> live = seen(window->workbench());
    const fs::path folder = home_.path() / "bundles";
    fs::create_directories(folder);
    QSignalSpy exported(&window->runs().library(), &RunLibrary::exported);
    window->runs().export_into({run}, folder);
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, kPatienceMs);
    const fs::path bundle = folder / to_path(window->runs().bundle_name(run));
    QVERIFY(fs::exists(bundle));

    store_ = home_.path() / "another" / "runs.db";
    window = open_window();
    window->open(bundle);  // as if dropped on it
    QTRY_COMPARE_WITH_TIMEOUT(panel(*window).runs().rowCount(), 1, kPatienceMs);
    QVERIFY(panel(*window).runs().run_at(0).source == RunSource::kImport);
    QTRY_VERIFY_WITH_TIMEOUT(window->parts().error_bar->isVisible(), kPatienceMs);
    test::bar_button(*window, "Open it")->click();
    QTRY_COMPARE_WITH_TIMEOUT(window->workbench().phase(), Phase::kFinished, kPatienceMs);
    QVERIFY(window->workbench().has_scene());
    QCOMPARE(seen(window->workbench()), live);

    std::ofstream(folder / "half.stepscope") << "SQLite format 3";
    window->open(folder / "half.stepscope");
    QTRY_VERIFY_WITH_TIMEOUT(window->parts().error_bar->text().contains("half.stepscope"), kPatienceMs);
    QCOMPARE(panel(*window).runs().rowCount(), 1);
  }

  void the_keyboard_opens_and_deletes() {
    auto window = open_window();
    make_run(*window, "simple");
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    window->bring_forward(window->parts().runs);
    auto* table = panel(*window).findChild<QTableView*>();
    table->setFocus();
    table->selectRow(0);
    QSignalSpy opened(&panel(*window), &RunsPanel::openWished);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QSignalSpy deleted(&panel(*window), &RunsPanel::deleteWished);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(deleted.count(), 1);
  }

 private:
  std::unique_ptr<MainWindow> open_window() {
    StartOptions options = test::quick_options();
    options.store = store_;
    auto window = std::make_unique<MainWindow>(options);
    window->show();
    return window;
  }

  static RunsPanel& panel(MainWindow& window) { return *window.parts().runs; }

  // Also waits until it is in the list.
  static void make_run(MainWindow& window, const char* planner) {
    if (!window.workbench().scenario()) QVERIFY(test::open_mini(window));
    test::set_planner(window, planner);
    QVERIFY(test::run_and_keep(window));
  }

  // What every frame of a run shows, in figures.
  static std::vector<std::array<double, 4>> seen(Workbench& bench) {
    std::vector<std::array<double, 4>> figures;
    for (int k = 0; k < bench.view().size(); ++k) {
      bench.view().set_cursor(k);
      const FramePtr frame = bench.view().frame();
      figures.push_back({frame->ego.rear_axle.x,
                         static_cast<double>(frame->objects.size()) + 0.001 * static_cast<double>(frame->lights.size()),
                         frame->trajectory.states().back().rear_axle.y, static_cast<double>(frame->timing.wall_ns)});
    }
    return figures;
  }

  test::OwnHome home_;
  fs::path store_;
  int tests_{0};
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::RunsRoomTest)
#include "runs_room_test.moc"
