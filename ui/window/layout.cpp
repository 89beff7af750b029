#include "ui/window/layout.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QTabBar>
#include <QToolBar>
#include <algorithm>

#include "ui/panels/run_bar.h"
#include "ui/window/window_parts.h"

namespace stepscope::ui {

namespace {

constexpr int kLowWindow = 800;
// % of the window's height. In a low window the panels below and the steps are one.
struct DockHeights {
  int steps, lower;
};
constexpr DockHeights kUsual{20, 23}, kTall{17, 60}, kLow{28, 28}, kLowTall{65, 65};
constexpr int kTallFrom = 45;
// At the first start; the last one wins where they share a place.
constexpr const char* kInFront[] = {"statistics", "steps", "score"};

bool is_low(const QMainWindow& window) { return window.height() < kLowWindow; }

// In a low window the lower panels share the place of the steps.
PanelPlace place_in(PanelPlace place, bool low) {
  if (low && place == PanelPlace::kLower) return PanelPlace::kSteps;
  return place;
}

Qt::DockWidgetArea area_of(PanelPlace place) {
  switch (place) {
    case PanelPlace::kLeft:
      return Qt::LeftDockWidgetArea;
    case PanelPlace::kRight:
      return Qt::RightDockWidgetArea;
    case PanelPlace::kSteps:
    case PanelPlace::kLower:
      break;
  }
  return Qt::BottomDockWidgetArea;
}

// The first panel of a place, which the others stand behind.
QDockWidget* head_of(const WindowParts& parts, PanelPlace place, bool low) {
  for (const Panel& panel : parts.panels)
    if (place_in(panel.place, low) == place) return panel.dock;
  return nullptr;
}

void tabify(QMainWindow& window, const WindowParts& parts, PanelPlace place, bool low) {
  QDockWidget* before = nullptr;
  for (const Panel& panel : parts.panels) {
    if (place_in(panel.place, low) != place) continue;
    if (before != nullptr) window.tabifyDockWidget(before, panel.dock);
    before = panel.dock;
  }
}

// Beside a panel of its place that the window shows.
void put_where_it_belongs(QMainWindow& window, const WindowParts& parts, const Panel& panel) {
  const bool low = is_low(window);
  window.removeDockWidget(panel.dock);
  const auto host = std::find_if(parts.panels.begin(), parts.panels.end(), [&](const Panel& other) {
    return other.dock != panel.dock && place_in(other.place, low) == place_in(panel.place, low) &&
           !other.dock->isHidden() && !other.dock->isFloating();
  });
  if (host != parts.panels.end())
    window.tabifyDockWidget(host->dock, panel.dock);
  else
    window.addDockWidget(area_of(panel.place), panel.dock);
  panel.dock->show();
}

}  // namespace

void make_docks(QMainWindow& window, WindowParts& parts) {
  parts.bar = new QToolBar(QMainWindow::tr("Run bar"), &window);
  parts.bar->setObjectName(QStringLiteral("run_bar"));
  parts.bar->setMovable(false);
  parts.bar->setContextMenuPolicy(Qt::PreventContextMenu);  // it cannot be hidden by accident
  parts.bar->addWidget(parts.run_bar);
  window.addToolBar(Qt::TopToolBarArea, parts.bar);

  parts.panels = panel_table(parts);
  for (Panel& panel : parts.panels) {
    panel.dock = new QDockWidget(panel.title, &window);
    panel.dock->setObjectName(QString::fromLatin1(panel.name));
    panel.dock->setWidget(panel.content);
    panel.dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable |
                            QDockWidget::DockWidgetFloatable);
  }
  window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks |
                        QMainWindow::GroupedDragging);
  // A score and its reasons are a tall column; bars and tables are wide enough without the corner.
  window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
}

