#pragma once

#include <QWidget>
#include <array>

#include "ui/bridge/compare_desk.h"
#include "ui/models/compare_text.h"
#include "ui/theme/theme.h"

class QComboBox;
class QDoubleSpinBox;
class QPushButton;

namespace stepscope::ui {

class CurvesChart;

// Where the runs part: the first step beyond a limit, in words that lead there, and how far they are apart step by
// step. GUI thread.
class PartingPage : public QWidget {
  Q_OBJECT

 public:
  explicit PartingPage(QWidget* parent = nullptr);

  void show_desk(const CompareDesk& desk);
  // Emits nothing.
  void show_limits(const DivergenceLimits& limits);
  void set_cursor(int step);
  void set_theme(const Theme& theme);
  CurvesChart& chart() { return *chart_; }
  QPushButton& usual_limits() { return *usual_; }
  QPushButton& sentence(int place) { return *sentences_[static_cast<std::size_t>(place)]; }

 Q_SIGNALS:
  void stepWished(int step);
  void limitsWished(const stepscope::DivergenceLimits& limits);
  void exportFailed(const QString& problem);

 private:
  DivergenceLimits limits() const;
  void offer_usual();
  QDoubleSpinBox* limit_box(const QString& name, const QString& suffix, double value, double step, int decimals);

  std::array<QPushButton*, kBesidePlaces> sentences_;
  std::array<int, kBesidePlaces> steps_{-1, -1, -1};  // that the sentences lead to
  QDoubleSpinBox *position_, *heading_, *speed_;
  QComboBox* measure_;
  QPushButton* usual_;
  CurvesChart* chart_;
  const CompareDesk* desk_{nullptr};  // that was shown last
};

}  // namespace stepscope::ui
