#include "ui/scene/scene_link.h"

#include <algorithm>

namespace stepscope::ui {

SceneLink::SceneLink(SceneView& leader, QObject* parent) : QObject(parent), scenes_{&leader}, leader_(&leader) {
  QObject::connect(&leader, &SceneView::cameraMoved, this, [this, &leader] { follow(leader); });
}

void SceneLink::add(SceneView& scene) {
  scenes_.push_back(&scene);
  QObject::connect(&scene, &SceneView::cameraMoved, this, [this, &scene] { follow(scene); });
  share_out();
  if (on_) scene.adopt_camera(*leader_);
}

void SceneLink::remove(SceneView& scene) {
  std::erase(scenes_, &scene);
  QObject::disconnect(&scene, nullptr, this, nullptr);
  if (leader_ == &scene) lead(*scenes_.front());
}

void SceneLink::lead(SceneView& scene) {
  if (leader_ == &scene) return;
  leader_ = &scene;
  share_out();
}

void SceneLink::share_out() {
  for (SceneView* scene : scenes_)
    scene->set_follows(on_ && scene != leader_ ? SceneView::Follows::kLeader : SceneView::Follows::kOwn);
}

void SceneLink::set_on(bool on) {
  on_ = on;
  share_out();
  if (on) follow(*leader_);
}

void SceneLink::follow(SceneView& moved) {
  if (!on_) return;
  for (SceneView* scene : scenes_)
    if (scene != &moved) scene->adopt_camera(moved);
}

}  // namespace stepscope::ui
