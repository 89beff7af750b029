#pragma once

#include <QDialog>

#include "ui/models/step_budgets.h"

class QDoubleSpinBox;

namespace stepscope::ui {

// Asks for the two durations that steps are held against, in milliseconds. GUI thread.
class BudgetDialog : public QDialog {
  Q_OBJECT

 public:
  explicit BudgetDialog(const StepBudgets& budgets, QWidget* parent = nullptr);

  StepBudgets budgets() const;

 Q_SIGNALS:
  void chosen(const stepscope::ui::StepBudgets& budgets);

 private:
  void show_budgets(const StepBudgets& budgets);

  QDoubleSpinBox *budget_, *limit_;  // children of this dialog
};

}  // namespace stepscope::ui
