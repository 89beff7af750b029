#include "ui/charts/step_strip_data.h"

#include <QtTest>

#include "made_up_run.h"
#include "ui/charts/strip_decimator.h"
#include "ui/charts/strip_text.h"

namespace stepscope::ui {

namespace {

StepStripData data_of(const std::vector<FramePtr>& frames) {
  StepStripData data;
  for (const FramePtr& frame : frames) data.append(*frame);
  return data;
}

// "0-2:1 3-5:4": first–last:worst of each column.
QString text_of(const std::vector<StripColumn>& columns) {
  QStringList texts;
  for (const StripColumn& c : columns) texts << QStringLiteral("%1-%2:%3").arg(c.first).arg(c.last).arg(c.worst);
  return texts.join(QLatin1Char(' '));
}

}  // namespace

class StepStripDataTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void groups_add_up_to_the_step() {
    const StepStripData data = data_of({frame_of(0, timing_of(100, {{Stage::kController, 30}, {Stage::kObservation, 20},
                                                                    {Stage::kPlanner, 40}}))});
    const GroupTimes& groups = data.groups(0);
    QCOMPARE(groups[static_cast<std::size_t>(StageGroup::kPropagation)], 50);
    QCOMPARE(groups[static_cast<std::size_t>(StageGroup::kPlanner)], 40);
    QCOMPARE(groups[static_cast<std::size_t>(StageGroup::kUnaccounted)], 10);
    QCOMPARE(data.groups_in_use(), std::vector<StageGroup>({StageGroup::kPlanner, StageGroup::kPropagation,
                                                            StageGroup::kUnaccounted}));
  }

  void every_step_is_known_once() {
    StepStripData data;
    for (const int step : {3, 4, 4, 2, 7}) data.append(*frame_of(step, timing_of(step * 10)));
    QCOMPARE(data.size(), 3u);   // 3, 4 and 7: the second 4 and the 2 come too late
    QCOMPARE(data.first_step(), 3);
    QCOMPARE(data.last_step(), 7);
    QCOMPARE(data.index_of(7), std::optional<std::size_t>(2));
    QCOMPARE(data.index_of(5), std::nullopt);
    QCOMPARE(data.lower_index(5), 2u);
    QCOMPARE(data.lower_index(8), 3u);
    QCOMPARE(data.time_s(2), 0.4);   // 4 steps of 0.1 s after step 3
  }

  void slowest_is_the_first_of_equals() {
    QCOMPARE(data_of(frames_lasting({5, 9, 2, 9})).slowest_step(), 1);
    QCOMPARE(StepStripData().slowest_step(), -1);
  }

  void slow_steps_are_above_the_95th_percentile() {
    // 40 steps of 10 ns but two: place of the percentile 39·95/100 = 37 of 0…39, so the two longest are above it.
    std::vector<std::int64_t> walls(40, 10);
    walls[8] = 90;
    walls[30] = 80;
    const StepStripData data = data_of(frames_lasting(walls));
    QCOMPARE(data.next_slow_step(-1), std::optional<int>(8));
    QCOMPARE(data.next_slow_step(8), std::optional<int>(30));
    QCOMPARE(data.next_slow_step(30), std::nullopt);
    QCOMPARE(data.previous_slow_step(39), std::optional<int>(30));
    QCOMPARE(data.previous_slow_step(30), std::optional<int>(8));
    QCOMPARE(data.previous_slow_step(8), std::nullopt);
  }

  void like_steps_are_never_slow() {
    const StepStripData data = data_of(frames_lasting(std::vector<std::int64_t>(50, 10)));
    QCOMPARE(data.next_slow_step(-1), std::nullopt);
    QCOMPARE(StepStripData().next_slow_step(-1), std::nullopt);
    QCOMPARE(StepStripData().previous_slow_step(5), std::nullopt);
  }

