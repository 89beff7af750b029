#pragma once

#include <QObject>
#include <vector>

#include "ui/scene/scene_view.h"

namespace stepscope::ui {

// Makes scenes look at the same place: whichever is moved takes the others along; all follow the ego of the leader. GUI
// thread.
class SceneLink : public QObject {
  Q_OBJECT

 public:
  // The scenes outlive the link or are removed from it; the first is the leader until another one is.
  explicit SceneLink(SceneView& leader, QObject* parent = nullptr);

  void add(SceneView& scene);
  void remove(SceneView& scene);
  // Off: each scene has a camera of its own and follows its own ego.
  void set_on(bool on);
  bool is_on() const { return on_; }
  // All follow the ego of this one, which is the first or was added.
  void lead(SceneView& scene);
  const SceneView& leader() const { return *leader_; }

 private:
  void follow(SceneView& moved);
  void share_out();

  std::vector<SceneView*> scenes_;
  SceneView* leader_;  // one of them
  bool on_{true};
};

}  // namespace stepscope::ui
