#pragma once

#include <QObject>
#include <QTimer>

#include "ui/bridge/python_profile_loader.h"
#include "ui/window/window_parts.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

// Imports Python profiles for the window and keeps the run beside them up to date. GUI thread.
class PythonProfileRoom : public QObject {
  Q_OBJECT

 public:
  // Whether the window opens a file of this name as a profile.
  static bool is_profile(const std::filesystem::path& file);

  // Both outlive the room's use: it is a child of the window that owns them.
  PythonProfileRoom(Workbench& bench, const WindowParts& parts, QObject* parent);

  void open(const std::filesystem::path& file);
  void save(const std::filesystem::path& file);

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);
  // A profile is shown for the first time since it was asked for.
  void opened();

 private:
  void show_run();

  Workbench& bench_;
  WindowParts parts_;
  PythonProfileLoader loader_;
  QTimer refresh_;  // while a run goes on
};

}  // namespace stepscope::ui
