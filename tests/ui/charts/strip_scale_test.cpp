#include "ui/charts/strip_scale.h"

#include <QtTest>

namespace stepscope::ui {

namespace {

constexpr std::int64_t kUs = 1'000;
constexpr std::int64_t kMs = 1'000'000;

// `many` steps of one length and one of another.
std::vector<std::int64_t> walls(int many, std::int64_t usual, std::int64_t one) {
  std::vector<std::int64_t> all(static_cast<std::size_t>(many), usual);
  all.push_back(one);
  return all;
}

}  // namespace

class StripScaleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fits_the_axis_data() {
    QTest::addColumn<qint64>("usual");
    QTest::addColumn<qint64>("one");
    QTest::addColumn<double>("upper_ms");
    QTest::newRow("headroom of 12 % above the longest") << qint64{20 * kUs} << qint64{40 * kUs} << 0.0448;
    QTest::newRow("a cold step is cut at twice the usual") << qint64{20 * kUs} << qint64{5 * kMs} << 0.0448;
    QTest::newRow("six times is not yet cut") << qint64{20 * kUs} << qint64{120 * kUs} << 0.1344;
    QTest::newRow("a near budget joins in") << qint64{30 * kMs} << qint64{45 * kMs} << 112.0;
    QTest::newRow("a far budget does not") << qint64{30 * kMs} << qint64{39 * kMs} << 43.68;
    QTest::newRow("bars over the budget show it anyway") << qint64{90 * kMs} << qint64{150 * kMs} << 168.0;
    QTest::newRow("a cut bar over the budget: budget in sight") << qint64{15 * kMs} << qint64{250 * kMs} << 112.0;
    QTest::newRow("a cut bar over a budget too far away") << qint64{1 * kMs} << qint64{250 * kMs} << 2.24;
    QTest::newRow("a second is near") << qint64{300 * kMs} << qint64{450 * kMs} << 1120.0;
  }
  void fits_the_axis() {
    QFETCH(qint64, usual);
    QFETCH(qint64, one);
    QFETCH(double, upper_ms);
    QCOMPARE(strip_scale(walls(40, usual, one), TallBars::kCut).upper_ns / 1e6, upper_ms);
  }

  void full_height_cuts_nothing() {
    const StripScale scale = strip_scale(walls(40, 20 * kUs, 5 * kMs), TallBars::kFull);
    QCOMPARE(scale.upper_ns, 5.6 * kMs);
    QVERIFY(!scale.cuts(5 * kMs));
  }

  void picks_the_unit_of_the_axis() {
    QCOMPARE(strip_scale(walls(40, 20 * kUs, 5 * kMs), TallBars::kCut).unit, DurationUnit::kMicroseconds);
    QCOMPARE(strip_scale(walls(40, 20 * kUs, 5 * kMs), TallBars::kFull).unit, DurationUnit::kMilliseconds);
    QCOMPARE(strip_scale(walls(40, 20'000 * kMs, 20'000 * kMs), TallBars::kCut).unit, DurationUnit::kSeconds);
  }

  void says_where_a_hidden_budget_is() {
    // 100 ms / 200 µs = 500.
    const StripScale far = strip_scale(walls(40, 200 * kUs, 300 * kUs), TallBars::kCut);
    QCOMPARE(budget_note(far, 200e3), QStringLiteral("↑ 100 ms budget: 500 × the median step"));
    QCOMPARE(short_budget_note(far, 200e3), QStringLiteral("↑ 100 ms: 500 ×"));
    const StripScale near = strip_scale(walls(40, 60 * kMs, 60 * kMs), TallBars::kCut);
    QVERIFY(near.shows(kTenHertzNs));
    QCOMPARE(budget_note(near, 60e6), QString());
  }

  void nothing_in_sight_keeps_a_usable_axis() {
    for (const auto& none : {std::vector<std::int64_t>{}, std::vector<std::int64_t>{0, 0}}) {
      const StripScale scale = strip_scale(none, TallBars::kCut);
      QVERIFY(scale.upper_ns > 0.0);
      QCOMPARE(budget_note(scale, 0.0), QString());
    }
  }
};

}  // namespace stepscope::ui

QTEST_GUILESS_MAIN(stepscope::ui::StripScaleTest)
#include "strip_scale_test.moc"
