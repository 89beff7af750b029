#include "ui/models/compare_tables.h"

#include <QTest>
#include <cmath>

#include "ui/models/compare_text.h"

namespace stepscope::ui {

namespace {

constexpr std::int64_t kMs = 1'000'000;

// Steps of `planner` ms in the planner and 1 ms in the propagation; the first takes ten times as long.
MeasuredRun run_of(double planner_ms, int steps = 30) {
  MeasuredRun run;
  for (int k = 0; k < steps; ++k) {
    StepTiming step;
    const auto planner = std::llround(planner_ms * static_cast<double>(kMs)) * (k == 0 ? 10 : 1);
    const auto set = [&step](Stage stage, std::int64_t ns) {
      step.self_ns[static_cast<std::size_t>(stage)] = ns;
      step.total_ns[static_cast<std::size_t>(stage)] = ns;
    };
    set(Stage::kPlanner, planner);
    set(Stage::kPropagation, kMs);
    step.wall_ns = planner + kMs;
    step.total_ns[static_cast<std::size_t>(Stage::kStep)] = step.wall_ns;
    run.steps.push_back(step);
    run.loop_ns += step.wall_ns;
  }
  return run;
}

// B's planner takes `factor` times as long as A's; a little noise that is not the same twice.
std::vector<RunPair> pairs_of(int count, double factor) {
  std::vector<RunPair> pairs;
  for (int i = 0; i < count; ++i) {
    const double noise = 1.0 + 0.004 * ((i * 7) % 5 - 2);
    pairs.push_back({.a = run_of(2.0 * noise),
                     .b = run_of(2.0 * factor),
                     .order = i % 2 == 0 ? PairOrder::kAFirst : PairOrder::kBFirst});
    pairs.back().a.began_ns = 2 * i * kMs;
    pairs.back().b.began_ns = (2 * i + 1) * kMs;
  }
  return pairs;
}

const CellRow* row(const TableContent& table, const QString& first) {
  for (const CellRow& one : table.rows)
    if (one.cells.front().text == first) return &one;
  return nullptr;
}

}  // namespace

class CompareTablesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void one_run_of_each_is_described_without_a_verdict() {
    const auto compared = compare_runs(pairs_of(1, 1.5));
    QVERIFY(compared.ok());
    const TableContent stages = stages_table(compared.value(), 1);
    const CellRow* planner = row(stages, "planner");
    QVERIFY(planner != nullptr);
    QCOMPARE(planner->cells[2].text, QString("3.00"));
    QCOMPARE(planner->cells[4].text, QString("–"));
    QVERIFY(planner->cells[3].tone == CellTone::kMuted);
    QVERIFY(planner->cells[3].tip.contains("6 pairs"));
    QCOMPARE(answer_table(compared.value(), 1).rows.front().cells[1].text, QString("no verdict"));
  }

  void several_pairs_have_intervals_and_a_floor() {
    const auto compared = compare_runs(pairs_of(16, 1.5), pairs_of(8, 1.0));
    QVERIFY(compared.ok());
    const TableContent stages = stages_table(compared.value(), 2);
    QCOMPARE(stages.headers[2], QString("C, ms/step"));
    const CellRow* planner = row(stages, "planner");
    QVERIFY(planner->cells[3].tone == CellTone::kPlain);
    QVERIFY(planner->cells[4].text.contains(QStringLiteral("…")));
    QVERIFY(planner->cells[6].text != QString("–"));
    const CellRow* propagation = row(stages, "propagation");
    QVERIFY2(propagation->cells[3].tone == CellTone::kMuted, "exactly the same: nothing was shown");
    QVERIFY(!propagation->cells[3].tip.isEmpty());
    const TableContent answer = answer_table(compared.value(), 2);
    QCOMPARE(answer.rows.front().cells[1].text, QString("slower"));
    QVERIFY(row(answer, "Noise floor, A against A")->cells[1].text.contains("%"));
  }

  void an_answer_within_the_floor_says_why_it_is_inconclusive() {
    const auto compared = compare_runs(pairs_of(16, 1.5), pairs_of(8, 1.6));
    QVERIFY(compared.ok());
    const TableContent answer = answer_table(compared.value(), 1);
    QCOMPARE(answer.rows.front().cells[1].text, QString("inconclusive"));
    QVERIFY(answer.rows.front().cells[1].tip.contains("A against itself"));
    QVERIFY(row(answer, "Noise floor, A against A")->cells[1].tone == CellTone::kBad);
  }

