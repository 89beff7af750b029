#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

namespace stepscope::ui {

class ElidedLabel;

// The line above a scene: letter and colour of its run, what the run is, figures of the step that is shown.
class SceneTitle : public QWidget {
  Q_OBJECT

 public:
  // Run 0 … 3: A … D.
  explicit SceneTitle(int run, QWidget* parent = nullptr);

  void set_name(const QString& name);
  void set_figures(const QString& figures, const QString& explanation);
  const QString& name() const { return name_; }
  const QString& figures() const { return figures_text_; }
  void set_theme(const Theme& theme);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int run_;
  Theme theme_{Theme::light_theme()};
  QString name_, figures_text_, explanation_;
  ElidedLabel* title_;
  ElidedLabel* figures_;
};

}  // namespace stepscope::ui