void apply_default_layout(QMainWindow& window, WindowParts& parts) {
  using enum PanelPlace;
  for (const Panel& panel : parts.panels) {
    panel.dock->setFloating(false);
    window.removeDockWidget(panel.dock);  // out of any group of tabs
  }
  parts.bar->show();
  const bool low = is_low(window);
  const auto head = [&parts, low](PanelPlace place) { return head_of(parts, place, low); };
  for (const PanelPlace place : {kLeft, kRight, kSteps}) window.addDockWidget(area_of(place), head(place));
  if (!low) window.splitDockWidget(head(kSteps), head(kLower), Qt::Vertical);
  for (const PanelPlace place : {kLeft, kRight, kSteps, kLower}) tabify(window, parts, place, low);
  for (const Panel& panel : parts.panels) panel.dock->show();

  const int width = window.width(), height = window.height();
  window.resizeDocks({head(kLeft), head(kRight)}, {width * 21 / 100, width * 23 / 100}, Qt::Horizontal);
  if (low) {
    window.resizeDocks({head(kSteps)}, {height * kLow.steps / 100}, Qt::Vertical);
  } else {
    window.resizeDocks({head(kSteps), head(kLower)}, {height * kUsual.steps / 100, height * kUsual.lower / 100},
                       Qt::Vertical);
  }
  raise_first_panels(parts);
}

void toggle_tall_panels(QMainWindow& window, const WindowParts& parts) {
  const bool low = is_low(window);
  const auto in_front = [&](PanelPlace place) {  // those behind a tab lie beyond the window
    const auto panel = std::ranges::find_if(parts.panels, [&](const Panel& p) {
      return place_in(p.place, low) == place && p.dock->isVisible() && !p.dock->isFloating() &&
             window.rect().intersects(p.dock->geometry()) && window.dockWidgetArea(p.dock) == Qt::BottomDockWidgetArea;
    });
    return panel == parts.panels.end() ? nullptr : panel->dock;
  };
  QDockWidget* lower = in_front(place_in(PanelPlace::kLower, low));
  if (lower == nullptr) return;
  const bool tall = lower->height() < window.height() * kTallFrom / 100;
  const DockHeights& heights = low ? (tall ? kLowTall : kLow) : (tall ? kTall : kUsual);
  QList<QDockWidget*> docks{lower};
  QList<int> wished{window.height() * heights.lower / 100};
  if (QDockWidget* steps = in_front(PanelPlace::kSteps); !low && steps != nullptr) {
    docks << steps;
    wished << window.height() * heights.steps / 100;
  }
  window.resizeDocks(docks, wished, Qt::Vertical);
}

bool restore_layout(QMainWindow& window, WindowParts& parts, const SavedLayout& saved) {
  if (saved.state.isEmpty() || !window.restoreState(saved.state)) return false;
  for (const Panel& panel : parts.panels)
    if (!saved.panels.contains(QLatin1String(panel.name))) put_where_it_belongs(window, parts, panel);
  return true;
}

SavedLayout layout_of(const QMainWindow& window, const WindowParts& parts) {
  SavedLayout layout{.state = window.saveState(), .panels = {}};
  for (const Panel& panel : parts.panels) layout.panels << QString::fromLatin1(panel.name);
  return layout;
}

void raise_first_panels(const WindowParts& parts) {
  for (const char* name : kInFront)
    for (const Panel& panel : parts.panels)
      if (QLatin1String(panel.name) == QLatin1String(name)) panel.dock->raise();
}

void hide_titles_of_tabs(QMainWindow& window, const WindowParts& parts) {
  for (const Panel& panel : parts.panels) {
    const bool tabbed = !panel.dock->isFloating() && !window.tabifiedDockWidgets(panel.dock).isEmpty();
    QWidget* title = panel.dock->titleBarWidget();
    if (tabbed == (title != nullptr)) continue;
    panel.dock->setTitleBarWidget(tabbed ? new QWidget(panel.dock) : nullptr);
    delete title;
  }
  for (auto* tabs : window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
    tabs->setElideMode(Qt::ElideNone);  // a name that does not fit is scrolled to, never cut
    tabs->setUsesScrollButtons(true);
  }
}

}  // namespace stepscope::ui