  void tails_tell_the_cold_step_and_the_deadlines_apart() {
    auto pairs = pairs_of(1, 1.0);
    pairs.front().b.steps[7].wall_ns = 150 * kMs;
    const auto compared = compare_runs(pairs);
    QVERIFY(compared.ok());
    const TableContent tails = tails_table(compared.value(), 1);
    const CellRow* cold = row(tails, "first step, cold");
    QVERIFY(cold != nullptr);
    QCOMPARE(cold->cells[1].raw.toDouble(), 21.0e6 - 20.0e6 * 0.008);
    const CellRow* misses = row(tails, QStringLiteral("over 100\u00A0ms"));
    QVERIFY(misses != nullptr);
    QCOMPARE(misses->cells[5].text, QString("0, 0, 1, 28"));
  }

  void the_ribbon_has_a_band_only_of_several_pairs() {
    const auto one = pairs_of(1, 2.0);
    const Curves alone = ribbon_curves(ribbon_of(one, 0), 1);
    QVERIFY(alone.lines.front().low.empty());
    QCOMPARE(alone.lines.front().x.size(), 30u);
    QVERIFY(std::abs(alone.lines.front().y[5] - std::log(5.0 / (1.0 + 2.0 * 0.992))) < 1e-6);
    const auto several = pairs_of(6, 2.0);
    QCOMPARE(ribbon_curves(ribbon_of(several, 0), 1).lines.front().low.size(), 30u);
    QVERIFY(ribbon_curves({}, 1).empty());
  }

  void distributions_share_their_bins_and_add_up_to_one() {
    const Curves curves = distribution_curves(pairs_of(2, 3.0), {}, 3);
    QCOMPARE(curves.lines.size(), 2u);
    QCOMPARE(curves.lines[0].x, curves.lines[1].x);
    QCOMPARE(curves.lines[1].run, 3);
    for (const Curve& curve : curves.lines) {
      double sum = 0.0;
      for (const double share : curve.y) sum += share;
      QVERIFY(std::abs(sum - 1.0) < 1e-9);
    }
    QVERIFY2(distribution_curves(pairs_of(2, 3.0), {.end = 1}, 1).empty(), "no warm step before they part");
    QVERIFY(curves.csv().startsWith("\"step time, ms\",A,D\n"));
  }

  void scores_say_what_they_were_lost_to() {
    Scorecard a, b;
    a.final_score = 1.0;
    b.final_score = 0.0;
    a.metrics.push_back({.name = "no_ego_at_fault_collisions", .score = 1.0});
    b.metrics.push_back({.name = "no_ego_at_fault_collisions", .score = 0.0});
    b.metrics.front().violations.push_back({.step = 42, .last_step = 44, .what = "front of the ego hits <a> vehicle"});
    const TableContent scores = scores_table(&a, &b, 1);
    QCOMPARE(scores.rows.size(), 2u);
    QCOMPARE(scores.rows[1].cells[0].text, QString("no at-fault collisions"));
    QCOMPARE(scores.rows[1].cells[4].text, QString("B: front of the ego hits <a> vehicle, step 42"));
    QCOMPARE(scores.rows[1].step, 42);
    QCOMPARE(scores_table(&a, nullptr, 1).rows[0].cells[2].text, QString("–"));
    QVERIFY(scores_table(nullptr, nullptr, 1).rows.empty());
  }

  void conditions_that_nobody_asked_about_are_red() {
    RunFacts a;
    a.planner = "idm";
    a.processor = "one";
    RunFacts b = a;
    b.planner = "pdm-closed";
    b.processor = "another";
    const TableContent conditions = conditions_table(a, b, 1);
    QCOMPARE(conditions.rows.size(), 2u);
    QVERIFY(row(conditions, "planner")->cells[0].tone == CellTone::kPlain);
    QVERIFY(row(conditions, "processor")->cells[0].tone == CellTone::kBad);
    QVERIFY(conditions_table(a, a, 1).rows.empty());
  }

  void where_they_part_is_said_in_a_sentence() {
    const std::vector<DriveDifference> none;
    const std::vector<DriveDifference> same{{.step = 0}, {.step = 1}};
    const std::vector<DriveDifference> near{{.step = 0}, {.step = 1, .ego_m = 0.05}};
    const std::vector<DriveDifference> far{{.step = 0}, {.step = 1, .ego_m = 0.25}};
    const auto text = [](const std::vector<DriveDifference>& d, bool over) {
      return parting_text(1, d, first_divergence(d, {}), {}, 0.1, over);
    };
    QVERIFY(text(none, false).contains("no step that both have yet"));
    QCOMPARE(text(same, true), QString("B drives exactly as A in all 2 steps"));
    QVERIFY(text(near, false).contains("so far; farthest apart 0.0500 m, at step 1"));
    QCOMPARE(text(far, true), QString("B parts from A at step 1 (0.1 s): 0.250 m apart, limit 0.1 m"));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::CompareTablesTest)
#include "compare_tables_test.moc"
