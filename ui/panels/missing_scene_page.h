#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace stepscope::ui {

// What the middle of the window shows of a run whose log or map is not there: what is missing and how to name it. The
// other panels show the run all the same.
class MissingScenePage : public QWidget {
  Q_OBJECT

 public:
  explicit MissingScenePage(QWidget* parent = nullptr);

  // `run`: which one; `why`: what is missing, with its file.
  void show_missing(const QString& run, const QString& why);
  QString text() const;

 Q_SIGNALS:
  void locateWished();

 private:
  QLabel* run_;
  QLabel* why_;
  QPushButton* locate_;
};

}  // namespace stepscope::ui
