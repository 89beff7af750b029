#pragma once

#include <vector>

#include "ui/window/panel_table.h"

class QStackedWidget;
class QTimer;
class QToolBar;

namespace stepscope::ui {

class AblationPanel;
class BatchPanel;
class ComparePanel;
class DatasetBrowser;
class DistributionPanel;
class ErrorBar;
class MessagesPanel;
class MissingScenePage;
class ObjectInspector;
class PythonProfilePanel;
class QueryPanel;
class RasterPanel;
class RunBar;
class RunStatusBar;
class RunsPanel;
class SceneGrid;
class SceneTools;
class SceneView;
class ScorePanel;
class ShareDonut;
class SlowStepPanel;
class StartPage;
class StatisticsPanel;
class StepStrip;
class TimelinePanel;

// The window's widgets; all of them are its children.
struct WindowParts {
  QToolBar* bar{nullptr};
  RunBar* run_bar{nullptr};
  ErrorBar* error_bar{nullptr};
  QStackedWidget* middle{nullptr};  // start page, scene, or why there is none
  StartPage* start_page{nullptr};
  MissingScenePage* missing{nullptr};
  SceneView* scene{nullptr};   // of the present run, in:
  SceneGrid* scenes{nullptr};  // with those of the runs beside it
  SceneTools* scene_tools{nullptr};
  DatasetBrowser* browser{nullptr};
  ObjectInspector* inspector{nullptr};
  ScorePanel* score{nullptr};
  RasterPanel* rasters{nullptr};
  ShareDonut* shares{nullptr};
  StepStrip* strip{nullptr};
  StatisticsPanel* statistics{nullptr};
  DistributionPanel* distribution{nullptr};
  TimelinePanel* timeline{nullptr};
  SlowStepPanel* slow_step{nullptr};
  QueryPanel* queries{nullptr};
  BatchPanel* batch{nullptr};
  AblationPanel* ablation{nullptr};
  ComparePanel* compare{nullptr};
  RunsPanel* runs{nullptr};
  PythonProfilePanel* python_profile{nullptr};
  MessagesPanel* messages{nullptr};
  RunStatusBar* status{nullptr};

  std::vector<Panel> panels;  // the widgets above that have a dock
};

}  // namespace stepscope::ui
