#include "ui/panels/score_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "made_up_score.h"
#include "ui/charts/metric_chart.h"
#include "ui/charts/score_list.h"
#include "ui/charts/violation_list.h"

namespace stepscope::ui {

// Clicks and keys of the score panel become wishes: where the cursor is to go and what is to be seen in the scene.
class ScorePanelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    panel_ = std::make_unique<ScorePanel>();
    panel_->resize(345, 800);
    panel_->show_score(made_up_score());
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    list_ = panel_->findChild<ScoreList*>();
    reasons_ = panel_->findChild<ViolationList*>();
    chart_ = panel_->findChild<MetricChart*>();
  }

  void a_click_on_a_bar_goes_to_its_first_step_and_its_culprit() {
    QSignalSpy steps(panel_.get(), &ScorePanel::stepWished);
    QSignalSpy culprits(panel_.get(), &ScorePanel::culpritWished);
    click(*list_, list_->scores().row_of("drivable_area_compliance"));
    QCOMPARE(steps.count(), 1);
    QCOMPARE(steps[0][0].toInt(), 60);
    QCOMPARE(culprits.count(), 1);
    QVERIFY(culprits[0][0].value<Culprit>() == Culprit(MapCulprit{MapLayer::kDrivableArea, kNearestRoad}));
    QCOMPARE(reasons_->currentIndex().row(), 1);  // after the collision
    QCOMPARE(chart_->curve().unit, QStringLiteral("m"));
  }

  void a_click_on_a_reason_goes_there() {
    QSignalSpy steps(panel_.get(), &ScorePanel::stepWished);
    QSignalSpy culprits(panel_.get(), &ScorePanel::culpritWished);
    click(*reasons_, 2);  // the second time off the drivable area
    QCOMPARE(steps.takeFirst()[0].toInt(), 70);
    QCOMPARE(reasons_->currentIndex().row(), 2);
    QCOMPARE(QString::fromStdString(list_->selected()->name), QStringLiteral("drivable_area_compliance"));
    click(*reasons_, 0);
    QVERIFY(culprits.last()[0].value<Culprit>() == Culprit(Token{kPedestrian}));
  }

  void keys_reach_everything() {
    QSignalSpy steps(panel_.get(), &ScorePanel::stepWished);
    list_->setFocus();
    list_->select("no_ego_at_fault_collisions");
    QTest::keyClick(list_, Qt::Key_Down);
    QCOMPARE(QString::fromStdString(list_->selected()->name), QStringLiteral("drivable_area_compliance"));
    QCOMPARE(steps.count(), 0);  // looking at a metric moves nothing
    QTest::keyClick(list_, Qt::Key_Return);
    QCOMPARE(steps.takeFirst()[0].toInt(), 60);
    QTest::keyClick(reasons_, Qt::Key_Down);
    QTest::keyClick(reasons_, Qt::Key_Return);
    QCOMPARE(steps.takeFirst()[0].toInt(), 70);
    panel_->set_cursor(70);
    QTest::keyClick(chart_, Qt::Key_Right);
    QCOMPARE(steps.takeFirst()[0].toInt(), 71);
  }

  void a_click_in_the_chart_moves_the_cursor() {
    list_->select("drivable_area_compliance");
    QSignalSpy steps(panel_.get(), &ScorePanel::stepWished);
    QWidget* plot = chart_->childAt(chart_->rect().center());
    QVERIFY(plot != nullptr);
    const QPoint at = plot->rect().center();
    QTest::mouseClick(plot, Qt::LeftButton, {}, at);
    QCOMPARE(steps.count(), 1);
    QCOMPARE(steps[0][0].toInt(), chart_->step_at(at.x()));
    QVERIFY(chart_->step_at(at.x()) > 40 && chart_->step_at(at.x()) < 110);  // the middle of 149 steps
    QCOMPARE(chart_->step_at(-1000), 0);
    QCOMPARE(chart_->step_at(10'000), 148);
  }

  void what_could_not_be_computed_says_so() {
    list_->select("ego_is_comfortable");
    QVERIFY(chart_->curve().empty());
    bool said = false;
    for (const QLabel* label : chart_->findChildren<QLabel*>())
      said = said || (label->isVisible() && label->text().contains(QStringLiteral("too few for a window")));
    QVERIFY(said);
  }

  void without_a_score_it_says_why() {
    panel_->show_reason(QStringLiteral("Running: the score comes when the run has ended"));
    QVERIFY(!panel_->has_score());
    QCOMPARE(panel_->reason(), QStringLiteral("Running: the score comes when the run has ended"));
    QVERIFY(!list_->isVisible());
    panel_->show_score({});
    QVERIFY(!panel_->reason().isEmpty());
  }

  void notes_take_a_line_each_and_leave_the_height_to_the_metrics() {
    panel_->resize(230, 500);
    QCoreApplication::processEvents();
    ShownScore score = made_up_score();
    score.note.clear();
    panel_->show_score(score);
    QCoreApplication::processEvents();
    const int before = list_->mapTo(panel_.get(), QPoint()).y();
    score.note =
        QStringLiteral("2 vehicles that would overlap others once moved onto their lanes were dropped\n2 more");
    panel_->show_score(score);
    QCoreApplication::processEvents();
    const int taken = list_->mapTo(panel_.get(), QPoint()).y() - before;
    QVERIFY2(taken > 0 && taken < 3 * panel_->fontMetrics().lineSpacing(), qPrintable(QString::number(taken)));
    const auto labels = panel_->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [&score](const QLabel* label) { return label->toolTip() == score.note; }));  // all of it
  }

  void a_full_score_has_nothing_to_explain() {
    Scorecard card = made_up_card();
    for (Metric& metric : card.metrics) {
      metric.violations.clear();
      metric.error.clear();
      if (metric.score) metric.score = 1.0;
    }
    card.final_score = scenario_score(card.set, card.metrics);
    panel_->show_score({.card = std::make_shared<const Scorecard>(card)});
    QCOMPARE(reasons_->reasons().rowCount(), 0);
    bool said = false;
    for (const QLabel* label : panel_->findChildren<QLabel*>())
      said = said || label->text().contains(QStringLiteral("nothing was lost"));
    QVERIFY(said);
  }

  void reasons_are_copied() {
    reasons_->setFocus();
    reasons_->select_first_of("speed_limit_compliance");
    QTest::keySequence(reasons_, QKeySequence::Copy);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(QStringLiteral("speed limit, steps 100–148 · 10.0 s: faster than the limit")),
             qPrintable(copied));
    QVERIFY(!copied.contains(QLatin1Char('\n')));
  }

  void everything_can_be_exported() {
    list_->select("drivable_area_compliance");
    for (const ChartExport& source : {list_->exporter(), chart_->exporter()}) {
      QVERIFY(!picture_of(source, 1.0).isNull());
      QVERIFY(source.csv().contains(QLatin1Char(',')));
    }
    QCOMPARE(chart_->exporter().csv().section(QLatin1Char('\n'), 0, 1), QStringLiteral("step,m\n0,0"));
  }

 private:
  template <typename List>
  static void click(List& list, int row) {
    list.scrollTo(list.model()->index(row, 0));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(row, 0)).center());
  }

  std::unique_ptr<ScorePanel> panel_;
  ScoreList* list_{nullptr};
  ViolationList* reasons_{nullptr};
  MetricChart* chart_{nullptr};
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ScorePanelTest)
#include "score_panel_test.moc"
