#pragma once

#include <QAction>
#include <QMenu>

namespace stepscope::ui {

// A menu of switches: a click on one does not close it, so that several can be set; nor does one on an entry that sets
// several, which stays_open() marks.
class StayOpenMenu final : public QMenu {
 public:
  using QMenu::QMenu;

  static void stays_open(QAction* action) { action->setProperty("staysOpen", true); }

 protected:
  void mouseReleaseEvent(QMouseEvent* event) override {
    QAction* action = activeAction();
    if (action != nullptr && action->isEnabled() && (action->isCheckable() || action->property("staysOpen").toBool()))
      action->trigger();
    else
      QMenu::mouseReleaseEvent(event);
  }
};

}  // namespace stepscope::ui
