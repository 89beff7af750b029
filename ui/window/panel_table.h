#pragma once

#include <QKeySequence>
#include <QString>
#include <functional>
#include <vector>

class QDockWidget;
class QObject;
class QWidget;

namespace stepscope::ui {

struct Theme;
struct WindowParts;

// Where a panel stands at the first start. Panels of one place share it, each behind a tab, in the order of the table.
enum class PanelPlace {
  kLeft,   // beside the scene, whole height
  kRight,  // beside the scene, down to the lower edge
  kSteps,  // below the scene, whole width
  kLower,  // below the steps; in a low window with them
};

// A panel of the window: one entry of the table in panel_table.cpp.
struct Panel {
  using Report = std::function<void(const QString& problem)>;

  const char* name;  // what a saved layout knows it by; never changes
  QString title;
  PanelPlace place;
  QKeySequence shortcut;
  QWidget* content;
  std::function<void(const Theme&)> set_theme;
  // Tells `receiver`'s `report` of every exportFailed() of the content, if it has such a signal.
  std::function<void(const QObject& receiver, const Report& report)> on_failure;
  QDockWidget* dock{nullptr};  // made by make_docks()
};

// Every panel, in the order of tabs and of the menu.
std::vector<Panel> panel_table(const WindowParts& parts);

// The dock a panel's content is in.
QDockWidget* dock_of(const QWidget* content);

}  // namespace stepscope::ui
