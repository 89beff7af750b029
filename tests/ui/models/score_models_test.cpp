#include <QtTest>

#include "tests/ui/panels/made_up_score.h"
#include "ui/models/csv_text.h"
#include "ui/models/metric_curve.h"
#include "ui/models/score_text.h"
#include "ui/models/violation_list_model.h"

namespace stepscope::ui {

// What the score panel says, without the panel.
class ScoreModelsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void scores_are_never_rounded_to_full_or_nothing_data() {
    QTest::addColumn<double>("score");
    QTest::addColumn<QString>("text");
    QTest::newRow("full") << 1.0 << "1";
    QTest::newRow("nothing") << 0.0 << "0";
    QTest::newRow("almost full") << 0.99999 << "0.999";
    QTest::newRow("almost nothing") << 1e-5 << "< 0.001";
    QTest::newRow("three digits") << 0.87349 << "0.873";
  }
  void scores_are_never_rounded_to_full_or_nothing() {
    QFETCH(double, score);
    QFETCH(QString, text);
    QCOMPARE(score_text(score), text);
  }

  void the_formula_is_the_scorecards() {
    // multipliers 0·0·1·1; weighted mean (5·0.6 + 5·1 + 4·0.9)/14 = 0.829 without the comfort that has no score
    QCOMPARE(formula_text(made_up_card()), QStringLiteral("multipliers 0 × weighted mean 0.829"));
    QCOMPARE(formula_text(Scorecard{}), QStringLiteral("no metric has a score"));
    Scorecard open;
    open.set = MetricSet::kOpenLoop;
    open.metrics = {{.name = "planner_miss_rate_within_bound", .score = 1.0}};
    QCOMPARE(formula_text(open), QStringLiteral("multipliers 1"));
  }

  void names_units_and_culprits_are_words() {
    QCOMPARE(metric_title("ego_is_comfortable"), QStringLiteral("comfort"));
    QCOMPARE(metric_title("something_new"), QStringLiteral("something new"));
    QCOMPARE(metric_unit_text("meters_per_second_cubed"), QStringLiteral("m/s³"));
    QCOMPARE(metric_unit_text("furlongs_per_week"), QStringLiteral("furlongs per week"));
    QCOMPARE(culprit_text(NoCulprit{}), QString());
    QCOMPARE(culprit_text(Token{0xabc}), QStringLiteral("object 0000000000000abc"));
    QCOMPARE(culprit_text(MapCulprit{MapLayer::kLaneConnector, 12}), QStringLiteral("lane connector 12"));
    QCOMPARE(metric_value_text(kNoCollision), QStringLiteral("∞"));
    QCOMPARE(metric_value_text(-0.5), QStringLiteral("−0.5"));
  }

  void metrics_are_listed_by_what_they_do_to_the_score() {
    ScoreListModel model;
    model.show(std::make_shared<const Scorecard>(made_up_card()));
    QStringList titles;
    for (int i = 0; i < model.rowCount(); ++i) titles << model.index(i).data().toString();
    QCOMPARE(titles, QStringList({"Multipliers", "no at-fault collisions", "drivable area", "making progress",
                                  "driving direction", "Weighted mean", "progress along the route", "time to collision",
                                  "speed limit", "comfort", "Not part of the score", "ego lane change"}));
    const auto text_of = [&model](const char* metric) { return score_row_text(model.row(model.row_of(metric))); };
    QCOMPARE(text_of("drivable_area_compliance"), QStringLiteral("multiplier: 0"));
    QCOMPARE(text_of("speed_limit_compliance"), QStringLiteral("weight 4 of 14: 0.900"));
    QCOMPARE(text_of("ego_is_comfortable"), QStringLiteral("not computed: 8 samples are too few for a window of 15"));
    QVERIFY(!model.flags(model.index(0)).testFlag(Qt::ItemIsSelectable));
    QVERIFY(model.csv().contains(QStringLiteral("\nspeed_limit_compliance,weighted,4,0.9")));
    model.show(nullptr);
    QCOMPARE(model.rowCount(), 0);
  }

  void reasons_say_when_what_against_what_and_what_it_cost() {
    ViolationListModel model;
    model.show(made_up_score());
    QCOMPARE(model.rowCount(), 5);
    const QModelIndex second = model.index(1);
    QCOMPARE(second.data(ViolationListModel::kWhenRole).toString(), QStringLiteral("steps 60–63 · 6.0 s"));
    QCOMPARE(second.data(ViolationListModel::kAgainstRole).toString(),
             QStringLiteral("0.62 m against 0.3 m · drivable area 4711"));
    QCOMPARE(second.data(ViolationListModel::kWithoutRole).toString(),
             QStringLiteral("metric without this: 0; score without this: 0"));
    Scorecard card = made_up_card();
    card.metrics[1].violations[0].unit = "collisions with pedestrians";
    model.show({.card = std::make_shared<const Scorecard>(card)});
    QCOMPARE(model.index(0).data(ViolationListModel::kAgainstRole).toString(),
             QStringLiteral("1 against 0 collisions with pedestrians · object 3f2a000000000001"));
    model.show(made_up_score());
    QCOMPARE(model.first_of("ego_is_comfortable"), -1);
    const QStringList lines = model.csv().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 7);  // header, five reasons and the end
    QVERIFY(lines[1].startsWith(QStringLiteral("no_ego_at_fault_collisions,42,45,4.2")));
  }

  void a_curve_has_gaps_where_there_is_no_finite_value() {
    const ShownScore score = made_up_score();
    const MetricCurve curve = metric_curve(*score.card->find("time_to_collision_within_bound"), score);
    QCOMPARE(curve.unit, QStringLiteral("s"));
    QVERIFY(std::isnan(curve.values[0]));
    QCOMPARE(curve.values[39], 1.1);
    QCOMPARE(curve.steps[39], 39.0);
    QVERIFY(!curve.remark.isEmpty());
    QVERIFY(curve_csv(curve).startsWith(QStringLiteral("step,s\n0,\n")));
  }

  void thresholds_are_those_of_the_violations_in_the_same_unit() {
    const ShownScore score = made_up_score();
    QCOMPARE(metric_curve(*score.card->find("drivable_area_compliance"), score).thresholds, std::vector<double>{0.3});
    // Without a series the score so far is shown, and the thresholds, which are in another unit, are not.
    const MetricCurve so_far = metric_curve(*score.card->find("no_ego_at_fault_collisions"), score);
    QCOMPARE(so_far.unit, QStringLiteral("score so far"));
    QVERIFY(so_far.thresholds.empty());
    QCOMPARE(so_far.violations, (std::vector<std::pair<int, int>>{{42, 45}}));
    QVERIFY(metric_curve(*score.card->find("ego_lane_change"), score).empty());
  }

  void fields_with_separators_are_quoted() {
    QCOMPARE(csv_line({"a", "b,c", "say \"hi\"", ""}), QStringLiteral("a,\"b,c\",\"say \"\"hi\"\"\",\n"));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ScoreModelsTest)
#include "score_models_test.moc"
