#pragma once

#include <QObject>
#include <QPointer>

#include "ui/bridge/training_session.h"
#include "ui/theme/theme.h"
#include "ui/window/training_dialog.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

// Trains models on behalf of the window: its dialog, what it proposes, and driving with the result. GUI thread.
class TrainingRoom : public QObject {
  Q_OBJECT

 public:
  // Both outlive the room's use: it is a child of the window.
  TrainingRoom(Workbench& bench, QWidget& window);

  TrainingSession& session() { return session_; }
  // Shows the dialog, with what it showed before if it was there.
  void show(const Theme& theme);
  void set_theme(const Theme& theme);
  TrainingDialog* dialog() const { return dialog_; }
  // Ends a training that goes on and keeps what was learned; waits for the step that is being learned.
  void end();

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);
  // The setup of the next run is another one: it drives with a model that was trained.
  void setupWished(const stepscope::ui::RunSetup& setup);

 private:
  void drive_with(const QString& model);

  Workbench& bench_;
  QWidget& window_;
  TrainingSession session_;
  QPointer<TrainingDialog> dialog_;
};

}  // namespace stepscope::ui
