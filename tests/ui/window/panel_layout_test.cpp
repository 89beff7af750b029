#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QSet>
#include <QTabBar>
#include <QTest>

#include "tests/support/files.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/window/actions.h"
#include "ui/window/layout.h"

namespace stepscope::ui {

namespace {

StartOptions sized(int width, int height) {
  StartOptions options;
  options.width = width;
  options.height = height;
  return options;
}

// A window as it was when it had only these panels, all of them below each other.
SavedLayout older_layout(const QStringList& names) {
  QMainWindow window;
  window.resize(1200, 850);
  for (const QString& name : names) {
    auto* dock = new QDockWidget(name, &window);
    dock->setObjectName(name);
    window.addDockWidget(Qt::LeftDockWidgetArea, dock);
  }
  window.show();
  return {.state = window.saveState(), .panels = names};
}

}  // namespace

class PanelLayoutTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void every_panel_has_a_name_and_a_key_of_its_own() {
    MainWindow window(sized(1280, 860));
    QSet<QString> names, keys;
    for (const Panel& panel : window.parts().panels) {
      names << QString::fromLatin1(panel.name);
      QVERIFY2(!panel.shortcut.isEmpty(), panel.name);
      QCOMPARE(dock_of(panel.content), panel.dock);
    }
    QCOMPARE(names.size(), static_cast<qsizetype>(window.parts().panels.size()));
    for (const QAction* action : window.actions().all()) {
      const QString key = action->shortcut().toString();
      if (key.isEmpty()) continue;
      QVERIFY2(!keys.contains(key), qPrintable(QStringLiteral("%1: %2").arg(action->text(), key)));
      keys << key;
    }
  }

  void no_tab_is_cut_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("usual") << 1440 << 900;
    QTest::newRow("small") << 1024 << 700;
  }

  void no_tab_is_cut() {
    QFETCH(int, width);
    QFETCH(int, height);
    MainWindow window(sized(width, height));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::qWait(50);  // tabs come and titles go once the window is shown
    const auto bars = window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(!bars.isEmpty());
    for (const QTabBar* bar : bars) {
      QCOMPARE(bar->elideMode(), Qt::ElideNone);
      QVERIFY(bar->usesScrollButtons());
    }
    for (const Panel& panel : window.parts().panels) {
      window.bring_forward(panel.content);
      QTest::qWait(20);
      QVERIFY2(window.size() == QSize(width, height), panel.name);  // nothing in it asks for more
    }
  }

  void the_panels_below_become_tall_and_low_again_data() { no_tab_is_cut_data(); }
  void the_panels_below_become_tall_and_low_again() {
    QFETCH(int, width);
    QFETCH(int, height);
    MainWindow window(sized(width, height));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::qWait(50);
    window.bring_forward(panel_named(window.parts(), "timeline"));
    QTest::qWait(20);
    const QDockWidget* timeline = dock_of(panel_named(window.parts(), "timeline"));
    const int before = timeline->height();
    window.actions().tall_panels->trigger();
    QTest::qWait(20);
    QVERIFY2(timeline->height() > before * 3 / 2, qPrintable(QString::number(timeline->height())));
    QCOMPARE(window.size(), QSize(width, height));
    window.actions().tall_panels->trigger();
    QTest::qWait(20);
    QVERIFY2(std::abs(timeline->height() - before) < height / 20, qPrintable(QString::number(timeline->height())));
    QVERIFY(timeline->isVisible());
  }

  void what_is_shown_makes_no_window_grow() {
    for (const char* folder : {"a", "b", "c", "d", "e", "f"}) {  // the start page names the last ones
      std::filesystem::create_directories(home_.path() / folder);
      WindowSettings().add_recent(path_text(home_.path() / folder));
    }
    MainWindow window(sized(1024, 700));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QCOMPARE(window.size(), QSize(1024, 700));
    window.workbench().set_speed(0.0);
    window.workbench().autoplay_next();
    window.open(test::mini_root());
    QTRY_COMPARE_WITH_TIMEOUT(window.workbench().phase(), Phase::kFinished, 60'000);
    for (const Panel& panel : window.parts().panels) {
      window.bring_forward(panel.content);
      QTest::qWait(20);
      QVERIFY2(window.size() == QSize(1024, 700), panel.name);
    }
  }

  void a_panel_that_a_saved_layout_does_not_know_stands_with_those_of_its_place() {
    WindowSettings().save_window({}, older_layout({"dataset", "steps", "statistics", "score"}));
    MainWindow window;  // of no given size: remembers
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const WindowParts& parts = window.parts();
    for (const Panel& panel : parts.panels) QVERIFY2(!panel.dock->isHidden(), panel.name);
    // Where the user had put them …
    QCOMPARE(window.dockWidgetArea(dock_of(panel_named(parts, "statistics"))), Qt::LeftDockWidgetArea);
    // … stand the new ones, too.
    QVERIFY(window.tabifiedDockWidgets(dock_of(panel_named(parts, "statistics")))
                .contains(dock_of(panel_named(parts, "messages"))));
    QVERIFY(window.tabifiedDockWidgets(dock_of(panel_named(parts, "score")))
                .contains(dock_of(panel_named(parts, "object"))));
  }

  void a_layout_that_cannot_be_read_is_the_default_one() {
    WindowSettings().save_window({}, {.state = "not a layout", .panels = {"dataset"}});
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    for (const Panel& panel : window.parts().panels) QVERIFY2(!panel.dock->isHidden(), panel.name);
    QCOMPARE(window.dockWidgetArea(dock_of(panel_named(window.parts(), "dataset"))), Qt::LeftDockWidgetArea);
    QCOMPARE(window.dockWidgetArea(dock_of(panel_named(window.parts(), "score"))), Qt::RightDockWidgetArea);
  }

  void a_closed_panel_stays_closed_and_comes_back_by_its_key() {
    WindowSettings().save_window({}, {});
    {
      MainWindow window;
      window.show();
      QVERIFY(QTest::qWaitForWindowExposed(&window));
      dock_of(panel_named(window.parts(), "messages"))->close();
      window.close();
    }
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QDockWidget* messages = dock_of(panel_named(window.parts(), "messages"));
    QVERIFY(messages->isHidden());
    for (QAction* action : window.actions().panels_menu->actions())
      if (action->text() == messages->windowTitle()) action->trigger();
    QVERIFY(!messages->isHidden());
  }

 private:
  static QWidget* panel_named(const WindowParts& parts, const char* name) {
    for (const Panel& panel : parts.panels)
      if (QLatin1String(panel.name) == QLatin1String(name)) return panel.content;
    qFatal("no panel %s", name);
  }

  test::OwnHome home_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::PanelLayoutTest)
#include "panel_layout_test.moc"
