#pragma once

#include <QWidget>

#include "ui/bridge/dataset_loader.h"

class QProgressBar;
class QToolButton;

namespace stepscope::ui {

class ElidedLabel;
struct Theme;

// "about 12 s left", from how far the work came in how much time; empty while that says nothing yet.
QString time_left_text(const LoadProgress& progress);

// What is being done, how far it is, time left, and Cancel. Hidden while nothing is.
class ProgressStrip : public QWidget {
  Q_OBJECT

 public:
  explicit ProgressStrip(QWidget* parent = nullptr);

  void show_progress(const LoadProgress& progress);
  void set_theme(const Theme& theme);

 Q_SIGNALS:
  void cancelWished();

 private:
  ElidedLabel* what_;
  QProgressBar* bar_;
  QToolButton* cancel_;
};

}  // namespace stepscope::ui
