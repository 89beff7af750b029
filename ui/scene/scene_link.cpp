#include "ui/scene/scene_link.h"

#include <algorithm>

namespace stepscope::ui {

SceneLink::SceneLink(SceneView& leader, QObject* parent) : QObject(parent), scenes_{&leader} {
  QObject::connect(&leader, &SceneView::cameraMoved, this, [this, &leader] { follow(leader); });
}

void SceneLink::add(SceneView& scene) {
  scenes_.push_back(&scene);
  QObject::connect(&scene, &SceneView::cameraMoved, this, [this, &scene] { follow(scene); });
  scene.set_follows(on_ ? SceneView::Follows::kLeader : SceneView::Follows::kOwn);
  if (on_) scene.adopt_camera(*scenes_.front());
}

void SceneLink::remove(SceneView& scene) {
  std::erase(scenes_, &scene);
  QObject::disconnect(&scene, nullptr, this, nullptr);
}

void SceneLink::set_on(bool on) {
  on_ = on;
  for (SceneView* scene : scenes_)
    if (scene != scenes_.front()) scene->set_follows(on ? SceneView::Follows::kLeader : SceneView::Follows::kOwn);
  if (on) follow(*scenes_.front());
}

void SceneLink::follow(SceneView& moved) {
  if (!on_) return;
  for (SceneView* scene : scenes_)
    if (scene != &moved) scene->adopt_camera(moved);
}

}  // namespace stepscope::ui
