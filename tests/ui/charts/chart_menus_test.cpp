#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTimer>
#include <QtTest>
#include <functional>

#include "made_up_run.h"
#include "ui/charts/curves_chart.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/learning_chart.h"
#include "ui/charts/metric_chart.h"
#include "ui/charts/step_strip.h"

namespace stepscope::ui {

namespace {

// Texts of the menu that a right click in the middle of a chart opens, on the child that takes the mouse there.
QStringList menu_of(QWidget& chart) {
  QWidget* child = chart.childAt(chart.width() / 2, chart.height() / 2);
  if (child == nullptr) return {QStringLiteral("the chart has no child that takes the mouse")};
  QStringList texts;
  QTimer::singleShot(0, &chart, [&texts] {
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    if (menu == nullptr) return;
    for (const QAction* action : menu->actions()) texts << action->text();
    menu->close();
  });
  const QPoint middle = child->rect().center();
  QContextMenuEvent click(QContextMenuEvent::Mouse, middle, child->mapToGlobal(middle));
  QApplication::sendEvent(child, &click);
  QCoreApplication::processEvents();
  return texts;
}

template <typename Chart>
QStringList menu_of_shown(Chart& chart, const std::function<void()>& fill) {
  QWidget& widget = chart;
  widget.resize(800, 240);
  widget.show();
  if (!QTest::qWaitForWindowExposed(&widget)) qFatal("the chart is not shown");
  fill();
  QCoreApplication::processEvents();
  return menu_of(widget);
}

}  // namespace

// The plot inside a chart takes the mouse; a right click on it still opens the menu of the chart.
class ChartMenusTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_bars_of_the_steps_offer_budget_lines() {
    StepStrip strip;
    const QStringList menu = menu_of_shown(strip, [&strip] {
      strip.begin_run(1, 0.1);
      strip.append({frame_of(0, timing_of(100'000, {{Stage::kPlanner, 100'000}}))});
      strip.draw_now();
    });
    QVERIFY2(menu.contains(QStringLiteral("Budget lines…")), qPrintable(menu.join(QLatin1Char('|'))));
  }

  void charts_are_saved_from_it() {
    HistogramChart histogram;
    MetricChart metric;
    CurvesChart curves(QStringLiteral("gap"), QStringLiteral("Gap"));
    LearningChart learning;
    const QStringList menus[] = {
        menu_of_shown(histogram,
                      [&histogram] {
                        HistogramContent content{.title = QStringLiteral("whole step"), .budgets = StepBudgets{}};
                        content.values_ns = {1'000, 2'000};
                        content.summary = distribution_of(content.values_ns);
                        histogram.show(content, BinScale::kLinear);
                      }),
        menu_of_shown(metric,
                      [&metric] {
                        metric.show(MetricCurve{.steps = {0.0, 1.0}, .values = {1.0, 2.0}});
                      }),
        menu_of_shown(curves,
                      [&curves] {
                        Curves content;
                        content.lines.push_back({.x = {0.0, 1.0}, .y = {1.0, 2.0}});
                        curves.show_curves(content);
                      }),
        menu_of_shown(learning, [&learning] { learning.add(CurvePoint{.epoch = 1, .loss = 1.0}); }),
    };
    for (const QStringList& menu : menus)
      QVERIFY2(menu.contains(QStringLiteral("Save picture…")), qPrintable(menu.join(QLatin1Char('|'))));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ChartMenusTest)
#include "chart_menus_test.moc"
