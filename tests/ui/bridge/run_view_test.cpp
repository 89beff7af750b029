#include "ui/bridge/run_view.h"

#include <QSignalSpy>
#include <QTest>

namespace stepscope::ui {

namespace {

FramePtr frame(int step, std::int64_t wall_ns) {
  auto made = std::make_shared<StepFrame>();
  made->step = step;
  made->timing.wall_ns = wall_ns;
  return made;
}

std::vector<FramePtr> frames(int first, int count) {
  std::vector<FramePtr> made;
  for (int i = 0; i < count; ++i) made.push_back(frame(first + i, 1000));
  return made;
}

}  // namespace

class RunViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_cursor_follows_the_newest_frame() {
    RunView view;
    QSignalSpy moved(&view, &RunView::cursorMoved);
    view.begin(nullptr, 10);
    QCOMPARE(view.cursor(), -1);
    QVERIFY(view.frame() == nullptr);
    moved.clear();
    view.append(frames(0, 3));
    QCOMPARE(moved.size(), 1);  // one picture per batch
    QCOMPARE(view.cursor(), 2);
    QCOMPARE(view.frame()->step, 2);
  }

  void a_moved_cursor_stays_until_it_is_let_go() {
    RunView view;
    view.begin(nullptr, 10);
    view.append(frames(0, 5));
    QSignalSpy live(&view, &RunView::liveChanged);
    view.set_cursor(1);
    QCOMPARE(live.size(), 1);
    view.append(frames(5, 2));
    QCOMPARE(view.cursor(), 1);
    view.follow_live();
    QCOMPARE(view.cursor(), 6);
    QVERIFY(view.live());
  }

  void the_cursor_is_clipped_to_the_steps_there_are() {
    RunView view;
    view.set_cursor(3);
    QCOMPARE(view.cursor(), -1);
    view.begin(nullptr, 10);
    view.append(frames(0, 5));
    view.set_cursor(99);
    QCOMPARE(view.cursor(), 4);
    view.set_cursor(-7);
    QCOMPARE(view.cursor(), 0);
  }

  void plays_back_to_the_end_and_begins_again() {
    RunView view;
    view.begin(nullptr, 4);
    view.append(frames(0, 4));
    view.end();
    QSignalSpy moved(&view, &RunView::cursorMoved);
    view.play_back(0.0);  // from the end: starts over
    QCOMPARE(view.cursor(), 0);
    QVERIFY(view.playing_back());
    QTRY_VERIFY(!view.playing_back());
    QCOMPARE(moved.size(), 4);  // 0 1 2 3
    QCOMPARE(view.cursor(), 3);
    QVERIFY(view.live());
  }

  void the_clock_goes_on_where_a_run_beside_is_longer() {
    RunView view;
    view.begin(nullptr, 10);
    view.append(frames(0, 4));
    view.end();
    view.set_beside(7, 0);
    QCOMPARE(view.clock(), 3);  // nobody asked it to move
    QCOMPARE(view.reach(), 7);
    QSignalSpy cursor(&view, &RunView::cursorMoved), clock(&view, &RunView::clockMoved);
    view.set_cursor(6);
    QCOMPARE(view.clock(), 6);
    QCOMPARE(view.cursor(), 3);
    QCOMPARE(view.frame()->step, 3);
    QCOMPARE(cursor.size(), 0);
    QCOMPARE(clock.size(), 1);
    view.set_cursor(99);
    QCOMPARE(view.clock(), 6);
    view.set_cursor(2);
    QCOMPARE(view.clock(), 2);
    QCOMPARE(view.cursor(), 2);
    view.set_cursor(6);
    view.set_beside(0, 0);  // it is gone
    QCOMPARE(view.clock(), 3);
    QCOMPARE(view.cursor(), 3);
  }

  void the_clock_follows_runs_that_go_on_and_no_kept_ones() {
    RunView view;
    view.begin(nullptr, 10);
    view.append(frames(0, 2));
    view.set_beside(10, 0);
    QCOMPARE(view.clock(), 1);
    view.set_beside(10, 5);
    QCOMPARE(view.clock(), 4);
    QCOMPARE(view.cursor(), 1);
    QSignalSpy cursor(&view, &RunView::cursorMoved);
    view.append(frames(2, 3));
    QCOMPARE(view.clock(), 4);
    QCOMPARE(view.cursor(), 4);
    QCOMPARE(cursor.size(), 1);
    view.set_cursor(1);
    view.set_beside(10, 8);
    QCOMPARE(view.clock(), 1);  // let go of
    view.follow_live();
    QCOMPARE(view.clock(), 7);
    view.end();
    view.follow_live();
    QCOMPARE(view.clock(), 9);
  }

  void plays_back_to_the_end_of_the_longest() {
    RunView view;
    view.begin(nullptr, 2);
    view.append(frames(0, 2));
    view.end();
    view.set_beside(4, 0);
    view.set_cursor(1);
    QSignalSpy cursor(&view, &RunView::cursorMoved), clock(&view, &RunView::clockMoved);
    view.play_back(0.0);
    QTRY_VERIFY(!view.playing_back());
    QCOMPARE(view.clock(), 3);
    QCOMPARE(view.cursor(), 1);
    QCOMPARE(clock.size(), 2);  // 2 3
    QCOMPARE(cursor.size(), 0);
  }

  void moving_the_cursor_ends_play_back() {
    RunView view;
    view.begin(nullptr, 100);
    view.append(frames(0, 100));
    view.play_back(1.0);
    view.set_cursor(50);
    QVERIFY(!view.playing_back());
    QTest::qWait(250);  // two steps of 0.1 s
    QCOMPARE(view.cursor(), 50);
  }

  void a_new_run_forgets_the_old_one() {
    RunView view;
    view.begin(nullptr, 4);
    view.append(frames(0, 4));
    view.set_cursor(2);
    view.begin(nullptr, 4);
    QCOMPARE(view.size(), 0);
    QCOMPARE(view.cursor(), -1);
    QVERIFY(view.live());
    QCOMPARE(view.statistics().step.count, 0);
  }

  void the_slowest_step_leaves_the_cold_first_one_out() {
    const auto slowest = [](std::initializer_list<int> walls) {
      std::vector<StepTiming> timings;
      for (const int wall : walls) timings.push_back({.wall_ns = wall});
      return slowest_step(timings);
    };
    QCOMPARE(slowest({}), -1);
    QCOMPARE(slowest({900}), 0);  // there is no other
    QCOMPARE(slowest({900, 10, 30, 20}), 2);
    QCOMPARE(slowest({900, 30, 30}), 1);  // the first of equals
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::RunViewTest)
#include "run_view_test.moc"
