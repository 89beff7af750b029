#include <QAction>
#include <QLineEdit>
#include <QTest>

#include "ui/panels/progress_strip.h"
#include "ui/panels/run_status_bar.h"
#include "ui/window/command_palette.h"
#include "ui/window/fuzzy.h"
#include "ui/window/interesting_scenario.h"

namespace stepscope::ui {

namespace {

ScenarioRow row(std::uint64_t token, std::string type, int agents, std::string problem = {},
                std::vector<std::string> tags = {}) {
  ScenarioRow made;
  made.token = {token};
  made.type = std::move(type);
  made.agents = agents;
  made.problem = std::move(problem);
  made.tags = std::move(tags);
  return made;
}

Dataset dataset_of(std::vector<ScenarioRow> rows) {
  Dataset dataset;
  dataset.logs.emplace_back().scenarios = std::move(rows);
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

  void shows_newcomers_vehicles_close_by() {
    const Dataset dataset =
        dataset_of({row(1, "unknown", 500), row(2, "stationary", 90), row(3, "near_multiple_vehicles", 20),
                    row(4, "near_multiple_vehicles", 99, "no history"), row(5, "near_multiple_vehicles", 30)});
    QCOMPARE(interesting_scenario(dataset)->row->token.value, 5u);
  }

  void prefers_an_ego_that_moves() {
    const Dataset dataset = dataset_of({row(1, "on_intersection", 90, {}, {"on_intersection", "stationary"}),
                                        row(2, "on_intersection", 10, {}, {"on_intersection"})});
    QCOMPARE(interesting_scenario(dataset)->row->token.value, 2u);
  }

  void takes_what_can_be_simulated_or_nothing() {
    QCOMPARE(interesting_scenario(dataset_of({row(1, "unknown", 3), row(2, "unknown", 4)}))->row->token.value, 2u);
    QVERIFY(!interesting_scenario(dataset_of({row(1, "stationary", 3, "log too short")})));
    QVERIFY(!interesting_scenario(Dataset{}));
  }

  void finds_a_scenario_by_its_token() {
    const Dataset dataset = dataset_of({row(7, "a", 1), row(8, "b", 1)});
    QCOMPARE(find_scenario(dataset, {8})->row->type, std::string("b"));
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
