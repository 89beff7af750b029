#pragma once

#include <QObject>

#include "ui/bridge/ablation_session.h"
#include "ui/panels/ablation_panel.h"
#include "ui/window/window_parts.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

class WindowActions;

// Measures, on behalf of the window, what the engine's switches save for the planner and the scenario that are chosen,
// and shows the profiles that they make up. GUI thread.
class AblationRoom : public QObject {
  Q_OBJECT

 public:
  // All outlive the room's use: it is a child of the window that owns them.
  AblationRoom(Workbench& bench, const WindowParts& parts, const WindowActions& actions, QWidget& window);

  AblationSession& session() { return session_; }
  void start(const AblationChoice& choice);

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);
  // The panel is to be looked at.
  void wished();
  // Two runs of the scenario that is chosen are to be looked at beside each other at this step.
  void compareWished(const stepscope::ui::RunSetup& a, const stepscope::ui::RunSetup& b, int step);

 private:
  void show_subject();
  void show_profiles();
  void offer_profiles();
  void take_end(const FinishedAblation& finished);
  void ask_where_to_export();
  void open_divergence(const AblatedSwitch& what, int step);

  Workbench& bench_;
  WindowParts parts_;
  QWidget& window_;
  AblationSession session_;
  RunRequest request_;        // of the ablation that is shown
  AblationResultPtr result_;  // shown
};

}  // namespace stepscope::ui
