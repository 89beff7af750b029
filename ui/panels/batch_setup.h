#pragma once

#include <QWidget>

#include "ui/models/batch_choice.h"

class QCheckBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace stepscope::ui {

// What a batch is to run: planners, challenges, how many of the scenarios that the browser shows, where to.
class BatchSetup : public QWidget {
  Q_OBJECT

 public:
  explicit BatchSetup(QWidget* parent = nullptr);

  BatchChoice choice() const;
  // Ticks planner and challenge of the run bar, as long as nobody has ticked others here.
  void follow(const RunRequest& request);
  void show_folder(const QString& folder);
  // "12 of 1 020 scenarios", as the browser says.
  void show_scenarios(const QString& text);

 Q_SIGNALS:
  void choiceChanged();

 private:
  QWidget* make_limits();
  void make_planners();
  void make_challenges();
  void ask_for_folder();
  void note_ticked();

  QListWidget* planners_;
  QListWidget* challenges_;
  QLabel* scenarios_;
  QCheckBox* untagged_;
  QSpinBox* per_type_;
  QSpinBox* most_;
  QDoubleSpinBox* share_;
  QLineEdit* seed_;
  QLineEdit* folder_;
  QSpinBox* threads_;
  bool ticked_by_user_{false};
  bool following_{false};
};

}  // namespace stepscope::ui