  void decimates_data() {
    QTest::addColumn<int>("begin");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("expected");
    // walls  5 9 1 4 4 8 2 3
    QTest::newRow("room for all") << 0 << 3 << 10 << "0-0:0 1-1:1 2-2:2";
    QTest::newRow("exactly room") << 0 << 8 << 8 << "0-0:0 1-1:1 2-2:2 3-3:3 4-4:4 5-5:5 6-6:6 7-7:7";
    QTest::newRow("two by two, worst of each") << 0 << 8 << 4 << "0-1:1 2-3:3 4-5:5 6-7:7";
    QTest::newRow("three by three, the last shorter") << 0 << 8 << 3 << "0-2:1 3-5:5 6-7:7";
    QTest::newRow("panned: columns stay at multiples of two") << 1 << 7 << 3 << "1-1:1 2-3:3 4-5:5 6-6:6";
    QTest::newRow("first of equals is the worst") << 3 << 5 << 1 << "3-3:3 4-4:4";
    QTest::newRow("end beyond the data") << 6 << 99 << 100 << "6-6:6 7-7:7";
    QTest::newRow("nothing in sight") << 8 << 9 << 4 << "";
    QTest::newRow("no room at all") << 0 << 8 << 0 << "";
  }
  void decimates() {
    QFETCH(int, begin);
    QFETCH(int, end);
    QFETCH(int, columns);
    const std::vector<std::int64_t> walls{5, 9, 1, 4, 4, 8, 2, 3};
    StripDecimator decimator;
    QTEST(text_of(decimator.columns(walls, static_cast<std::size_t>(begin), static_cast<std::size_t>(end),
                                    static_cast<std::size_t>(columns))),
          "expected");
  }

  void decimation_keeps_the_longest_step_and_every_step_once() {
    std::vector<std::int64_t> walls(100'003, 10);
    walls[77'777] = 1000;
    StripDecimator decimator;
    const std::vector<StripColumn>& columns = decimator.columns(walls, 0, walls.size(), 1200);
    QVERIFY(columns.size() <= 1201);
    std::size_t next = 0;
    std::int64_t longest = 0;
    for (const StripColumn& column : columns) {
      QCOMPARE(column.first, next);
      QVERIFY(column.worst >= column.first && column.worst <= column.last);
      longest = std::max(longest, walls[column.worst]);
      next = column.last + 1;
    }
    QCOMPARE(next, walls.size());
    QCOMPARE(longest, 1000);
  }

  void tooltip_tells_units_and_shares() {
    const StepStripData data = data_of({frame_of(0, timing_of(1'000)),
                                        frame_of(1, timing_of(200'000, {{Stage::kPlanner, 150'000}}))});
    const QString one = strip_tooltip(data, {1, 1, 1});
    QVERIFY2(one.contains(QStringLiteral("step 1 · 0.1 s · 200\u00A0µs")), qPrintable(one));
    QVERIFY(one.contains(QStringLiteral("150\u00A0µs")) && one.contains(QStringLiteral("75.0\u00A0%")));
    QVERIFY(!one.contains(QStringLiteral("inference")));       // what took no time is not listed
    QVERIFY(!one.contains(QStringLiteral("longest of")));
    QVERIFY(strip_tooltip(data, {0, 1, 1}).contains(QStringLiteral("longest of steps 0–1")));
  }

  void csv_has_every_step() {
    const StepStripData data = data_of({frame_of(4, timing_of(100, {{Stage::kInference, 60}})), frame_of(5, timing_of(7))});
    QCOMPARE(strip_csv(data).split(QLatin1Char('\n')),
             QStringList({"step,t_s,total_ns,database_ns,input_preparation_ns,features_ns,inference_ns,planner_ns,"
                          "propagation_ns,recording_ns,publish_ns,unaccounted_ns",
                          "4,0.000000,100,0,0,0,60,0,0,0,0,40", "5,0.100000,7,0,0,0,0,0,0,0,0,7", ""}));
  }
};

}  // namespace stepscope::ui

QTEST_GUILESS_MAIN(stepscope::ui::StepStripDataTest)
#include "step_strip_data_test.moc"
