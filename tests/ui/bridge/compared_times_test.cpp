#include "ui/bridge/compared_times.h"

#include <QTest>
#include <vector>

namespace stepscope::ui {

class ComparedTimesTest : public QObject {
  Q_OBJECT

 private:
  // Steps of 1 µs, those from `own` on of `own_ns`.
  static std::vector<StepTiming> steps(std::size_t count, std::size_t own = 0, std::int64_t own_ns = 1'000) {
    std::vector<StepTiming> out(count);
    for (std::size_t k = 0; k < count; ++k) out[k].wall_ns = k < own ? 1'000 : own_ns;
    return out;
  }

 private Q_SLOTS:
  void takes_the_steps_that_both_have() {
    const auto pair = one_of_each(steps(12), steps(9, 0, 2'000));
    QVERIFY(pair.has_value());
    QCOMPARE(pair->a.steps.size(), std::size_t{9});
    QCOMPARE(pair->b.steps.size(), std::size_t{9});
    QCOMPARE(pair->b.loop_ns, std::int64_t{18'000});
  }

  void leaves_out_what_a_fork_replayed() {
    constexpr int kFork = 100;
    TimesWish wish{.pairs = {}, .same = {}, .window = {}, .from = kFork};
    wish.pairs.push_back(*one_of_each(steps(150), steps(150, kFork, 80'000), kFork));
    const ComparedTimes times = compare_times(wish);
    QVERIFY(times.comparison.has_value());
    QCOMPARE(times.wish.pairs.front().b.steps.size(), std::size_t{50});
    QVERIFY(qAbs(times.comparison->answer.total.ratio - 80.0) < 1e-9);  // not diluted by the 100 steps before
    QCOMPARE(times.ribbon.front().step, std::size_t{kFork});
    QCOMPARE(times.ribbon.back().step, std::size_t{149});
  }

  void has_no_pair_where_no_step_is_a_runs_own() {
    QVERIFY(!one_of_each(steps(100), steps(150), 100).has_value());
    QVERIFY(!one_of_each({}, steps(5)).has_value());
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ComparedTimesTest)
#include "compared_times_test.moc"
