#pragma once

#include <QObject>
#include <QPoint>

class QMenu;

namespace stepscope::ui {

class SceneView;
class WindowActions;

// The menu of the scene: what can be done from where the ego is, and how the scene is looked at. GUI thread.
class SceneMenu : public QObject {
  Q_OBJECT

 public:
  // All outlive it; `parent` owns it.
  SceneMenu(SceneView& scene, WindowActions& actions, QObject* parent);

  // `step`: of the ego's past path that was pointed at; −1: none. The caller pops it up and owns it.
  QMenu* menu_for(int step);

 Q_SIGNALS:
  void forkWished(int step);
  void stepWished(int step);

 private:
  SceneView& scene_;
  WindowActions& actions_;
};

}  // namespace stepscope::ui
