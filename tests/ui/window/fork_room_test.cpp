#include "ui/window/fork_room.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "core/profile/profile_file.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/error_bar.h"
#include "ui/panels/profile_combo.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/runs_panel.h"
#include "ui/scene/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/compare_room.h"
#include "ui/window/fork_dialog.h"
#include "ui/window/profile_dialog.h"
#include "ui/window/runs_room.h"

namespace stepscope::ui {

namespace fs = std::filesystem;
using test::kPatienceMs;

class ForkRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    StartOptions options = test::quick_options();
    options.store = home_.path() / ("runs-of-" + std::to_string(++tests_) + ".db");
    window_ = std::make_unique<MainWindow>(options);
    window_->show();
    QVERIFY(test::open_mini(*window_));
  }
  void cleanup() { window_.reset(); }

  void there_is_nothing_to_fork_before_a_run() {
    QVERIFY(!window_->actions().fork->isEnabled());
    QVERIFY(!window_->actions().fork_parent->isEnabled());
    QVERIFY(window_->forks().ask(0) == nullptr);
  }

  void a_finished_run_goes_on_from_the_cursor_with_another_planner() {
    run("simple");
    const std::vector<FramePtr> before = bench().view().frames();
    bench().view().set_cursor(20);
    ForkDialog* dialog = asked();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->task().wish.step, 20);
    QVERIFY(dialog->task().wish.request == bench().setup().request);
    QVERIFY(dialog->changes().isEmpty());
    dialog->choose_planner("idm");
    QCOMPARE(dialog->changes(), QStringList{"planner: simple → idm"});
    accept(dialog);
    const std::vector<FramePtr>& after = bench().view().frames();
    QCOMPARE(after.size(), before.size());
    for (std::size_t k = 0; k < 20; ++k) {
      QVERIFY(after[k]->ego == before[k]->ego);
      QVERIFY(after[k]->trajectory == before[k]->trajectory);
    }
    QVERIFY(after[20]->ego == before[20]->ego);
    QVERIFY(!(after[20]->trajectory == before[20]->trajectory));
    QCOMPARE(bench().view().profile().first_own_step(), std::size_t{20});
    QCOMPARE(bench().view().statistics().step.count, static_cast<std::int64_t>(after.size()) - 20);
    QCOMPARE(bench().setup().request.planner, std::string("idm"));
    QCOMPARE(window_->parts().strip->first_own_step(), 20);

    // The tree, and the way back.
    const RunsTableModel& runs = window_->parts().runs->runs();
    QCOMPARE(runs.rowCount(), 2);
    QCOMPARE(runs.run_at(0).fork->parent.value_or(-1), runs.run_at(1).id);
    const auto* table = window_->parts().runs->findChild<QTableView*>();
    QVERIFY2(table->columnWidth(RunsTableModel::kFork) > 20, "shown since there is a fork");
    QVERIFY(window_->actions().fork_parent->isEnabled());
    bench().view().set_cursor(30);
    QSignalSpy reopened(&bench(), &Workbench::runReopened);
    window_->actions().fork_parent->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(reopened.count(), 1, kPatienceMs);
    QCOMPARE(bench().view().cursor(), 30);
    QVERIFY(bench().view().frame()->ego == before[30]->ego);
    QCOMPARE(window_->parts().strip->first_own_step(), 0);
    QVERIFY(!window_->actions().fork_parent->isEnabled());

    // A reopened run can be forked, too; nothing changed is the same run.
    bench().view().set_cursor(40);
    accept(asked());
    for (std::size_t k = 0; k < before.size(); ++k) QVERIFY(bench().view().frames()[k]->ego == before[k]->ego);
    QCOMPARE(bench().view().profile().facts.fork->parent, runs.run_at(runs.row_of(1)).uuid);
  }

  void a_paused_run_goes_on_from_where_it_stands_and_a_stopped_one_from_its_end() {
    set_planner("simple");
    bench().run(StartMode::kPaused);
    bench().step(15);
    QTRY_COMPARE_WITH_TIMEOUT(bench().view().size(), 15, kPatienceMs);
    ForkDialog* dialog = asked();
    QVERIFY(dialog != nullptr);
    dialog->choose_step(15);
    QCOMPARE(dialog->task().wish.step, 15);
    dialog->choose_step(16);  // not reached
    QCOMPARE(dialog->task().wish.step, 15);
    dialog->reject();
    QSignalSpy kept(&bench().session(), &SimulationSession::runKept);
    bench().stop();
    QTRY_COMPARE_WITH_TIMEOUT(kept.count(), 1, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        window_->parts().runs->runs().rowCount() == 1 && window_->parts().runs->runs().run_at(0).status == "stopped",
        kPatienceMs);
    bench().view().set_cursor(14);
    ForkDialog* again = asked();
    QCOMPARE(again->task().wish.step, 15);
    again->choose_planner("pdm-closed");
    accept(again);
    QCOMPARE(bench().view().size(), bench().scenario()->iterations() - 1);
    QCOMPARE(bench().view().profile().first_own_step(), std::size_t{15});
  }

  void what_cannot_be_is_said_in_the_dialog() {
    run("idm");
    bench().view().set_cursor(10);
    ForkDialog* dialog = asked();
    RunSetup setup = bench().setup();
    setup.request.parameters["headway_time"] = "-3";
    dialog->choose(setup);
    QVERIFY(!dialog->can_start());
    setup.request.parameters["headway_time"] = "2.5";
    dialog->choose(setup);
    QVERIFY(dialog->can_start());
    QCOMPARE(dialog->changes(), QStringList{"headway_time: 1.5 → 2.5"});
    dialog->reject();
  }

  void a_named_profile_is_chosen_with_its_sentence() {
    EngineProfile own;
    QVERIFY(set_switch(own, "queries", "per-step").ok());
    own.name = "mine";
    std::filesystem::create_directories(own_profiles());
    QVERIFY(write_profile_file(own, own_profiles() / "mine.json").ok());
    run("simple");
    bench().view().set_cursor(10);
    ForkDialog* dialog = asked();
    auto* profiles = dialog->findChild<ProfileCombo*>();
    const auto choose = [profiles](const QString& name) {
      const int index = profiles->findText(name);
      profiles->setCurrentIndex(index);
      Q_EMIT profiles->activated(index);
    };
    QCOMPARE(profiles->currentText(), QStringLiteral("fast"));
    choose(QStringLiteral("mine"));
    QCOMPARE(dialog->changes(), QStringList{"queries: per-scenario → per-step"});
    QCOMPARE(dialog->profile_note(), QStringLiteral("fast with queries per-step"));
    choose(QStringLiteral("baseline"));
    QVERIFY(dialog->profile_note().contains(QStringLiteral("as the reference simulator works")));
    QVERIFY(dialog->task().wish.profile == EngineProfile::baseline());
    // A switch changed by hand is a profile of its own until another is chosen.
    RunSetup setup = bench().setup();
    setup.profile.tracker = TrackerSolver::kDense;
    setup.profile.name = "custom";
    dialog->choose(setup);
    QCOMPARE(profiles->currentText(), QStringLiteral("custom"));
    choose(QStringLiteral("custom"));
    QCOMPARE(dialog->profile_note(), QStringLiteral("fast with tracker dense"));
    choose(QStringLiteral("mine"));
    accept(dialog);
    QVERIFY(bench().setup().profile == own);
    QCOMPARE(bench().view().profile().facts.profile, std::string("mine"));
  }

  void the_scene_marks_where_the_run_went_on_and_its_menu_forks() {
    run("simple");
    QVERIFY(!window_->parts().scene->fork().has_value());
    bench().view().set_cursor(20);
    ForkDialog* dialog = asked();
    dialog->choose_planner("idm");
    accept(dialog);
    const auto mark = window_->parts().scene->fork();
    QVERIFY(mark.has_value());
    QCOMPARE(mark->step, 20);
    QVERIFY(mark->place == bench().view().frames()[20]->ego.rear_axle);
    QVERIFY(mark->text.contains(QStringLiteral("planner: simple → idm")));

    Q_EMIT window_->parts().scene->menuWished({0, 0}, 33);
    auto* menu = window_->findChild<QMenu*>(QStringLiteral("sceneMenu"));
    QVERIFY(menu != nullptr);
    const auto action = [menu](const QString& text) {
      for (QAction* one : menu->actions())
        if (one->text() == text) return one;
      return static_cast<QAction*>(nullptr);
    };
    QVERIFY(menu->actions().contains(window_->actions().fork));
    QVERIFY(menu->actions().contains(window_->actions().fork_compare));
    action(QStringLiteral("Show step 33"))->trigger();
    QCOMPARE(bench().view().cursor(), 33);
    action(QStringLiteral("Fork at step 33…"))->trigger();
    menu->close();
    QCOMPARE(open_dialog()->task().wish.step, 33);
    open_dialog()->reject();

    // Reopened it is marked, too; another run is not.
    const RunsTableModel& runs = window_->parts().runs->runs();
    const RunId parent = runs.run_at(1).id, child = runs.run_at(0).id;
    QSignalSpy reopened(&bench(), &Workbench::runReopened);
    window_->runs().open(parent);
    QTRY_COMPARE_WITH_TIMEOUT(reopened.count(), 1, kPatienceMs);
    QVERIFY(!window_->parts().scene->fork().has_value());
    window_->runs().open(child);
    QTRY_COMPARE_WITH_TIMEOUT(reopened.count(), 2, kPatienceMs);
    QVERIFY(window_->parts().scene->fork().has_value());
    QCOMPARE(window_->parts().scene->fork()->step, 20);
  }

  void a_fork_goes_on_beside_its_parent_and_one_click_compares_them() {
    run("simple");
    bench().view().set_cursor(20);
    ForkDialog* dialog = asked();
    dialog->choose_planner("idm");
    dialog->set_beside(true);
    accept(dialog);
    const CompareDesk& desk = window_->compare().desk();
    QTRY_VERIFY_WITH_TIMEOUT(desk.at(0) != nullptr, kPatienceMs);
    QCOMPARE(desk.at(0)->kept.value_or(-1), window_->parts().runs->runs().run_at(1).id);
    const auto apart = desk.divergence(0);
    QVERIFY(apart.has_value());
    QVERIFY2(apart->step >= 20, "they share the steps before");
    QVERIFY(window_->parts().error_bar->text().startsWith(
        QStringLiteral("Forked at step 20: apart from step %1 on").arg(apart->step)));
    window_->compare().leave();
    QVERIFY(desk.empty());
    test::bar_button(*window_, "Compare both")->click();
    QTRY_VERIFY_WITH_TIMEOUT(desk.at(0) != nullptr, kPatienceMs);
  }

  void a_run_folder_goes_on_too_and_so_does_a_fork_that_is_only_there() {
    run("simple");
    bench().view().set_cursor(20);
    ForkDialog* dialog = asked();
    dialog->choose_planner("idm");
    accept(dialog);
    const std::vector<FramePtr> before = bench().view().frames();
    QSignalSpy written(&bench().exporter(), &RunExporter::written);
    bench().export_run(path_text(home_.path() / "folders"));
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kPatienceMs);
    const fs::path folder = to_path(written.front().front().toString()).parent_path();
    QSignalSpy reopened(&bench(), &Workbench::runReopened);
    window_->open(folder);
    QTRY_COMPARE_WITH_TIMEOUT(reopened.count(), 1, kPatienceMs);
    QVERIFY(window_->parts().scene->fork().has_value());
    bench().view().set_cursor(40);
    accept(asked());
    for (std::size_t k = 0; k < before.size(); ++k) QVERIFY(bench().view().frames()[k]->ego == before[k]->ego);
    QCOMPARE(bench().view().profile().first_own_step(), std::size_t{40});
    QCOMPARE(bench().view().profile().facts.fork->planner_begins, 20);
  }

  void the_strip_and_the_list_of_runs_ask_too() {
    run("simple");
    Q_EMIT window_->parts().strip->forkWished(33);
    QCOMPARE(open_dialog()->task().wish.step, 33);
    open_dialog()->reject();
    QTRY_VERIFY(open_dialog() == nullptr);
    Q_EMIT window_->parts().runs->forkWished(window_->parts().runs->runs().run_at(0).id);
    QTRY_VERIFY_WITH_TIMEOUT(open_dialog() != nullptr, kPatienceMs);
    QVERIFY(open_dialog()->can_start());
    open_dialog()->reject();
  }

 private:
  Workbench& bench() { return window_->workbench(); }

  // Not one that was answered and is about to go away.
  ForkDialog* open_dialog() {
    for (ForkDialog* dialog : window_->findChildren<ForkDialog*>())
      if (dialog->isVisible()) return dialog;
    return nullptr;
  }
  ForkDialog* asked() {
    window_->actions().fork->trigger();
    return open_dialog();
  }

  void set_planner(const char* planner) {
    RunSetup setup = bench().setup();
    setup.request.planner = planner;
    setup.request.challenge = Challenge::kClosedLoopNonreactiveAgents;
    bench().set_setup(setup);
  }

  // Until the run is kept and listed.
  void wait_for(QSignalSpy& kept, int runs) {
    QTRY_COMPARE_WITH_TIMEOUT(kept.count(), 1, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(window_->parts().runs->runs().rowCount() == runs &&
                                 window_->parts().runs->runs().run_at(0).status == "reached_end",
                             kPatienceMs);
  }
  void run(const char* planner) {
    set_planner(planner);
    QSignalSpy kept(&bench().session(), &SimulationSession::runKept);
    const int runs = window_->parts().runs->runs().rowCount();
    window_->actions().run->trigger();
    wait_for(kept, runs + 1);
  }
  void accept(ForkDialog* dialog) {
    QVERIFY(dialog != nullptr && dialog->can_start());
    QSignalSpy kept(&bench().session(), &SimulationSession::runKept);
    const int runs = window_->parts().runs->runs().rowCount();
    dialog->accept();
    wait_for(kept, runs + 1);
    QTRY_VERIFY(open_dialog() == nullptr);
  }

  test::OwnHome home_;
  std::unique_ptr<MainWindow> window_;
  int tests_{0};
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ForkRoomTest)
#include "fork_room_test.moc"
