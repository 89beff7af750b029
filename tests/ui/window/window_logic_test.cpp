#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include "tests/support/summaries.h"
#include "ui/panels/progress_strip.h"
#include "ui/panels/run_status_bar.h"
#include "ui/window/command_palette.h"
#include "ui/window/fuzzy.h"
#include "ui/window/interesting_scenario.h"
#include "ui/window/key_precedence.h"

namespace stepscope::ui {

namespace {

// Scenarios of one log; one at 0 s has no history.
Dataset dataset_of(const std::vector<test::MadeUpScenario>& scenarios) {
  Dataset dataset;
  dataset.logs.push_back(test::made_up_log("log", "town", scenarios));
  return dataset;
}

}  // namespace

class WindowLogicTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fuzzy_finds_letters_in_order() {
    QVERIFY(fuzzy_score("rl", "Reset layout") > 0);
    QVERIFY(fuzzy_score("RESET", "Reset layout") > 0);
    QVERIFY(fuzzy_score("lr", "Reset layout") < 0);  // not in this order
    QVERIFY(fuzzy_score("resetz", "Reset layout") < 0);
    QCOMPARE(fuzzy_score("", "anything"), 0);
    QCOMPARE(fuzzy_score("a", ""), -1);
  }

  void fuzzy_prefers_beginnings_and_neighbours() {
    QVERIFY(fuzzy_score("rl", "Reset layout") > fuzzy_score("rl", "Quarrel"));
    QVERIFY(fuzzy_score("step", "One step") > fuzzy_score("step", "Set up a place"));
    // The only way is through a letter inside a word, though the same letter begins a later one.
    QVERIFY(fuzzy_score("ep", "step e") > 0);
  }

  void palette_shows_the_best_first_and_does_it() {
    QAction quit("&Quit"), reset("Reset la&yout"), run("&Run");
    bool done = false;
    connect(&reset, &QAction::triggered, this, [&done] { done = true; });
    CommandPalette palette({&quit, &reset, &run}, nullptr);
    QCOMPARE(palette.shown().size(), 3);
    QTest::keyClicks(&palette.input(), "layout");
    QCOMPARE(palette.shown(), QStringList{"Reset layout"});
    QTest::keyClick(&palette.input(), Qt::Key_Return);
    QVERIFY(done);
  }

  void palette_does_nothing_that_is_disabled() {
    QAction run("Run");
    run.setEnabled(false);
    bool done = false;
    connect(&run, &QAction::triggered, this, [&done] { done = true; });
    CommandPalette palette({&run}, nullptr);
    QTest::keyClick(&palette.input(), Qt::Key_Return);
    QVERIFY(!done);
  }

  // Where Qt has the keys of X11, a field of text takes both for itself.
  void report_and_palette_are_reached_from_fields_of_text() {
    QLineEdit line;
    QPlainTextEdit text;
    const auto key = [](int which, Qt::KeyboardModifiers with) {
      return QKeyEvent(QEvent::ShortcutOverride, which, with);
    };
    for (const QWidget* field : {static_cast<QWidget*>(&line), static_cast<QWidget*>(&text)}) {
      QVERIFY(window_needs_key(field, key(Qt::Key_E, Qt::ControlModifier)));
      QVERIFY(window_needs_key(field, key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier)));
      QVERIFY(window_needs_key(field, key(Qt::Key_K, Qt::ControlModifier)));
      QVERIFY(!window_needs_key(field, key(Qt::Key_E, Qt::NoModifier)));
      QVERIFY(!window_needs_key(field, key(Qt::Key_A, Qt::ControlModifier)));
    }
    const QPushButton button;
    QVERIFY(!window_needs_key(&button, key(Qt::Key_E, Qt::ControlModifier)));
  }

  void shows_newcomers_vehicles_close_by() {
    const Dataset dataset = dataset_of({{1, 10.0, {}, 500},
                                        {2, 15.0, {"stationary"}, 90},
                                        {3, 20.0, {"near_multiple_vehicles"}, 20},
                                        {4, 0.0, {"near_multiple_vehicles"}, 99},
                                        {5, 25.0, {"near_multiple_vehicles"}, 30}});
    QVERIFY(!dataset.logs.front().scenarios.can_be_simulated(0));
    QCOMPARE(interesting_scenario(dataset)->token().value, 5u);
  }

  void prefers_an_ego_that_moves() {
    const Dataset dataset =
        dataset_of({{1, 10.0, {"on_intersection", "stationary"}, 90}, {2, 15.0, {"on_intersection"}, 10}});
    QCOMPARE(interesting_scenario(dataset)->token().value, 2u);
  }

  void takes_what_can_be_simulated_or_nothing() {
    QCOMPARE(interesting_scenario(dataset_of({{1, 10.0, {}, 3}, {2, 15.0, {}, 4}}))->token().value, 2u);
    QVERIFY(!interesting_scenario(dataset_of({{1, 0.0, {"stationary"}, 3}})));
    QVERIFY(!interesting_scenario(Dataset{}));
  }

  void finds_a_scenario_by_its_token() {
    const Dataset dataset = dataset_of({{7, 10.0, {"a"}, 1}, {8, 15.0, {"b"}, 1}});
    const auto place = find_scenario(dataset, {8});
    QVERIFY(place);
    QCOMPARE(place->log->scenarios.type(place->row), std::string("b"));
    QVERIFY(!find_scenario(dataset, {9}));
  }

  void time_left_waits_until_it_can_know() {
    QCOMPARE(time_left_text({.what = {}, .done = 10, .total = 100, .elapsed_ms = 100}), QString());  // too early
    QCOMPARE(time_left_text({.what = {}, .done = 0, .total = 100, .elapsed_ms = 5000}), QString());
    QCOMPARE(time_left_text({.what = {}, .done = 10, .total = 0, .elapsed_ms = 5000}), QString());  // total unknown
    QCOMPARE(time_left_text({.what = {}, .done = 25, .total = 100, .elapsed_ms = 2000}), QString("about 6 s left"));
    QCOMPARE(time_left_text({.what = {}, .done = 1, .total = 101, .elapsed_ms = 6000}), QString("about 10 min left"));
  }

  void status_says_what_the_step_cost() {
    RunFigures figures;
    QCOMPARE(status_text(figures), QString("no run yet"));
    figures.step = 87;
    figures.time_s = 8.7;
    figures.step_ns = 210'000;
    figures.steps = 100;
    figures.statistics.step.p95 = 260'000;
    figures.statistics.real_time_factor = 476;
    figures.statistics.counters.statements = 700;
    const QString text = status_text(figures);
    for (const char* part : {"step 87", "t 8.7 s", "476× real time", "0 misses", "7.00 statements/step"})
      QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
    QVERIFY(!text.contains("not drawn"));
    figures.not_drawn = 3;
    QVERIFY(status_text(figures).contains("3 frames not drawn"));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::WindowLogicTest)
#include "window_logic_test.moc"
