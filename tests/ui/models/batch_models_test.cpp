#include <QtTest>

#include "ui/models/batch_choice.h"
#include "ui/models/batch_scores_model.h"
#include "ui/models/batch_table_model.h"

namespace stepscope::ui {

namespace {

ChosenScenario scenario(const char* type, std::uint64_t token) {
  return {
      .id = {.db = "/logs/2021.05.12_veh-35.db", .token = {token}}, .type = type, .location = "us-nv-las-vegas-strip"};
}

RunRequest request(const char* planner, Challenge challenge) {
  RunRequest made;
  made.planner = planner;
  made.challenge = challenge;
  return made;
}

// 3 scenarios of two types × 2 requests = 6 jobs.
std::shared_ptr<const BatchPlan> plan() {
  auto made = std::make_shared<BatchPlan>();
  made->scenarios = {scenario("stationary", 1), scenario("stationary", 2), scenario("turning_left", 3)};
  made->requests = {request("simple", Challenge::kClosedLoopNonreactiveAgents),
                    request("idm", Challenge::kOpenLoopBoxes)};
  return made;
}

JobResult done(double score, double step_ms = 0.02) {
  return {.status = JobStatus::kReachedEnd,
          .steps = 149,
          .score = ScoreSummary{.final_score = score, .parts = {{"drivable_area_compliance", 1.0}}},
          .mean_step_ms = step_ms};
}

JobResult failed() { return {.status = JobStatus::kPlannerFailed, .reason = "step 37: no route", .steps = 37}; }

QStringList column_of(const QAbstractItemModel& model, int column) {
  QStringList texts;
  for (int row = 0; row < model.rowCount(); ++row) texts << model.index(row, column).data().toString();
  return texts;
}

}  // namespace

// What the tables of a batch say.
class BatchModelsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_job_waits_runs_and_ends() {
    BatchTableModel model;
    model.show(plan());
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.index(1, BatchTableModel::kPlanner).data().toString(), QStringLiteral("idm"));
    QCOMPARE(model.index(2, BatchTableModel::kLog).data().toString(), QStringLiteral("2021.05.12_veh-35"));
    QCOMPARE(column_of(model, BatchTableModel::kStatus)[0], QStringLiteral("waiting"));
    model.start(0);
    QCOMPARE(column_of(model, BatchTableModel::kStatus)[0], QStringLiteral("running"));
    model.finish(0, done(0.5));
    model.finish(1, failed());
    JobResult kept = done(1.0);
    kept.kept = true;
    model.finish(2, kept);
    model.end();
    QCOMPARE(column_of(model, BatchTableModel::kStatus), QStringList({"done", "failed: step 37: no route",
                                                                      "done before", "not run", "not run", "not run"}));
    QCOMPARE(column_of(model, BatchTableModel::kScore), QStringList({"0.500", "", "1", "", "", ""}));
    QCOMPARE(model.counts().done, 3U);
    QCOMPARE(model.counts().failed, 1U);
    QCOMPARE(model.counts().kept, 1U);
  }

  void a_run_without_a_score_says_why() {
    BatchTableModel model;
    model.show(plan());
    JobResult result = done(0.0);
    result.score.reset();
    result.reason = "no metric has a score";
    model.finish(1, result);
    QCOMPARE(model.index(1, BatchTableModel::kScore).data().toString(), QString());
    QCOMPARE(model.index(1, BatchTableModel::kStatus).data().toString(), QStringLiteral("done: no metric has a score"));
    BatchScoresModel means;
    means.show(model.plan(), model.results());
    QCOMPARE(column_of(means, 2)[0], QStringLiteral("1 without score"));
  }

  void columns_are_the_metrics_of_the_challenges() {
    BatchTableModel model;
    model.show(plan());
    // closed loop: 4 multipliers and 4 weighted; open loop: 1 and 4
    QCOMPARE(model.columnCount(), BatchTableModel::kFirstPart + 13);
    model.finish(0, done(0.5));
    QCOMPARE(model.headerData(BatchTableModel::kFirstPart + 1, Qt::Horizontal).toString(),
             QStringLiteral("drivable area"));
    QCOMPARE(model.index(0, BatchTableModel::kFirstPart + 1).data().toString(), QStringLiteral("1"));
    QCOMPARE(model.index(0, BatchTableModel::kFirstPart).data().toString(), QString());
  }

  void sorting_puts_jobs_without_a_value_last() {
    BatchTableModel model;
    model.show(plan());
    model.finish(0, done(0.9));
    model.finish(1, done(0.0));
    model.finish(2, done(1.0));
    BatchTableOrder order;
    order.setSourceModel(&model);
    order.sort(BatchTableModel::kScore, Qt::AscendingOrder);
    QCOMPARE(column_of(order, BatchTableModel::kScore).mid(0, 4), QStringList({"0", "0.900", "1", ""}));
    order.sort(BatchTableModel::kScore, Qt::DescendingOrder);
    QCOMPARE(column_of(order, BatchTableModel::kScore).mid(0, 4), QStringList({"1", "0.900", "0", ""}));
  }

  void every_word_must_occur_in_a_row() {
    BatchTableModel model;
    model.show(plan());
    model.finish(1, failed());
    BatchTableOrder order;
    order.setSourceModel(&model);
    order.set_words(QStringLiteral("IDM turning"));
    QCOMPARE(order.rowCount(), 1);
    order.set_words(QStringLiteral("failed 37"));
    QCOMPARE(order.rowCount(), 1);
    order.set_words({});
    QCOMPARE(order.rowCount(), 6);
  }

  void means_are_over_what_was_scored() {
    const auto shown = plan();
    std::vector<JobResult> results(6);
    results[0] = done(0.5);  // simple, stationary
    results[2] = done(1.0);
    results[4] = done(0.0);  // simple, turning left
    results[1] = failed();   // idm, stationary
    results[3] = done(0.25);
    BatchScoresModel model;
    model.show(shown, results);
    QCOMPARE(column_of(model, 0), QStringList({"stationary", "turning left", "all types"}));
    QCOMPARE(column_of(model, 1), QStringList({"0.750 (of 2)", "0 (of 1)", "0.500 (of 3)"}));
    QCOMPARE(column_of(model, 2)[0], QStringLiteral("0.250 (of 1; 1 failed)"));
    QVERIFY(model.index(0, 2).data(Qt::ToolTipRole).toString().contains(QStringLiteral("as 0: 0.125")));
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString().section(QLatin1Char('\n'), 0, 0), QStringLiteral("simple"));
  }

  void a_choice_says_what_is_missing() {
    BatchChoice choice;
    QCOMPARE(choice.problem(), QStringLiteral("choose a planner"));
    choice.planners = {"simple", "idm"};
    QCOMPARE(choice.problem(), QStringLiteral("choose a challenge"));
    choice.challenges = {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents};
    QCOMPARE(choice.problem(), QStringLiteral("choose a folder for the results"));
    choice.folder = QStringLiteral("/out");
    QVERIFY(choice.problem().isEmpty());
  }

  void requests_take_controller_and_parameters_of_the_run_bar() {
    BatchChoice choice;
    choice.planners = {"simple", "idm"};
    choice.challenges = {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents};
    RunRequest bar = request("idm", Challenge::kClosedLoopNonreactiveAgents);
    bar.controller = ControllerKind::kPerfectTracking;
    bar.parameters = {{"headway", "2"}};
    const std::vector<RunRequest> requests = batch_requests(choice, bar);
    QCOMPARE(requests.size(), 4U);
    QVERIFY(!requests[0].controller);  // open loop plays the log back
    QVERIFY(requests[1].controller == ControllerKind::kPerfectTracking);
    QVERIFY(requests[1].parameters.empty());
    QVERIFY(requests[3].parameters == bar.parameters);
  }

  void limits_become_the_filter() {
    const Dataset nothing;
    BatchChoice choice;
    choice.most_per_type = 3;
    choice.share_percent = 50.0;
    choice.seed = 7;
    const auto filter = batch_filter(nothing, {}, choice);
    QVERIFY(filter);
    QVERIFY(filter->most_per_type == 3U);
    QVERIFY(!filter->most);
    QVERIFY(filter->share == 0.5);
    QVERIFY(filter->shuffle_seed == 7U);
    QVERIFY(!filter->untagged);
    QVERIFY(!batch_filter(nothing, {.text = QStringLiteral("left")}, choice));  // the browser shows nothing
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::BatchModelsTest)
#include "batch_models_test.moc"
