#include "ui/panels/rerun_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/rerun/rerun_words.h"
#include "ui/bridge/text.h"
#include "ui/charts/rerun_chart.h"
#include "ui/models/cell_table_model.h"
#include "ui/models/slow_step_tables.h"
#include "ui/panels/data_table.h"
#include "ui/panels/progress_strip.h"
#include "ui/panels/wrapped_label.h"

namespace stepscope::ui {

namespace {

constexpr int kUsualRepetitions = 200, kMostRepetitions = 10'000;

}  // namespace

RerunPage::RerunPage(QWidget* parent)
    : QWidget(parent),
      start_(new QPushButton(this)),
      repetitions_(new QSpinBox(this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      progress_(new QProgressBar(this)),
      verdict_(wrapped_label(this)),
      method_(wrapped_label(this)),
      chart_(new RerunChart(this)),
      stages_(new CellTableModel(this)),
      table_(new DataTable(CellTableModel::kFileRole, QStringLiteral("repetitions_by_stage.csv"), this)) {
  repetitions_->setRange(1, kMostRepetitions);
  repetitions_->setValue(kUsualRepetitions);
  repetitions_->setPrefix(QStringLiteral("× "));
  repetitions_->setAccessibleName(tr("Repetitions, cold and warm each"));
  verdict_->setAccessibleName(tr("What the repetitions say"));
  method_->setProperty("role", QStringLiteral("muted"));
  table_->setModel(stages_);
  table_->setAccessibleName(tr("Repetitions stage by stage"));
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);

  auto* row = new QHBoxLayout;
  row->addWidget(start_);
  row->addWidget(repetitions_);
  row->addWidget(progress_, 1);
  row->addWidget(cancel_);
  row->addStretch();
  auto* words = new QWidget(this);
  auto* words_column = new QVBoxLayout(words);
  words_column->setContentsMargins(0, 0, 4, 0);
  words_column->addWidget(verdict_);
  words_column->addWidget(method_);
  words_column->addStretch();
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(words);
  scroll->setMinimumWidth(170);
  auto* parts = new QSplitter(Qt::Horizontal, this);
  parts->setChildrenCollapsible(false);
  parts->addWidget(scroll);
  parts->addWidget(chart_);
  parts->addWidget(table_);
  parts->setStretchFactor(0, 2);
  parts->setStretchFactor(1, 3);
  parts->setStretchFactor(2, 2);
  parts->setSizes({290, 440, 300});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(4);
  column->addLayout(row);
  column->addWidget(parts, 1);

  QObject::connect(start_, &QPushButton::clicked, this, [this] { Q_EMIT wished(step_, repetitions_->value()); });
  QObject::connect(cancel_, &QPushButton::clicked, this, &RerunPage::cancelWished);
  QObject::connect(chart_, &RerunChart::exportFailed, this, &RerunPage::exportFailed);
  QObject::connect(table_, &DataTable::exportFailed, this, &RerunPage::exportFailed);
  show_active(false);
  offer(-1, tr("No step to make again"));
  forget();
}

void RerunPage::offer(int step, const QString& reason) {
  step_ = step;
  start_->setText(step < 0 ? tr("Make this step again") : tr("Make step %1 again").arg(step));
  start_->setEnabled(step >= 0);
  start_->setToolTip(step < 0 ? reason : tr("Times the step from the input it had, with cold and with warm caches"));
}

void RerunPage::show_active(bool active) {
  start_->setVisible(!active);
  repetitions_->setVisible(!active);
  progress_->setVisible(active);
  cancel_->setVisible(active);
}

void RerunPage::begin(int step) {
  forget();
  made_again_ = step;
  begun_.start();
  show_progress(0, 0);
  chart_->show_reason(tr("Making step %1 again…").arg(step));
  show_active(true);
  cancel_->setFocus();
}

void RerunPage::show_progress(int done, int total) {
  const QString left = time_left_text({.what = {}, .done = done, .total = total, .elapsed_ms = begun_.elapsed()});
  const QString text = tr("step %1: %v of %m").arg(made_again_);
  progress_->setFormat(left.isEmpty() ? text : tr("%1 · %2").arg(text, left));
  progress_->setRange(0, total);
  progress_->setValue(done);
}

void RerunPage::show_result(const RerunResult& result) {
  show_active(false);
  verdict_->setText(to_qt(verdict_words(result)));
  QStringList method;
  for (const std::string& sentence : method_words(result)) method << to_qt(sentence);
  method_->setText(method.join(QLatin1Char('\n')));
  const bool timed = result.different.empty() && !result.warm.empty();
  if (!timed) {
    stages_->show({});
    return chart_->show_reason(tr("No times to show"));
  }
  chart_->show(result);
  stages_->show(rerun_table(result));
}

void RerunPage::show_problem(const QString& problem) {
  forget();
  show_active(false);
  verdict_->setText(problem);
  chart_->show_reason(tr("No times to show"));
}

void RerunPage::forget() {
  verdict_->clear();
  method_->clear();
  stages_->show({});
  chart_->show_reason(
      tr("Made again, a step shows whether its input is slow or the moment was: both as histograms, "
         "with the recorded time as a line"));
}

QString RerunPage::verdict() const { return verdict_->text(); }
int RerunPage::repetitions() const { return repetitions_->value(); }

void RerunPage::set_theme(const Theme& theme) {
  chart_->set_theme(theme);
  table_->set_theme(theme);
}

}  // namespace stepscope::ui
