#pragma once

#include <QObject>
#include <vector>

#include "ui/scene/scene_view.h"

namespace stepscope::ui {

// Makes scenes look at the same place: whichever is moved takes the others along; all follow the ego of the first. GUI
// thread.
class SceneLink : public QObject {
  Q_OBJECT

 public:
  // The scenes outlive the link or are removed from it; the first is the leader.
  explicit SceneLink(SceneView& leader, QObject* parent = nullptr);

  void add(SceneView& scene);
  void remove(SceneView& scene);
  // Off: each scene has a camera of its own and follows its own ego.
  void set_on(bool on);
  bool is_on() const { return on_; }

 private:
  void follow(SceneView& moved);

  std::vector<SceneView*> scenes_;  // the leader first
  bool on_{true};
};

}  // namespace stepscope::ui
