#include "ui/window/compare_room.h"

#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <algorithm>

#include "core/profile/profile_file.h"
#include "core/record/simulation_log.h"
#include "tests/support/files.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/charts/curves_chart.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/compare_setup.h"
#include "ui/panels/measure_page.h"
#include "ui/panels/parting_page.h"
#include "ui/panels/profile_combo.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/scene_grid.h"
#include "ui/window/actions.h"
#include "ui/window/runs_room.h"

namespace stepscope::ui {

namespace {

using test::kPatienceMs;

RunAsked live(const char* planner, const EngineProfile& profile = EngineProfile::fast()) {
  RunAsked asked;
  asked.request.planner = planner;
  asked.profile = profile;
  return asked;
}

}  // namespace

class CompareRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void two_planners_drive_side_by_side_at_one_cursor() {
    auto window = open_window("simple");
    CompareRoom& room = window->compare();
    room.choose_live({live("idm")});
    run(*window);
    const RunView& view = window->workbench().view();
    const BesideRun* b = room.desk().at(0);
    QVERIFY(b != nullptr);
    QCOMPARE(b->name, QString("idm · fast"));
    QCOMPARE(static_cast<int>(b->frames.size()), view.size());
    QCOMPARE(static_cast<int>(room.desk().differences(0).size()), view.size());
    QVERIFY(b->score != nullptr);
    const SceneGrid& scenes = *window->parts().scenes;
    QVERIFY(scenes.compares());
    QVERIFY(scenes.scene(1) != nullptr && scenes.scene(1)->isVisible());
    window->workbench().view().set_cursor(12);
    QCOMPARE(scenes.scene(0)->others().size(), 1u);
    QCOMPARE(scenes.scene(0)->others().front().frame, b->frames[12]);
    QCOMPARE(scenes.scene(1)->others().front().frame, view.frames()[12]);
    QVERIFY(scenes.figures_of(0).contains("step 12"));
    QVERIFY(!scenes.figures_of(1).isEmpty());

    room.leave();
    QVERIFY(!scenes.compares());
    QVERIFY(scenes.scene(0)->others().empty());
    QVERIFY(window->workbench().session().companions().empty());
    QCOMPARE(view.cursor(), 12);
  }

  void where_they_part_is_found_and_led_to() {
    auto window = open_window("simple");
    CompareRoom& room = window->compare();
    room.choose_live({live("idm")});
    run(*window);
    room.desk().set_limits({.ego_m = 0.01, .heading_rad = 1.0, .speed_mps = 10.0});
    const auto parted = room.desk().divergence(0);
    QVERIFY2(parted, "SimplePlanner and IDM do not drive alike");
    QTRY_VERIFY_WITH_TIMEOUT(panel(*window).parting().sentence(0).text().contains("parts from A"), kPatienceMs);
    panel(*window).parting().sentence(0).click();
    QCOMPARE(window->workbench().view().cursor(), parted->step);
    QVERIFY(!panel(*window).parting().chart().curves().empty());
  }

