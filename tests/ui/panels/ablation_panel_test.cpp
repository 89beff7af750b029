#include "ui/panels/ablation_panel.h"

#include <QAction>
#include <QMenu>
#include <QTest>
#include <QToolButton>

#include "ui/panels/elided_label.h"

namespace stepscope::ui {

// What the panel of the ablation lets choose and says meanwhile, without a window around it.
class AblationPanelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_menu_of_switches_stays_open_until_it_is_left() {
    AblationPanel panel;
    auto* button = panel.findChild<QToolButton*>();
    QMenu* menu = button->menu();
    menu->popup(QPoint(0, 0));
    QVERIFY(QTest::qWaitForWindowExposed(menu));
    click(menu, QStringLiteral("None"));
    QVERIFY(menu->isVisible());
    QVERIFY(panel.choice().switches.empty());
    click(menu, menu->actions().at(0)->text());
    click(menu, menu->actions().at(5)->text());
    QVERIFY(menu->isVisible());
    menu->close();
    const std::vector<AblatedSwitch> chosen = panel.choice().switches;
    QCOMPARE(chosen.size(), std::size_t{2});
    QCOMPARE(chosen[0].number, 1);
    QCOMPARE(chosen[1].number, 6);
    QCOMPARE(button->text(), QStringLiteral("2 switches"));
  }

  void the_time_left_stands_first_because_the_end_is_cut_off() {
    AblationPanel panel;
    panel.begin();
    AblationProgress progress;
    progress.runs_planned = 48;
    progress.runs_done = 3;
    progress.now = "baseline + 1 … 6";
    progress.seconds_left = 90.0;
    panel.show_progress(progress);
    QStringList said;
    for (const ElidedLabel* label : panel.findChildren<ElidedLabel*>()) said << label->accessibleName();
    const QString line = said.filter(QStringLiteral("run 4 of 48")).value(0);
    QVERIFY2(line.indexOf(QStringLiteral("left")) >= 0, qPrintable(said.join('|')));
    QVERIFY(line.indexOf(QStringLiteral("left")) < line.indexOf(QStringLiteral("run 4 of 48")));
  }

 private:
  static void click(QMenu* menu, const QString& text) {
    for (QAction* action : menu->actions())
      if (action->text() == text) {
        const QPoint middle = menu->actionGeometry(action).center();
        QTest::mouseMove(menu, middle);
        return QTest::mouseClick(menu, Qt::LeftButton, {}, middle);
      }
    QFAIL(qPrintable(text));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::AblationPanelTest)
#include "ablation_panel_test.moc"
