#pragma once

#include <QFrame>

class QAction;
class QMenu;

namespace stepscope::ui {

// A few buttons over the corner of the scene: follow, reset, layers.
class SceneTools : public QFrame {
  Q_OBJECT

 public:
  SceneTools(QAction* follow, QAction* reset, QAction* layers, QWidget* parent = nullptr);

  // Above the layers button.
  void pop_up(QMenu& menu);

 private:
  QWidget* layers_button_{nullptr};
};

}  // namespace stepscope::ui
