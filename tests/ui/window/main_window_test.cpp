#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "tests/support/files.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/dataset_browser.h"
#include "ui/panels/messages_panel.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/run_status_bar.h"
#include "ui/panels/score_panel.h"
#include "ui/panels/statistics_panel.h"
#include "ui/scene/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/start_script.h"

namespace stepscope::ui {

namespace {

using test::kPatienceMs;

StartOptions at_speed(double speed) {
  StartOptions options = test::quick_options();
  options.speed = speed;
  return options;
}

}  // namespace

class MainWindowTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void begins_with_choices_instead_of_an_empty_window() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QCOMPARE(window.parts().middle->currentIndex(), 0);
    QVERIFY(!window.actions().play->isEnabled());
    QVERIFY(!window.actions().export_run->isEnabled());
    QVERIFY(window.actions().export_run->toolTip().contains("run a scenario first"));
  }

  void opens_runs_and_scrubs() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    Workbench& bench = window.workbench();
    QVERIFY(window.parts().browser->shown_count() > 0);
    QCOMPARE(window.parts().middle->currentIndex(), 1);

    QVERIFY(test::run_to_end(window));
    const int steps = bench.scenario()->iterations() - 1;
    QCOMPARE(bench.view().size(), steps);
    QCOMPARE(window.parts().strip->step_count(), steps);
    QCOMPARE(window.parts().strip->cursor(), steps - 1);
    QVERIFY(window.actions().export_run->isEnabled());

    window.actions().slowest->trigger();
    const int slowest = slowest_step(bench.view().timings());
    QCOMPARE(bench.view().cursor(), slowest);
    QCOMPARE(window.parts().strip->cursor(), slowest);
    QVERIFY(!window.actions().live->isChecked());

    Q_EMIT window.parts().strip->stepClicked(5);  // as a click on its bar does
    QCOMPARE(bench.view().cursor(), 5);
    window.actions().step->trigger();
    QCOMPARE(bench.view().cursor(), 6);
    window.actions().ten_steps->trigger();
    QCOMPARE(bench.view().cursor(), 16);
    window.actions().first->trigger();
    QCOMPARE(bench.view().cursor(), 0);
    window.actions().live->trigger();
    QCOMPARE(bench.view().cursor(), steps - 1);
    QVERIFY(window.actions().live->isChecked());
  }

  void a_run_is_scored_and_a_reason_leads_into_the_scene() {
    MainWindow window(test::quick_options());
    window.show();
    ScorePanel& panel = *window.parts().score;
    QVERIFY(test::open_mini(window));
    QVERIFY(panel.reason().contains("No run yet"));
    RunSetup setup = window.workbench().setup();
    setup.request.challenge = Challenge::kClosedLoopNonreactiveAgents;
    window.workbench().set_setup(setup);
    QVERIFY(test::run_to_end(window));
    QVERIFY(window.workbench().last_run().score != nullptr);

    Q_EMIT panel.stepWished(3);
    QCOMPARE(window.workbench().view().cursor(), 3);
    Q_EMIT panel.culpritWished(MapCulprit{MapLayer::kCrosswalk, 7});
    QVERIFY(window.parts().scene->picked_item().kind == PickedItem::Kind::kMapFeature);
    QVERIFY(window.parts().scene->picked_item().feature == 7);
    Q_EMIT panel.culpritWished(Token{5});
    QVERIFY(window.parts().scene->picked_item().track == Token{5});
    Q_EMIT panel.culpritWished(NoCulprit{});
    QVERIFY(window.parts().scene->picked_item().kind == PickedItem::Kind::kEgo);
  }

  void a_stopped_run_is_scored_as_far_as_it_came() {
    MainWindow window(at_speed(1.0));
    window.show();
    QVERIFY(test::open_mini(window));
    window.actions().run->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().view().size() > 3, kPatienceMs);
    QVERIFY(window.parts().score->reason().contains("Running"));
    window.actions().stop->trigger();
    QVERIFY(window.workbench().last_run().score != nullptr);
    QVERIFY(window.workbench().last_run().outcome.status == RunStatus::kStopped);
  }

  void what_a_run_says_about_itself_is_shown() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    RunSetup setup = window.workbench().setup();
    setup.request.challenge = Challenge::kClosedLoopReactiveAgents;
    window.workbench().set_setup(setup);
    QVERIFY(test::run_to_end(window));
    const std::vector<std::string> notes = window.workbench().last_run().run->notes();
    QVERIFY(!notes.empty());  // the reference drops bicycles and what stands beside the lanes
    QStringList said;
    for (int row = 0; row < window.parts().messages->count(); ++row) said << window.parts().messages->text(row);
    const auto labels = window.parts().score->findChildren<QLabel*>();
    for (const std::string& note : notes) QVERIFY2(said.contains(to_qt(note)), note.c_str());
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&notes](const QLabel* label) {
      return label->accessibleName().contains(to_qt(notes.front()));
    }));
  }

  void keys_play_pause_and_step() {
    MainWindow window(at_speed(1.0));
    window.show();
    QVERIFY(test::open_mini(window));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.parts().scene->setFocus();
    Workbench& bench = window.workbench();
    QTest::keyClick(&window, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(bench.view().size() > 0, kPatienceMs);
    QCOMPARE(bench.phase(), Phase::kRunning);
    QTest::keyClick(&window, Qt::Key_Space);
    QCOMPARE(bench.phase(), Phase::kPaused);
    QTest::qWait(150);
    const int done = bench.view().size();
    QTest::keyClick(&window, Qt::Key_Right);
    QTRY_COMPARE_WITH_TIMEOUT(bench.view().size(), done + 1, kPatienceMs);
    QTest::keyClick(&window, Qt::Key_Right, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(bench.view().size(), done + 11, kPatienceMs);
    QTest::keyClick(&window, Qt::Key_Home);
    QCOMPARE(bench.view().cursor(), 0);
    QTest::keyClick(&window, Qt::Key_End);
    QCOMPARE(bench.view().cursor(), done + 10);
    window.actions().stop->trigger();
    QCOMPARE(bench.phase(), Phase::kFinished);
    QCOMPARE(bench.view().size(), done + 11);
  }

  void keys_reach_the_window_before_anything_was_clicked() {
    MainWindow window(test::quick_options());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* filter = window.parts().browser->findChild<QLineEdit*>();
    QVERIFY(!filter->hasFocus());
    QVERIFY(test::open_mini(window));
    QVERIFY(window.parts().scene->hasFocus());
    QVERIFY(test::run_to_end(window));
    window.workbench().view().set_cursor(0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(window.workbench().view().cursor(), 1);
    QCOMPARE(filter->text(), QString());
  }

  void a_field_of_text_keeps_no_key_that_the_window_promises() {
    MainWindow window(test::quick_options());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(test::open_mini(window));
    auto* filter = window.parts().browser->findChild<QLineEdit*>();
    filter->setFocus();
    filter->setText(QStringLiteral("near"));
    filter->setCursorPosition(0);
    QSignalSpy palette(window.actions().palette, &QAction::triggered);
    QTest::keyClick(filter, Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(palette.count(), 1);
    QCOMPARE(filter->text(), QString("near"));
    QTest::keyClick(filter, Qt::Key_A, Qt::ControlModifier);  // what the window has no use for stays the field's
    QCOMPARE(filter->selectedText(), QString("near"));
  }

  void a_range_is_chosen_with_keys() {
    MainWindow window(test::quick_options());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(test::open_mini(window));
    QVERIFY(test::run_to_end(window));
    RunView& view = window.workbench().view();
    const auto title = [&window] { return dock_of(window.parts().statistics)->windowTitle(); };
    view.set_cursor(3);
    QTest::keyClick(&window, Qt::Key_BracketLeft);
    view.set_cursor(6);
    QTest::keyClick(&window, Qt::Key_BracketRight);
    QVERIFY2(title().endsWith(QStringLiteral("steps 3 to 6")), qPrintable(title()));
    window.actions().range_drop->trigger();
    QVERIFY2(!title().contains(QStringLiteral("steps")), qPrintable(title()));
  }

  void where_no_slow_step_follows_the_status_bar_says_so() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    QVERIFY(test::run_to_end(window));
    RunView& view = window.workbench().view();
    view.set_cursor(view.size() - 1);
    window.actions().next_slow->trigger();
    QCOMPARE(view.cursor(), view.size() - 1);
    QVERIFY(window.parts().status->currentMessage().startsWith(QStringLiteral("No slow step after")));
  }

  void an_arrow_in_the_tree_opens_a_group_and_moves_no_cursor() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* tree = window.parts().browser->findChild<QTreeView*>();
    tree->setFocus();
    tree->setCurrentIndex(tree->model()->index(0, 0));
    tree->collapseAll();
    QTest::keyClick(tree, Qt::Key_Right);
    QVERIFY(tree->isExpanded(tree->model()->index(0, 0)));
    QCOMPARE(window.workbench().view().size(), 0);
  }

  void keys_lead_into_the_filter_and_out_of_it() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* filter = window.parts().browser->findChild<QLineEdit*>();
    auto* tree = window.parts().browser->findChild<QTreeView*>();
    window.actions().find_scenario->trigger();
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, "s n");
    QTest::keyClick(filter, Qt::Key_Left);
    QTest::keyClick(filter, Qt::Key_Space);
    QCOMPARE(filter->text(), QString("s  n"));
    QCOMPARE(window.workbench().phase(), Phase::kReady);
    QTest::keyClick(filter, Qt::Key_Down);
    QVERIFY(tree->hasFocus());
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(filter->text().isEmpty());
    QVERIFY(filter->hasFocus());
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(window.parts().scene->hasFocus());
  }

  void a_scenario_chosen_for_the_user_is_never_hidden_by_an_old_filter() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    window.parts().browser->set_filter_text(QStringLiteral("no scenario is called so"));
    QCOMPARE(window.parts().browser->shown_count(), 0);
    const DatasetPtr before = window.workbench().dataset();
    window.open(test::mini_root());
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().dataset() != before, kPatienceMs);
    QVERIFY(window.parts().browser->shown_count() > 0);
    QVERIFY(window.parts().browser->findChild<QTreeView*>()->currentIndex().isValid());
  }

  void nothing_in_the_run_bar_moves_when_the_cursor_is_let_go() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    QVERIFY(test::run_to_end(window));
    const auto places = [&window] {
      QCoreApplication::processEvents();
      QList<QRect> all;
      for (const auto* button : window.parts().run_bar->findChildren<QToolButton*>())
        all << QRect(button->mapTo(&window, QPoint()), button->size());
      return all;
    };
    const QList<QRect> live = places();
    Q_EMIT window.parts().strip->stepClicked(5);
    QVERIFY(!window.actions().live->isChecked());
    QCOMPARE(places(), live);
  }

  void the_status_bar_names_what_the_mouse_points_at() {
    MainWindow window(test::quick_options());
    const auto says = [&window](const QString& text) {
      const auto labels = window.parts().status->findChildren<QLabel*>();
      return std::any_of(labels.begin(), labels.end(),
                         [&text](const QLabel* label) { return label->accessibleName() == text; });
    };
    window.parts().status->show_state(QStringLiteral("paused"));
    Q_EMIT window.parts().scene->hovered(QStringLiteral("lane 7"));
    QVERIFY(says("lane 7"));
    QVERIFY(!says("paused"));
    Q_EMIT window.parts().scene->hovered({});
    QVERIFY(says("paused"));
  }

  void theme_and_layout_can_be_changed_and_reset() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(!window.theme().dark);
    window.choose_theme(QStringLiteral("dark"));
    QVERIFY(window.theme().dark);
    QVERIFY(window.palette().color(QPalette::Window).lightness() < 128);
    QCOMPARE(WindowSettings().theme(), QString("dark"));

    for (const Panel& panel : window.parts().panels) panel.dock->close();
    dock_of(window.parts().strip)->setFloating(true);
    window.actions().reset_layout->trigger();
    for (const Panel& panel : window.parts().panels) {
      QVERIFY2(!panel.dock->isHidden(), panel.name);
      QVERIFY(!panel.dock->isFloating());
    }
    QVERIFY(window.parts().strip->isVisible());
  }

  void closes_cleanly_in_the_middle_of_a_run() {
    for (const double speed : {0.0, 1.0}) {
      MainWindow window(at_speed(speed));
      window.show();
      QVERIFY(test::open_mini(window));
      window.actions().run->trigger();
      QTest::qWait(40);
      window.close();
      QVERIFY(!window.workbench().session().active());
    }
    MainWindow destroyed(at_speed(1.0));  // without being closed
    QVERIFY(test::open_mini(destroyed));
    destroyed.actions().run->trigger();
    QTest::qWait(40);
  }

  void choosing_another_scenario_ends_the_run() {
    MainWindow window(at_speed(1.0));
    QVERIFY(test::open_mini(window));
    Workbench& bench = window.workbench();
    window.actions().run->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.view().size() > 0, kPatienceMs);
    const LogSummary& log = bench.dataset()->logs.front();
    std::optional<ScenarioRow> other;
    for (const ScenarioRow& row : log.scenarios)
      if (!other && row.problem.empty() && row.token != bench.scenario()->id().token) other = row;
    QVERIFY(other);
    bench.choose({path_text(log.db), *other, to_qt(log.name), to_qt(log.location)});
    QVERIFY(!bench.session().active());
    QTRY_VERIFY_WITH_TIMEOUT(bench.scenario()->id().token == other->token, kPatienceMs);
    QCOMPARE(bench.phase(), Phase::kReady);
    QCOMPARE(window.parts().strip->step_count(), 0);
  }

  void bad_input_is_a_message_and_changes_nothing() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    const test::TemporaryFolder empty;
    const int messages = window.parts().messages->count();
    window.open(empty.path() / "gone.db");
    QTRY_VERIFY_WITH_TIMEOUT(window.parts().messages->count() > messages, kPatienceMs);
    QVERIFY(window.parts().messages->text(messages).contains("gone.db"));
    QVERIFY(window.parts().error_bar->isVisible());
    QVERIFY(window.workbench().scenario() != nullptr);

    window.open(test::mini_root());  // what was wrong before is not about this
    QVERIFY(!window.parts().error_bar->isVisible());
  }

  void a_wrong_parameter_is_a_message_until_the_next_run() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    Workbench& bench = window.workbench();
    RunSetup setup = bench.setup();
    setup.request.parameters["sampling_time"] = "often";
    bench.set_setup(setup);
    window.actions().run->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window.parts().error_bar->isVisible(), kPatienceMs);
    QVERIFY(window.parts().messages->text(window.parts().messages->count() - 1).contains("sampling_time"));
    setup.request.parameters.clear();
    bench.set_setup(setup);
    window.actions().run->trigger();
    QVERIFY(!window.parts().error_bar->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(bench.phase(), Phase::kFinished, kPatienceMs);
  }

  void an_exported_run_is_announced_where_it_is_seen() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    QVERIFY(test::run_to_end(window));
    const test::TemporaryFolder folder;
    window.workbench().export_run(path_text(folder.path()));
    QTRY_VERIFY_WITH_TIMEOUT(window.parts().error_bar->isVisible(), kPatienceMs);
    QVERIFY(window.parts().messages->text(window.parts().messages->count() - 1).contains("report.md"));
  }

  void a_dropped_folder_is_opened() {
    MainWindow window(test::quick_options());
    window.show();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path_text(test::mini_root()))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().scenario() != nullptr, kPatienceMs);
    QCOMPARE(WindowSettings().recent().first(), path_text(test::mini_root()));
  }

  void the_command_line_chooses_and_runs() {
    StartOptions wished = test::quick_options();
    wished.data = test::mini_root();
    wished.scenario = "ae173201a98e752a";
    wished.challenge = Challenge::kClosedLoopNonreactiveAgents;
    wished.planner = "log-future";
    wished.autoplay = true;
    MainWindow window(wished);
    StartScript script(window, wished);
    QVERIFY(script.begin().ok());
    Workbench& bench = window.workbench();
    QTRY_VERIFY_WITH_TIMEOUT(bench.phase() == Phase::kFinished || bench.phase() == Phase::kReady, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(bench.last_run().run != nullptr, kPatienceMs);
    QCOMPARE(bench.last_run().run->request().planner, std::string("log-future"));
    QVERIFY(bench.last_run().run->request().challenge == Challenge::kClosedLoopNonreactiveAgents);
    QCOMPARE(window.parts().run_bar->setup().request.planner, std::string("log-future"));

    wished.planner = "nobody";
    QVERIFY(!StartScript(window, wished).begin().ok());
  }

 private:
  test::OwnHome home_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::MainWindowTest)
#include "main_window_test.moc"
