#pragma once

#include <QAction>
#include <QMenu>

namespace stepscope::ui {

// A menu of switches: a click on one does not close it, so that several can be set.
class StayOpenMenu final : public QMenu {
 public:
  using QMenu::QMenu;

 protected:
  void mouseReleaseEvent(QMouseEvent* event) override {
    QAction* action = activeAction();
    if (action != nullptr && action->isCheckable() && action->isEnabled())
      action->trigger();
    else
      QMenu::mouseReleaseEvent(event);
  }
};

}  // namespace stepscope::ui