  void profiles_of_one_planner_never_part() {
    auto window = open_window("idm");
    window->compare().choose_live({live("idm", EngineProfile::baseline())});
    run(*window);
    QVERIFY(!window->compare().desk().divergence(0));
    QTRY_COMPARE_WITH_TIMEOUT(
        panel(*window).parting().sentence(0).text(),
        QString("B stays within a millimetre of A in all %1 steps").arg(window->workbench().view().size()),
        kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!panel(*window).table(ComparePanel::kStages).rows.empty(), kPatienceMs);
    const auto has_condition = [&window](const QString& what) {
      return std::ranges::any_of(panel(*window).table(ComparePanel::kConditions).rows,
                                 [&what](const CellRow& row) { return row.cells.front().text == what; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(has_condition(QStringLiteral("switch queries")), kPatienceMs);
    QVERIFY(!has_condition(QStringLiteral("planner")));
    const TableContent& scores = panel(*window).table(ComparePanel::kScores);
    QVERIFY(!scores.rows.empty());
    QCOMPARE(scores.rows.front().cells[1].raw, scores.rows.front().cells[2].raw);
  }

  void pause_and_step_are_those_of_all() {
    auto window = open_window("simple");
    window->compare().choose_live({live("idm"), live("simple")});
    window->workbench().step(2);
    const CompareDesk& desk = window->compare().desk();
    QTRY_COMPARE_WITH_TIMEOUT(window->workbench().view().size(), 2, kPatienceMs);
    QCOMPARE(desk.at(0)->frames.size(), 2u);
    QCOMPARE(desk.at(1)->frames.size(), 2u);
    QVERIFY(desk.at(0)->going_on);
    window->workbench().step(3);
    QTRY_COMPARE_WITH_TIMEOUT(desk.at(1)->frames.size(), 5u, kPatienceMs);
    window->workbench().stop();
    QVERIFY(!desk.at(0)->going_on);
    QVERIFY(desk.at(0)->outcome.status == RunStatus::kStopped);
    QVERIFY(!desk.divergence(1));
  }

  void others_can_run_without_a() {
    auto window = open_window("simple");
    run(*window);
    const FramePtr last = window->workbench().view().frames().back();
    window->compare().choose_live({live("idm"), live("log-future")});
    window->compare().run_others();
    const CompareDesk& desk = window->compare().desk();
    QTRY_VERIFY_WITH_TIMEOUT(desk.complete(0) && desk.complete(1), kPatienceMs);
    QCOMPARE(window->workbench().view().frames().back(), last);
    QCOMPARE(static_cast<int>(desk.differences(1).size()), window->workbench().view().size());
  }

  void a_kept_run_is_put_beside_the_present_one() {
    auto window = open_window("idm");
    run(*window);
    wait_for_kept(*window, 1);
    const RunId kept = window->parts().runs->runs().run_at(0).id;
    RunSetup setup = window->workbench().setup();
    setup.request.planner = "simple";
    window->workbench().set_setup(setup);
    run(*window);
    Q_EMIT window->parts().runs->compareWished({kept});
    const CompareDesk& desk = window->compare().desk();
    QTRY_VERIFY_WITH_TIMEOUT(desk.at(0) != nullptr, kPatienceMs);
    QCOMPARE(desk.at(0)->name, QString("idm · fast"));
    QCOMPARE(desk.at(0)->kept.value_or(-1), kept);
    QVERIFY(desk.complete(0));
    QVERIFY(window->workbench().session().companions().empty());
  }

  void runs_of_another_length_are_refused_with_the_reason() {
    auto window = open_window("simple");
    const ScenarioPtr whole = window->workbench().scenario();
    const auto half = Scenario::load(whole->id(), whole->type(), {.duration_s = 5.0, .offset_s = 0.0, .subsample = 0.5},
                                     whole->map_ptr());
    QVERIFY(half.ok());
    QVERIFY(half.value()->iterations() != whole->iterations());
    const auto other = AssembledRun::assemble({.planner = "simple"}, EngineProfile::fast(), half.value());
    QVERIFY(other.ok());
    StoreRecorder recorder(*other.value(), {.store = store_, .source = RunSource::kLive});
    RunControl control;
    recorder.finish(other.value()->run(control, &recorder), nullptr);
    QVERIFY(recorder.id());
    run(*window);
    Q_EMIT window->parts().runs->compareWished({*recorder.id()});
    QSignalSpy said(&window->compare(), &CompareRoom::said);
    QTRY_VERIFY_WITH_TIMEOUT(!said.isEmpty(), kPatienceMs);
    const QString text = said.front().at(1).toString();
    QVERIFY2(text.contains("cannot be put beside A") && text.contains("different"), qPrintable(text));
    QVERIFY(window->compare().desk().empty());
    QVERIFY(panel(*window).setup().choice(0).kind == BesideChoice::Kind::kNobody);
  }

  void a_longer_run_goes_on_beside_one_that_has_ended() {
    auto window = open_window("simple");
    Workbench& bench = window->workbench();
    bench.step(5);
    QTRY_COMPARE_WITH_TIMEOUT(bench.view().size(), 5, kPatienceMs);
    bench.stop();
    window->compare().choose_live({live("simple"), live("idm")});
    window->compare().run_others();
    const CompareDesk& desk = window->compare().desk();
    QTRY_VERIFY_WITH_TIMEOUT(desk.complete(0) && desk.complete(1), kPatienceMs);
    const BesideRun& b = *desk.at(0);
    QVERIFY(b.frames.size() > 30);
    QCOMPARE(bench.view().reach(), static_cast<int>(b.frames.size()));

    const SceneGrid& scenes = *window->parts().scenes;
    bench.view().set_cursor(20);
    QCOMPARE(bench.view().clock(), 20);
    QCOMPARE(bench.view().cursor(), 4);
    QCOMPARE(scenes.figures_of(0), QString("ended at step 4"));
    QVERIFY(scenes.figures_of(1).contains("step 20"));
    QCOMPARE(scenes.scene(0)->others().front().frame, b.frames[20]);  // seen from where A stays
    QCOMPARE(scenes.scene(1)->others().size(), 1u);                   // C; A is not there any more
    QCOMPARE(window->parts().strip->cursor(), 20);
    // Linked cameras go with B.
    const ViewTransform there = scenes.scene(0)->view();
    bench.step(10);
    QCOMPARE(bench.view().clock(), 30);
    QVERIFY(scenes.scene(0)->view() != there);
    QVERIFY(!scenes.figures_of(1).isEmpty());

    bench.view().set_cursor(3);
    QVERIFY(scenes.figures_of(0).contains("step 3"));
    QCOMPARE(scenes.scene(1)->others().front().frame, bench.view().frames()[3]);
    bench.view().follow_live();
    QCOMPARE(bench.view().clock(), static_cast<int>(b.frames.size()) - 1);
    window->compare().leave();
    QCOMPARE(bench.view().clock(), 4);
    QVERIFY(scenes.figures_of(0).isEmpty() || scenes.figures_of(0).contains("step 4"));
  }

  void limits_are_remembered_and_can_be_reset() {
    {
      auto window = open_window("simple");
      panel(*window).parting().usual_limits().click();
      QCOMPARE(window->compare().desk().limits(), DivergenceLimits{});
      QVERIFY(!panel(*window).parting().usual_limits().isEnabled());
      for (auto* box : panel(*window).parting().findChildren<QDoubleSpinBox*>())
        if (box->suffix().contains("rad")) box->setValue(0.25);
      QCOMPARE(window->compare().desk().limits().heading_rad, 0.25);
    }
    auto window = open_window("simple");
    const CompareDesk& desk = window->compare().desk();
    QCOMPARE(desk.limits(), (DivergenceLimits{.heading_rad = 0.25}));
    QPushButton& usual = panel(*window).parting().usual_limits();
    QVERIFY(usual.isEnabled());
    usual.click();
    QCOMPARE(desk.limits(), DivergenceLimits{});
    QCOMPARE(window->settings().divergence_limits(), DivergenceLimits{});
    QVERIFY(!usual.isEnabled());
  }

  void every_profile_can_be_chosen_the_users_own_too() {
    const auto folder = to_path(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)) / "profiles";
    std::filesystem::create_directories(folder);
    EngineProfile mine = EngineProfile::baseline();
    mine.name = "mine";
    mine.log = LogWriting::kAsync;
    QVERIFY(write_profile_file(mine, folder / "mine.json").ok());
    auto window = open_window("simple");
    window->compare().choose_live({live("idm")});
    const auto combos = panel(*window).setup().findChildren<ProfileCombo*>();
    QVERIFY(!combos.isEmpty());
    ProfileCombo& combo = *combos.front();
    for (const char* name : {"baseline", "quick-wins", "medium", "refactor", "advanced", "fast", "mine", "custom"})
      QVERIFY2(combo.findText(QString::fromLatin1(name)) >= 0, name);
    const auto choose = [&combo](const char* name) {
      const int index = combo.findText(QString::fromLatin1(name));
      combo.setCurrentIndex(index);
      Q_EMIT combo.activated(index);
    };
    const auto profile = [&window] { return panel(*window).setup().choice(0).asked.profile; };
    choose("medium");
    QCOMPARE(profile(), EngineProfile::named("medium").value());
    choose("mine");
    QCOMPARE(profile(), mine);
    QCOMPARE(window->workbench().session().companions().front().profile, mine);
  }

  void profiles_that_write_their_logs_differently_are_measured_with_logs() {
    const auto temporary = home_.path() / "temporary";
    std::filesystem::create_directories(temporary);
    qputenv("TMPDIR", path_text(temporary).toUtf8());
    auto window = open_window("simple");
    EngineProfile blocking = EngineProfile::fast();
    QVERIFY(set_switch(blocking, "log", "blocking").ok());
    blocking.name = "custom";
    window->compare().choose_live({live("simple", blocking)});
    run(*window);
    QTRY_VERIFY_WITH_TIMEOUT(panel(*window).shown_place() == 0, kPatienceMs);
    MeasurePage& page = panel(*window).measure();
    QTRY_VERIFY_WITH_TIMEOUT(page.wish().logs, kPatienceMs);
    const auto folders = [&temporary] {
      std::vector<std::filesystem::path> found;
      for (const auto& entry : std::filesystem::directory_iterator(temporary))
        if (path_text(entry.path().filename()).startsWith("stepscope-measure")) found.push_back(entry.path());
      return found;
    };
    Q_EMIT page.measureWished({.pairs = 400, .same_pairs = 0, .logs = false});
    QTRY_VERIFY_WITH_TIMEOUT(!folders().empty() && std::filesystem::exists(folders().front() / kLogFile), kPatienceMs);
    Q_EMIT page.cancelWished();
    QTRY_VERIFY_WITH_TIMEOUT(!window->compare().figures().measuring(), kPatienceMs);
    QVERIFY2(page.sentences().contains("temporary folder"), qPrintable(page.sentences()));
    QVERIFY2(folders().empty(), "the logs are still there");
    qunsetenv("TMPDIR");
  }

  void measuring_gives_a_verdict_and_can_be_cancelled() {
    auto window = open_window("simple");
    window->compare().choose_live({live("simple", EngineProfile::baseline())});
    run(*window);
    CompareFigures& figures = window->compare().figures();
    QTRY_VERIFY_WITH_TIMEOUT(panel(*window).shown_place() == 0, kPatienceMs);
    Q_EMIT panel(*window).measure().measureWished({.pairs = kFewestPairs, .same_pairs = 0, .logs = false});
    QVERIFY(figures.measuring());
    QTRY_VERIFY_WITH_TIMEOUT(!figures.measuring(), kPatienceMs);
    QVERIFY(figures.measurement() != nullptr);
    QCOMPARE(figures.measurement()->session.pairs.size(), static_cast<std::size_t>(kFewestPairs));
    QVERIFY(figures.measurement()->logs);  // baseline waits for its log, fast does not
    QVERIFY2(panel(*window).measure().headline().contains("baseline"), qPrintable(panel(*window).measure().headline()));
    QVERIFY(panel(*window).measure().answer().rows.front().cells[1].text != QString("no verdict"));

    Q_EMIT panel(*window).measure().measureWished({.pairs = 400, .same_pairs = 0, .logs = false});
    QVERIFY(figures.measuring());
    Q_EMIT panel(*window).measure().cancelWished();
    QTRY_VERIFY_WITH_TIMEOUT(!figures.measuring(), kPatienceMs);
    QVERIFY(figures.measurement() == nullptr || figures.measurement()->session.pairs.size() < 400U);
  }

 private:
  std::unique_ptr<MainWindow> open_window(const char* planner) {
    StartOptions options = test::quick_options();
    store_ = home_.path() / ("runs-of-" + std::to_string(++tests_) + ".db");
    options.store = store_;
    auto window = std::make_unique<MainWindow>(options);
    window->show();
    window->open(test::mini_root());
    [&] { QTRY_VERIFY_WITH_TIMEOUT(window->workbench().scenario() != nullptr, kPatienceMs); }();
    RunSetup setup = window->workbench().setup();
    setup.request.planner = planner;
    setup.request.challenge = Challenge::kClosedLoopNonreactiveAgents;
    window->workbench().set_setup(setup);
    window->compare().follow(setup);
    window->bring_forward(window->parts().compare);
    return window;
  }

  static void run(MainWindow& window) {
    QSignalSpy finished(&window.workbench().session(), &SimulationSession::runFinished);
    window.actions().run->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatienceMs);
  }

  static void wait_for_kept(MainWindow& window, int runs) {
    QTRY_VERIFY_WITH_TIMEOUT(
        window.parts().runs->runs().rowCount() == runs && window.parts().runs->runs().run_at(0).status == "reached_end",
        kPatienceMs);
  }

  static ComparePanel& panel(MainWindow& window) { return *window.parts().compare; }

  test::OwnHome home_;
  std::filesystem::path store_;
  int tests_{0};
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::CompareRoomTest)
#include "compare_room_test.moc"
