#pragma once

#include <QWidget>

#include "ui/models/score_list_model.h"

class QLabel;
class QStackedLayout;

namespace stepscope::ui {

class ElidedLabel;
class MetricChart;
class ScoreList;
class ViolationList;
struct Theme;

// What a run is worth, and why: final score and how it is made, a bar per metric, the chosen metric over the steps, and
// the reasons for what is missing. Shares the time cursor. GUI thread.
class ScorePanel : public QWidget {
  Q_OBJECT

 public:
  explicit ScorePanel(QWidget* parent = nullptr);

  void show_score(const ShownScore& score);
  // Why there is no score.
  void show_reason(const QString& reason);
  void set_cursor(int step);
  void set_theme(const Theme& theme);

  bool has_score() const { return score_.card != nullptr; }
  QString reason() const;

 Q_SIGNALS:
  // The time cursor is to go there.
  void stepWished(int step);
  // It is to be seen in the scene.
  void culpritWished(const stepscope::Culprit& culprit);
  void exportFailed(const QString& problem);

 private:
  QWidget* make_content();
  void show_metric(const QString& name);
  void go_to_first_violation(const QString& metric);
  void go_to_reason(int row);
  void show_header();

  ShownScore score_;
  QStackedLayout* pages_;
  QLabel* reason_;
  QLabel* value_;
  QLabel* formula_;
  ElidedLabel* note_;
  QLabel* why_;
  ScoreList* list_;
  MetricChart* chart_;
  ViolationList* reasons_;
};

}  // namespace stepscope::ui
