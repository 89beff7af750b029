#include "ui/bridge/compare_desk.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/ui/bridge/mini_scenario.h"

namespace stepscope::ui {

namespace {

FramePtr frame(int step, double x, double speed = 5.0) {
  auto made = std::make_shared<StepFrame>();
  made->step = step;
  made->time = {step * std::int64_t{100'000}};
  made->ego.rear_axle = {x, 0.0, 0.0};
  made->ego.vx = speed;
  made->timing.wall_ns = 1000;
  return made;
}

// x = step, then ahead by `apart` from step `from` on.
std::vector<FramePtr> drive(int steps, int from = 1000, double apart = 0.0) {
  std::vector<FramePtr> frames;
  for (int k = 0; k < steps; ++k) frames.push_back(frame(k, k + (k >= from ? apart : 0.0)));
  return frames;
}

}  // namespace

class CompareDeskTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void differences_grow_with_whichever_run_is_behind() {
    RunView view;
    CompareDesk desk(view);
    view.begin(test::mini_scenario(), 20);
    desk.put(0, beginning({}, test::mini_scenario()));
    QVERIFY(desk.differences(0).empty());
    desk.append(0, drive(6));
    QVERIFY(desk.differences(0).empty());
    view.append(drive(4));
    QCOMPARE(desk.differences(0).size(), 4u);
    view.append({frame(4, 4.0), frame(5, 5.0), frame(6, 6.0)});
    QCOMPARE(desk.differences(0).size(), 6u);
    QVERIFY(!desk.divergence(0));
  }

  void the_first_step_beyond_a_limit_is_found_and_moves_with_the_limit() {
    RunView view;
    CompareDesk desk(view);
    view.begin(test::mini_scenario(), 20);
    view.append(drive(20));
    desk.put(1, beginning({}, test::mini_scenario()));
    desk.append(1, drive(20, 7, 0.5));
    QVERIFY(desk.divergence(1));
    QCOMPARE(desk.divergence(1)->step, 7);
    QSignalSpy changed(&desk, &CompareDesk::limitsChanged);
    desk.set_limits({.ego_m = 0.6, .heading_rad = 1.0, .speed_mps = 1.0});
    QCOMPARE(changed.count(), 1);
    QVERIFY(!desk.divergence(1));
    desk.set_limits({});
    QCOMPARE(desk.divergence(1)->step, 7);
  }

  void another_present_run_begins_the_comparison_anew() {
    RunView view;
    CompareDesk desk(view);
    view.begin(test::mini_scenario(), 20);
    view.append(drive(20));
    desk.put(0, beginning({}, test::mini_scenario()));
    desk.append(0, drive(20, 3, 1.0));
    QCOMPARE(desk.divergence(0)->step, 3);
    view.begin(test::mini_scenario(), 20);
    QVERIFY(desk.differences(0).empty());
    QVERIFY(!desk.divergence(0));
    view.append(drive(2));
    QCOMPARE(desk.differences(0).size(), 2u);
    QVERIFY(desk.at(0) != nullptr);
  }

  void whoever_leaves_takes_the_differences_along() {
    RunView view;
    CompareDesk desk(view);
    view.begin(test::mini_scenario(), 5);
    view.append(drive(5));
    QSignalSpy places(&desk, &CompareDesk::placesChanged);
    desk.put(0, beginning({}, test::mini_scenario()));
    desk.append(0, drive(5));
    QVERIFY(!desk.empty());
    desk.take_away(0);
    QVERIFY(desk.empty());
    QVERIFY(desk.differences(0).empty());
    QCOMPARE(places.count(), 2);
    desk.append(0, drive(1));  // too late: nobody is there
    QVERIFY(desk.empty());
  }

  void the_longest_is_known_and_the_longest_that_goes_on() {
    RunView view;
    CompareDesk desk(view);
    QCOMPARE(desk.longest(), 0);
    desk.put(0, beginning({}, test::mini_scenario()));
    desk.append(0, drive(6));
    BesideRun kept = beginning({}, test::mini_scenario());
    kept.going_on = false;
    for (const FramePtr& one : drive(9)) kept.append(one);
    desk.put(2, std::move(kept));
    QCOMPARE(desk.longest(), 9);
    QCOMPARE(desk.longest_going_on(), 6);
    desk.end(0, {});
    QCOMPARE(desk.longest_going_on(), 0);
  }

  void names_tell_what_is_not_usual() {
    RunAsked asked;
    asked.request.planner = "idm";
    QCOMPARE(run_name(asked), QString("idm · fast"));
    asked.request.parameters["target_velocity"] = "8";
    asked.profile = EngineProfile::baseline();
    QCOMPARE(run_name(asked), QString("idm · baseline · target velocity 8"));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::CompareDeskTest)
#include "compare_desk_test.moc"
