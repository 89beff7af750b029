#include "ui/window/scene_menu.h"

#include <QAction>
#include <QMenu>

#include "ui/scene/scene_view.h"
#include "ui/window/actions.h"

namespace stepscope::ui {

SceneMenu::SceneMenu(SceneView& scene, WindowActions& actions, QObject* parent)
    : QObject(parent), scene_(scene), actions_(actions) {
  QObject::connect(&scene, &SceneView::menuWished, this, [this](const QPoint& global, int step) {
    QMenu* menu = menu_for(step);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(global);
  });
}

QMenu* SceneMenu::menu_for(int step) {
  auto* menu = new QMenu(&scene_);
  menu->setObjectName(QStringLiteral("sceneMenu"));
  if (step >= 0) {
    QObject::connect(menu->addAction(tr("Show step %1").arg(step)), &QAction::triggered, this,
                     [this, step] { Q_EMIT stepWished(step); });
    QAction* fork = menu->addAction(tr("Fork at step %1…").arg(step));
    fork->setEnabled(actions_.fork->isEnabled());
    QObject::connect(fork, &QAction::triggered, this, [this, step] { Q_EMIT forkWished(step); });
  }
  for (QAction* action : {actions_.fork, actions_.fork_parent, actions_.fork_compare}) menu->addAction(action);
  menu->addSeparator();
  for (QAction* action : {actions_.follow, actions_.ego_up, actions_.reset_view, actions_.measure})
    menu->addAction(action);
  menu->addMenu(actions_.layers_menu);
  menu->addSeparator();
  menu->addAction(actions_.save_scene);
  return menu;
}

}  // namespace stepscope::ui
