#include "ui/window/ablation_room.h"

#include <QAction>
#include <QDockWidget>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/window/actions.h"

namespace stepscope::ui {

namespace {

constexpr int kPatienceMs = 120'000;

AblatedSwitch switch_called(const char* key) {
  const std::string words[] = {key};
  return switches_named(words).value().front();
}

}  // namespace

// The ablation lab in the whole window, on the small log that comes with the tests.
class AblationRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    window_ = std::make_unique<MainWindow>(test::quick_options());
    window_->show();
  }

  void cleanupTestCase() { window_.reset(); }

  void without_a_scenario_it_says_what_is_missing() {
    QSignalSpy finished(&room().session(), &AblationSession::finished);
    room().start({.switches = {switch_called("queries")}});
    QVERIFY(!room().session().active());
    QCOMPARE(finished.count(), 0);
  }

  void a_switch_is_measured_alone_in_fast_and_cumulatively() {
    QVERIFY(test::open_mini(*window_));
    window_->actions().ablate->trigger();
    QTRY_VERIFY(window_->parts().ablation->isVisible());
    const AblationResultPtr result = measure({.switches = {switch_called("queries")}, .pairs = 6});
    QVERIFY(result != nullptr);
    QVERIFY(result->complete());
    QCOMPARE(result->rows.size(), std::size_t{1});
    const AblationRow& row = result->rows.front();
    QVERIFY(row.alone.effect && row.removed.effect && row.cumulative.effect);
    QCOMPARE(row.alone.effect->answer.total.pairs, 6);
    QVERIFY2(row.alone.effect->output.state == OutputState::kEqual, row.alone.effect->output.words.c_str());
    QVERIFY(result->joint.effect);
    QCOMPARE(result->conditions.scenarios.size(), std::size_t{1});
    QVERIFY(!window_->parts().ablation->headline_text().isEmpty());
  }

  void the_same_again_goes_on_with_what_was_measured() {
    QSignalSpy progressed(&room().session(), &AblationSession::progressed);
    const AblationResultPtr result = measure({.switches = {switch_called("queries")}, .pairs = 6});
    QVERIFY(result != nullptr && result->complete());
    for (const QList<QVariant>& one : progressed) QVERIFY(one.front().value<AblationProgress>().complete());
  }

  void cancelling_keeps_what_was_measured() {
    QSignalSpy finished(&room().session(), &AblationSession::finished);
    room().start({.switches = usual_switches(), .pairs = 200});
    QVERIFY(room().session().active());
    room().session().cancel();
    QVERIFY(finished.wait(kPatienceMs));
    const auto end = finished.front().front().value<FinishedAblation>();
    QVERIFY(end.stopped || end.result == nullptr || !end.result->complete());
    QVERIFY(!room().session().active());
  }

 private:
  AblationRoom& room() { return window_->ablation(); }

  AblationResultPtr measure(const AblationChoice& choice) {
    QSignalSpy finished(&room().session(), &AblationSession::finished);
    room().start(choice);
    if (!finished.wait(kPatienceMs)) return nullptr;
    const auto end = finished.front().front().value<FinishedAblation>();
    if (!end.problems.isEmpty()) qWarning() << end.problems;
    return end.result;
  }

  test::OwnHome home_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::AblationRoomTest)
#include "ablation_room_test.moc"
