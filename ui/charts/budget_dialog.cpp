#include "ui/charts/budget_dialog.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <cmath>

namespace stepscope::ui {

namespace {

constexpr double kNsPerMs = 1e6;

std::int64_t in_ns(const QDoubleSpinBox& box) { return std::llround(box.value() * kNsPerMs); }

}  // namespace

BudgetDialog::BudgetDialog(const StepBudgets& budgets, QWidget* parent)
    : QDialog(parent), budget_(new QDoubleSpinBox(this)), limit_(new QDoubleSpinBox(this)) {
  setWindowTitle(tr("Budget lines"));
  for (QDoubleSpinBox* box : {budget_, limit_}) {
    box->setDecimals(3);
    box->setRange(0.001, 3'600'000.0);
    box->setSuffix(tr(" ms"));
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  }
  show_budgets(budgets);
  auto* words =
      new QLabel(tr("Steps longer than the budget are misses. The limit is where a runner gives up; it is not "
                    "below the budget."),
                 this);
  words->setWordWrap(true);
  auto* buttons =
      new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults, this);
  auto* form = new QFormLayout(this);
  form->addRow(words);
  form->addRow(tr("&Budget of a step"), budget_);
  form->addRow(tr("&Limit of a step"), limit_);
  form->addRow(buttons);
  QObject::connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    Q_EMIT chosen(this->budgets());
    accept();
  });
  QObject::connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  QObject::connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
                   [this] { show_budgets({}); });
  budget_->setFocus();
  budget_->selectAll();
}

StepBudgets BudgetDialog::budgets() const {
  return StepBudgets{.budget_ns = in_ns(*budget_), .limit_ns = in_ns(*limit_)}.made_valid();
}

void BudgetDialog::show_budgets(const StepBudgets& budgets) {
  budget_->setValue(static_cast<double>(budgets.budget_ns) / kNsPerMs);
  limit_->setValue(static_cast<double>(budgets.limit_ns) / kNsPerMs);
}

}  // namespace stepscope::ui
