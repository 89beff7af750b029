#include "ui/bridge/simulation_session.h"

#include <QSignalSpy>
#include <QTest>
#include <optional>

#include "tests/ui/bridge/mini_scenario.h"

namespace stepscope::ui {

namespace {

constexpr int kPatienceMs = 20'000;

// Keeps what a session says.
struct Listener : QObject {
  explicit Listener(SimulationSession& session) {
    connect(&session, &SimulationSession::runStarted, this, [this](int steps) { step_count = steps; });
    connect(&session, &SimulationSession::framesArrived, this,
            [this](const std::vector<FramePtr>& batch) { frames.insert(frames.end(), batch.begin(), batch.end()); });
    connect(&session, &SimulationSession::runFinished, this, [this](const FinishedRun& run) {
      finished = run;
      ++ends;
    });
  }
  int step_count{-1};
  int ends{0};
  std::vector<FramePtr> frames;
  std::optional<FinishedRun> finished;
};

}  // namespace

class SimulationSessionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    scenario_ = test::mini_scenario();
    QVERIFY(scenario_ != nullptr);
    steps_ = scenario_->iterations() - 1;
    QVERIFY(steps_ > 20);
  }

  void delivers_every_frame_once_and_in_order() {
    SimulationSession session;
    Listener heard(session);
    session.start({}, EngineProfile::fast(), scenario_);
    QVERIFY(session.active());
    QTRY_VERIFY_WITH_TIMEOUT(heard.finished, kPatienceMs);
    QCOMPARE(heard.step_count, steps_);
    QCOMPARE(static_cast<int>(heard.frames.size()), steps_);
    for (int k = 0; k < steps_; ++k) QCOMPARE(heard.frames[static_cast<std::size_t>(k)]->step, k);
    QVERIFY(heard.finished->outcome.status == RunStatus::kReachedEnd);
    QCOMPARE(heard.finished->outcome.steps, steps_);
    QVERIFY(heard.finished->run != nullptr);
    QCOMPARE(static_cast<int>(heard.finished->spans->steps()), steps_);
    QVERIFY(!session.active());
  }

  void a_paused_run_does_the_steps_it_is_told() {
    SimulationSession session;
    Listener heard(session);
    session.start({}, EngineProfile::fast(), scenario_, StartMode::kPaused);
    QVERIFY(session.paused());
    QTRY_VERIFY_WITH_TIMEOUT(heard.step_count == steps_, kPatienceMs);
    QTest::qWait(60);
    QCOMPARE(heard.frames.size(), 0u);
    session.step();
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), 1u, kPatienceMs);
    session.step(10);
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), 11u, kPatienceMs);
    QTest::qWait(60);
    QCOMPARE(heard.frames.size(), 11u);
    QSignalSpy paused(&session, &SimulationSession::pausedChanged);
    session.resume();
    QCOMPARE(paused.takeFirst().at(0).toBool(), false);
    QTRY_VERIFY_WITH_TIMEOUT(heard.finished, kPatienceMs);
    QCOMPARE(static_cast<int>(heard.frames.size()), steps_);
  }

  void stopping_keeps_what_was_done() {
    SimulationSession session;
    Listener heard(session);
    session.start({}, EngineProfile::fast(), scenario_, StartMode::kPaused);
    session.step(5);
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), 5u, kPatienceMs);
    session.stop();
    QVERIFY(heard.finished);  // before stop() returns
    QVERIFY(heard.finished->outcome.status == RunStatus::kStopped);
    QCOMPARE(heard.finished->outcome.steps, 5);
    QCOMPARE(heard.frames.size(), 5u);
    session.stop();  // nothing left to stop
    QCOMPARE(heard.ends, 1);
  }

  void a_new_run_ends_the_old_one_first() {
    SimulationSession session;
    Listener heard(session);
    session.set_speed(1.0);
    session.start({}, EngineProfile::fast(), scenario_);
    QTRY_VERIFY_WITH_TIMEOUT(!heard.frames.empty(), kPatienceMs);
    session.set_speed(0.0);
    session.start({.planner = "log-future"}, EngineProfile::fast(), scenario_);
    QCOMPARE(heard.ends, 1);
    QVERIFY(heard.finished->outcome.status != RunStatus::kFailed);
    heard.frames.clear();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends, 2, kPatienceMs);
    QCOMPARE(static_cast<int>(heard.frames.size()), steps_);
    QCOMPARE(heard.finished->run->request().planner, std::string("log-future"));
  }

  void companions_make_every_step_with_it() {
    SimulationSession session;
    Listener heard(session);
    std::vector<Round> rounds;
    std::vector<FinishedRun> ends;
    connect(&session, &SimulationSession::roundsArrived, this,
            [&rounds](const std::vector<Round>& batch) { rounds.insert(rounds.end(), batch.begin(), batch.end()); });
    connect(&session, &SimulationSession::companionsFinished, this,
            [&ends](const std::vector<FinishedRun>& finished) { ends = finished; });
    RunAsked idm;
    idm.request.planner = "idm";
    RunAsked unknown;
    unknown.request.planner = "nobody";
    session.set_companions({idm, unknown});
    session.start({}, EngineProfile::fast(), scenario_, StartMode::kPaused);
    session.step(3);
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), 3u, kPatienceMs);
    QCOMPARE(rounds.size(), 3u);
    for (std::size_t k = 0; k < rounds.size(); ++k) {
      QCOMPARE(rounds[k][0], heard.frames[k]);
      QVERIFY(rounds[k][1] != nullptr);
      QCOMPARE(rounds[k][1]->step, static_cast<int>(k));
      QVERIFY2(rounds[k][2] == nullptr, "one that cannot be made is left out");
    }
    session.resume();
    QTRY_VERIFY_WITH_TIMEOUT(heard.finished, kPatienceMs);
    QCOMPARE(static_cast<int>(heard.frames.size()), steps_);
    QCOMPARE(ends.size(), 2u);
    QVERIFY(ends[0].outcome.status == RunStatus::kReachedEnd);
    QCOMPARE(ends[0].outcome.steps, steps_);
    QCOMPARE(ends[0].run->request().planner, std::string("idm"));
    QVERIFY(ends[1].outcome.status == RunStatus::kFailed);
    QVERIFY(ends[1].run == nullptr);
  }

  void without_the_present_run_companions_are_not_made() {
    SimulationSession session;
    Listener heard(session);
    std::vector<FinishedRun> ends;
    connect(&session, &SimulationSession::companionsFinished, this,
            [&ends](const std::vector<FinishedRun>& finished) { ends = finished; });
    session.set_companions({RunAsked{}});
    session.start({.planner = "nobody"}, EngineProfile::fast(), scenario_);
    QTRY_VERIFY_WITH_TIMEOUT(heard.finished, kPatienceMs);
    QVERIFY(heard.finished->outcome.status == RunStatus::kFailed);
    QCOMPARE(ends.size(), 1u);
    QVERIFY(ends[0].run == nullptr);
    QVERIFY(ends[0].outcome.status == RunStatus::kStopped);
  }

  void frames_outlive_session_and_scenario() {
    std::vector<FramePtr> frames;
    {
      SimulationSession session;
      Listener heard(session);
      session.start({}, EngineProfile::fast(), test::mini_scenario());
      QTRY_VERIFY_WITH_TIMEOUT(heard.finished, kPatienceMs);
      frames = heard.frames;
    }
    std::size_t objects = 0;
    for (const FramePtr& frame : frames) objects += frame->objects.size() + frame->trajectory.size();
    QVERIFY(objects > frames.size());
  }

  void is_destroyed_cleanly_in_the_middle() {
    for (int i = 0; i < 20; ++i) {
      SimulationSession session;
      session.set_speed(i % 2 == 0 ? 0.0 : 2.0);
      session.start({}, EngineProfile::baseline(), scenario_, i % 5 == 0 ? StartMode::kPaused : StartMode::kPlaying);
      QTest::qWait(i);
    }
  }

  void an_unknown_planner_is_an_outcome() {
    SimulationSession session;
    Listener heard(session);
    session.start({.planner = "no-such-planner"}, EngineProfile::fast(), scenario_);
    QTRY_VERIFY_WITH_TIMEOUT(heard.finished, kPatienceMs);
    QVERIFY(heard.finished->outcome.status == RunStatus::kFailed);
    QVERIFY(heard.finished->run == nullptr);
    QVERIFY(QString::fromStdString(heard.finished->outcome.error.text()).contains("no-such-planner"));
    QCOMPARE(heard.step_count, -1);
  }

 private:
  ScenarioPtr scenario_;
  int steps_{0};
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::SimulationSessionTest)
#include "simulation_session_test.moc"
