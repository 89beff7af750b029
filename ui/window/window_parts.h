#pragma once

#include <array>

class QDockWidget;
class QStackedWidget;
class QTimer;
class QToolBar;

namespace stepscope::ui {

class BatchPanel;
class DatasetBrowser;
class ErrorBar;
class MessagesPanel;
class ObjectInspector;
class RunBar;
class RunStatusBar;
class SceneTools;
class SceneView;
class ScorePanel;
class ShareDonut;
class StageTable;
class StartPage;
class StepStrip;

// The window's widgets; all of them are its children.
struct WindowParts {
  QToolBar* bar{nullptr};
  RunBar* run_bar{nullptr};
  ErrorBar* error_bar{nullptr};
  QStackedWidget* middle{nullptr};  // start page or scene
  StartPage* start_page{nullptr};
  SceneView* scene{nullptr};
  SceneTools* scene_tools{nullptr};
  DatasetBrowser* browser{nullptr};
  ObjectInspector* inspector{nullptr};
  ScorePanel* score{nullptr};
  ShareDonut* shares{nullptr};
  StepStrip* strip{nullptr};
  StageTable* stages{nullptr};
  BatchPanel* batch{nullptr};
  MessagesPanel* messages{nullptr};
  RunStatusBar* status{nullptr};

  QDockWidget *dataset_dock{nullptr}, *object_dock{nullptr}, *score_dock{nullptr}, *shares_dock{nullptr},
      *strip_dock{nullptr}, *stages_dock{nullptr}, *batch_dock{nullptr}, *messages_dock{nullptr};
  std::array<QDockWidget*, 8> docks() const {
    return {dataset_dock, object_dock, score_dock, shares_dock, strip_dock, stages_dock, batch_dock, messages_dock};
  }
};

}  // namespace stepscope::ui
