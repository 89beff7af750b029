#pragma once

#include <QObject>

#include "ui/bridge/batch_session.h"
#include "ui/models/batch_choice.h"
#include "ui/window/reopen_room.h"
#include "ui/window/window_parts.h"
#include "ui/window/window_settings.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

// Runs batches on behalf of the window: of the scenarios that its browser shows, and opens their runs. GUI thread.
class BatchRoom : public QObject {
  Q_OBJECT

 public:
  // All outlive the room's use: it is a child of the window that owns them.
  BatchRoom(Workbench& bench, ReopenRoom& reopen, const WindowParts& parts, WindowSettings& settings, QObject* parent);

  BatchSession& session() { return session_; }

  void start(const BatchChoice& choice);
  void open(std::size_t job);
  void take_end(const FinishedBatch& finished);

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);

 private:
  Workbench& bench_;
  ReopenRoom& reopen_;
  WindowParts parts_;
  WindowSettings& settings_;
  BatchSession session_;
};

}  // namespace stepscope::ui
