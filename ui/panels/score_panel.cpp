#include "ui/panels/score_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/charts/metric_chart.h"
#include "ui/charts/score_list.h"
#include "ui/charts/violation_list.h"
#include "ui/models/score_text.h"
#include "ui/panels/elided_label.h"

namespace stepscope::ui {

namespace {

enum Page { kReason, kScore };

QLabel* wrapped(QWidget* parent, const char* role) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setProperty("role", QString::fromLatin1(role));
  return label;
}

}  // namespace

ScorePanel::ScorePanel(QWidget* parent)
    : QWidget(parent),
      pages_(new QStackedLayout(this)),
      reason_(wrapped(this, "muted")),
      value_(new QLabel(this)),
      formula_(wrapped(this, "muted")),
      note_(new ElidedLabel(this)),
      why_(wrapped(this, "heading")),
      list_(new ScoreList(this)),
      chart_(new MetricChart(this)),
      reasons_(new ViolationList(this)) {
  setAccessibleName(tr("Score"));
  setAutoFillBackground(true);
  reason_->setAlignment(Qt::AlignCenter);
  reason_->setMargin(12);
  value_->setProperty("role", QStringLiteral("score"));
  value_->setAccessibleName(tr("Final score"));
  value_->setToolTip(
      tr("Final score of the scenario, 0 to 1: product of the multipliers × weighted mean of the others"));
  pages_->addWidget(reason_);
  pages_->addWidget(make_content());
  QObject::connect(list_, &ScoreList::metricSelected, this, &ScorePanel::show_metric);
  QObject::connect(list_, &ScoreList::metricActivated, this, &ScorePanel::go_to_first_violation);
  QObject::connect(reasons_, &ViolationList::reasonActivated, this, &ScorePanel::go_to_reason);
  QObject::connect(chart_, &MetricChart::stepClicked, this, &ScorePanel::stepWished);
  QObject::connect(list_, &ScoreList::exportFailed, this, &ScorePanel::exportFailed);
  QObject::connect(chart_, &MetricChart::exportFailed, this, &ScorePanel::exportFailed);
  QObject::connect(reasons_, &ViolationList::exportFailed, this, &ScorePanel::exportFailed);
  show_reason(tr("No run yet: a score comes when a run has ended"));
}

QWidget* ScorePanel::make_content() {
  auto* page = new QWidget(this);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);

  auto* header = new QHBoxLayout;
  header->setContentsMargins(8, 4, 8, 4);
  header->setSpacing(10);
  header->addWidget(value_);
  header->addWidget(formula_, 1);
  column->addLayout(header);
  note_->setProperty("role", QStringLiteral("note"));
  note_->setContentsMargins(8, 0, 8, 4);
  column->addWidget(note_);  // in the whole width, a line each: what the score is made of needs the height

  auto* why = new QWidget(page);
  auto* why_column = new QVBoxLayout(why);
  why_column->setContentsMargins(0, 0, 0, 0);
  why_column->setSpacing(2);
  why_->setContentsMargins(8, 4, 8, 2);
  why_column->addWidget(why_);
  why_column->addWidget(reasons_, 1);

  auto* parts = new QSplitter(Qt::Vertical, page);
  parts->setChildrenCollapsible(false);
  parts->addWidget(list_);
  parts->addWidget(chart_);
  parts->addWidget(why);
  list_->setMinimumHeight(90);
  why->setMinimumHeight(70);
  parts->setStretchFactor(0, 5);
  parts->setStretchFactor(1, 2);
  parts->setStretchFactor(2, 3);
  column->addWidget(parts, 1);
  return page;
}

void ScorePanel::show_score(const ShownScore& score) {
  if (!score.card || score.card->metrics.empty()) return show_reason(tr("This run has no score"));
  score_ = score;
  show_header();
  reasons_->show(score);
  list_->show(score.card);
  pages_->setCurrentIndex(kScore);
  if (list_->selected() != nullptr) return show_metric(QString::fromStdString(list_->selected()->name));
  // What cost most comes first: the first row is a multiplier.
  const ViolationListModel& reasons = reasons_->reasons();
  for (int row = 0; row < list_->scores().rowCount(); ++row) {
    const Metric* metric = list_->scores().row(row).metric;
    if (metric == nullptr || (reasons.rowCount() > 0 && metric->violations.empty())) continue;
    list_->select(metric->name);
    break;
  }
}

void ScorePanel::show_header() {
  const Scorecard& card = *score_.card;
  std::size_t reasons = 0, not_computed = 0, scored = 0;
  for (const Metric& metric : card.metrics) {
    reasons += metric.violations.size();
    if (!metric.error.empty()) ++not_computed;
    if (metric.score) ++scored;
  }
  value_->setText(scored == 0 ? QStringLiteral("–") : score_text(card.final_score));
  formula_->setText(scored == 0 ? formula_text(card) : tr("= %1").arg(formula_text(card)));
  note_->set_full_text(score_.note);
  note_->setVisible(!score_.note.isEmpty());
  why_->setText(scored == 0               ? tr("No score: %1 metrics could not be computed").arg(not_computed)
                : reasons == 1            ? tr("Why? One reason")
                : reasons > 1             ? tr("Why? %1 reasons").arg(reasons)
                : card.final_score >= 1.0 ? tr("Full score: nothing was lost")
                : not_computed > 0        ? tr("Why? Metrics are missing; the others found no violation")
                                          : tr("Why? No single moment is to blame"));
}

void ScorePanel::show_reason(const QString& reason) {
  score_ = {};
  reason_->setText(reason);
  list_->show(nullptr);
  reasons_->show(ShownScore{});
  chart_->show_reason({});
  pages_->setCurrentIndex(kReason);
}

QString ScorePanel::reason() const { return has_score() ? QString() : reason_->text(); }

void ScorePanel::set_cursor(int step) {
  list_->set_cursor(step);
  chart_->set_cursor(step);
}

void ScorePanel::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  setPalette(colours);
  list_->set_theme(theme);
  chart_->set_theme(theme);
  reasons_->set_theme(theme);
}

void ScorePanel::show_metric(const QString& name) {
  const Metric* metric = score_.card ? score_.card->find(name.toStdString()) : nullptr;
  if (metric == nullptr) return;
  if (!metric->error.empty())
    chart_->show_reason(
        tr("%1 was not computed: %2").arg(metric_title(metric->name), QString::fromStdString(metric->error)));
  else
    chart_->show(metric_curve(*metric, score_));
  reasons_->select_first_of(metric->name);
}

void ScorePanel::go_to_first_violation(const QString& metric) {
  const int row = reasons_->select_first_of(metric.toStdString());
  if (row >= 0) go_to_reason(row);
}

void ScorePanel::go_to_reason(int row) {
  const auto [metric, violation] = reasons_->reasons().row(row);
  const Culprit culprit = violation->culprit;
  if (list_->selected() != metric) {
    list_->select(metric->name);  // selects that metric's first reason as well
    reasons_->setCurrentIndex(reasons_->reasons().index(row));
  }
  Q_EMIT stepWished(violation->step);
  Q_EMIT culpritWished(culprit);
}

}  // namespace stepscope::ui
