#include "ui/window/layout.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QToolBar>

#include "ui/charts/object_inspector.h"
#include "ui/charts/share_donut.h"
#include "ui/charts/stage_table.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/batch_panel.h"
#include "ui/panels/dataset_browser.h"
#include "ui/panels/messages_panel.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/score_panel.h"
#include "ui/window/window_parts.h"

namespace stepscope::ui {

namespace {

constexpr int kLowWindow = 800;

QDockWidget* make_dock(QMainWindow& window, const char* name, const QString& title, QWidget* content) {
  auto* dock = new QDockWidget(title, &window);
  dock->setObjectName(QString::fromLatin1(name));
  dock->setWidget(content);
  dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable |
                    QDockWidget::DockWidgetFloatable);
  return dock;
}

}  // namespace

void make_docks(QMainWindow& window, WindowParts& parts) {
  parts.bar = new QToolBar(QMainWindow::tr("Run bar"), &window);
  parts.bar->setObjectName(QStringLiteral("run_bar"));
  parts.bar->setMovable(false);
  parts.bar->setContextMenuPolicy(Qt::PreventContextMenu);  // it cannot be hidden by accident
  parts.bar->addWidget(parts.run_bar);
  window.addToolBar(Qt::TopToolBarArea, parts.bar);

  parts.dataset_dock = make_dock(window, "dataset", QMainWindow::tr("Dataset"), parts.browser);
  parts.object_dock = make_dock(window, "object", QMainWindow::tr("Object"), parts.inspector);
  parts.score_dock = make_dock(window, "score", QMainWindow::tr("Score"), parts.score);
  parts.shares_dock = make_dock(window, "shares", QMainWindow::tr("Shares"), parts.shares);
  parts.strip_dock = make_dock(window, "steps", QMainWindow::tr("Steps"), parts.strip);
  parts.stages_dock = make_dock(window, "statistics", QMainWindow::tr("Statistics"), parts.stages);
  parts.batch_dock = make_dock(window, "batch", QMainWindow::tr("Batch"), parts.batch);
  parts.messages_dock = make_dock(window, "messages", QMainWindow::tr("Messages"), parts.messages);
  window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks |
                        QMainWindow::GroupedDragging);
  // A score and its reasons are a tall column; the bars of the steps are wide enough without the corner.
  window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
}

void apply_default_layout(QMainWindow& window, WindowParts& parts) {
  for (QDockWidget* dock : parts.docks()) {
    dock->setFloating(false);
    window.removeDockWidget(dock);  // out of any group of tabs
  }
  parts.bar->show();
  const bool low = window.height() < kLowWindow;
  window.addDockWidget(Qt::LeftDockWidgetArea, parts.dataset_dock);
  window.addDockWidget(Qt::RightDockWidgetArea, parts.object_dock);
  window.addDockWidget(Qt::BottomDockWidgetArea, parts.strip_dock);
  window.tabifyDockWidget(parts.object_dock, parts.score_dock);
  if (low) {
    window.tabifyDockWidget(parts.object_dock, parts.shares_dock);
    window.tabifyDockWidget(parts.strip_dock, parts.stages_dock);
  } else {
    window.splitDockWidget(parts.strip_dock, parts.stages_dock, Qt::Vertical);
    window.splitDockWidget(parts.stages_dock, parts.shares_dock,
                           Qt::Horizontal);  // the table is narrower than the window
  }
  window.tabifyDockWidget(parts.stages_dock, parts.batch_dock);
  window.tabifyDockWidget(parts.stages_dock, parts.messages_dock);
  for (QDockWidget* dock : parts.docks()) dock->show();

  const int width = window.width(), height = window.height();
  window.resizeDocks({parts.dataset_dock, parts.object_dock}, {width * 21 / 100, width * 23 / 100}, Qt::Horizontal);
  if (low)
    window.resizeDocks({parts.strip_dock}, {height * 28 / 100}, Qt::Vertical);
  else
    window.resizeDocks({parts.strip_dock, parts.stages_dock}, {height * 20 / 100, height * 23 / 100}, Qt::Vertical);
  window.resizeDocks({parts.stages_dock, parts.shares_dock}, {width * 55 / 100, width * 21 / 100}, Qt::Horizontal);
  raise_first_panels(parts);
}

void raise_first_panels(const WindowParts& parts) {
  for (QDockWidget* dock : {parts.stages_dock, parts.strip_dock, parts.score_dock}) dock->raise();
}

void hide_titles_of_tabs(QMainWindow& window, const WindowParts& parts) {
  for (QDockWidget* dock : parts.docks()) {
    const bool tabbed = !dock->isFloating() && !window.tabifiedDockWidgets(dock).isEmpty();
    const bool hidden = dock->titleBarWidget() != nullptr;
    if (tabbed == hidden) continue;
    QWidget* title = dock->titleBarWidget();
    dock->setTitleBarWidget(tabbed ? new QWidget(dock) : nullptr);
    delete title;
  }
}

}  // namespace stepscope::ui
