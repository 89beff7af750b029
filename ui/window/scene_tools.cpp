#include "ui/window/scene_tools.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace stepscope::ui {

SceneTools::SceneTools(QAction* follow, QAction* reset, QAction* layers, QWidget* parent) : QFrame(parent) {
  setObjectName(QStringLiteral("sceneTools"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2, 2, 2, 2);
  row->setSpacing(0);
  for (QAction* action : {follow, reset, layers}) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setAccessibleName(QString(action->text()).remove(QLatin1Char('&')));
    row->addWidget(button);
    layers_button_ = button;
  }
}

void SceneTools::pop_up(QMenu& menu) {
  const QPoint corner = layers_button_->mapToGlobal(QPoint(layers_button_->width(), -2));
  menu.popup(corner - QPoint(menu.sizeHint().width(), menu.sizeHint().height()));
}

}  // namespace stepscope::ui
