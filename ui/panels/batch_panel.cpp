#include "ui/panels/batch_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/bridge/text.h"
#include "ui/models/quantity_text.h"
#include "ui/panels/batch_setup.h"
#include "ui/panels/data_table.h"
#include "ui/panels/elided_label.h"
#include "ui/panels/progress_strip.h"

namespace stepscope::ui {

namespace {

constexpr int kScoresEveryMs = 500;
enum Page { kSetUp, kRuns, kScores };

QString count_of(std::size_t count) { return count_text(static_cast<std::int64_t>(count)); }

}  // namespace

BatchPanel::BatchPanel(QWidget* parent)
    : QWidget(parent),
      runs_(new BatchTableModel(this)),
      order_(new BatchTableOrder(this)),
      scores_(new BatchScoresModel(this)),
      start_(new QPushButton(tr("Run batch"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      bar_(new QProgressBar(this)),
      state_(new ElidedLabel(this)),
      pages_(new QTabWidget(this)),
      setup_(new BatchSetup(this)),
      runs_table_(new DataTable(BatchTableModel::kFileRole, QStringLiteral("scores.csv"), this)),
      scores_table_(new DataTable(Qt::DisplayRole, QStringLiteral("scores_by_type.csv"), this)),
      words_(new QLineEdit(this)) {
  setAccessibleName(tr("Batch"));
  setAutoFillBackground(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(make_head());
  column->addWidget(pages_, 1);
  pages_->setDocumentMode(true);
  pages_->addTab(setup_, tr("Set up"));
  make_runs();
  pages_->addTab(runs_table_, tr("Runs"));
  scores_table_->setModel(scores_);
  scores_table_->setAccessibleName(tr("Mean scores"));
  scores_table_->set_empty_text(tr("No mean scores yet: they come with the first runs"));
  pages_->addTab(scores_table_, tr("Mean scores"));
  scores_timer_.setSingleShot(true);
  scores_timer_.setInterval(kScoresEveryMs);
  wire();
  refresh_start();
}

QWidget* BatchPanel::make_head() {
  auto* head = new QWidget(this);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(8, 4, 8, 2);
  cancel_->setToolTip(tr("Ends the batch; what is complete stays and is not run again"));
  cancel_->setEnabled(false);
  bar_->setFixedWidth(140);
  bar_->setAlignment(Qt::AlignCenter);
  bar_->setAccessibleName(tr("Progress of the batch"));
  bar_->hide();
  row->addWidget(start_);
  row->addWidget(cancel_);
  row->addWidget(bar_);
  row->addWidget(state_, 1);
  return head;
}

void BatchPanel::make_runs() {
  order_->setSourceModel(runs_);
  runs_table_->setModel(order_);
  runs_table_->setSortingEnabled(true);
  runs_table_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  runs_table_->horizontalHeader()->setSortIndicatorClearable(true);
  runs_table_->setAccessibleName(tr("Runs of the batch"));
  runs_table_->setToolTip({});
  runs_table_->set_empty_text(tr("No runs yet: choose planners and challenges under “Set up” and run the batch"));
  words_->setPlaceholderText(tr("Filter: type, planner, status…"));
  words_->setClearButtonEnabled(true);
  words_->setAccessibleName(tr("Filter of the runs"));
  auto* beside_tabs = new QWidget(this);  // a line more for the table
  auto* row = new QHBoxLayout(beside_tabs);
  row->setContentsMargins(0, 1, 6, 1);
  row->addWidget(words_);
  words_->setFixedWidth(34 * fontMetrics().averageCharWidth());
  pages_->setCornerWidget(beside_tabs);
}

void BatchPanel::wire() {
  QObject::connect(start_, &QPushButton::clicked, this, [this] { Q_EMIT startWished(setup_->choice()); });
  QObject::connect(cancel_, &QPushButton::clicked, this, &BatchPanel::cancelWished);
  QObject::connect(setup_, &BatchSetup::choiceChanged, this, &BatchPanel::refresh_start);
  QObject::connect(words_, &QLineEdit::textChanged, this, [this](const QString& words) {
    order_->set_words(words);
    pages_->setCurrentIndex(kRuns);
  });
  QObject::connect(runs_table_, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
    Q_EMIT jobOpened(static_cast<std::size_t>(order_->mapToSource(index).row()));
  });
  for (DataTable* table : {runs_table_, scores_table_})
    QObject::connect(table, &DataTable::exportFailed, this, &BatchPanel::exportFailed);
  QObject::connect(&scores_timer_, &QTimer::timeout, this, &BatchPanel::refresh_scores);
}

void BatchPanel::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  setPalette(colours);
  runs_->set_theme(theme);
  runs_table_->set_theme(theme);
  scores_table_->set_theme(theme);
}

void BatchPanel::show_has_dataset(bool has) {
  has_dataset_ = has;
  refresh_start();
}

void BatchPanel::refresh_start() {
  const QString problem = has_dataset_ ? setup_->choice().problem() : tr("open a dataset first");
  start_->setEnabled(!running_ && problem.isEmpty());
  start_->setToolTip(running_            ? tr("A batch is running")
                     : problem.isEmpty() ? tr("Runs every scenario with every planner and challenge")
                                         : tr("Cannot run yet: %1").arg(problem));
  if (!running_ && runs_->rowCount() == 0) state_->set_full_text(problem.isEmpty() ? QString() : start_->toolTip());
}

void BatchPanel::begin() {
  running_ = true;
  runs_->show(nullptr);
  scores_->show(nullptr, {});
  cancel_->setEnabled(true);
  bar_->setRange(0, 0);
  bar_->show();
  state_->set_full_text(tr("choosing scenarios…"));
  refresh_start();
}

// Wide enough for what will stand in them, with a limit for names that are long and differ at their ends.
void BatchPanel::fit_columns() {
  const int letter = fontMetrics().averageCharWidth();
  runs_table_->resizeColumnsToContents();
  for (const int column : {BatchTableModel::kType, BatchTableModel::kLog})
    runs_table_->setColumnWidth(column, std::min(runs_table_->columnWidth(column), 28 * letter));
  runs_table_->setColumnWidth(BatchTableModel::kStatus, 24 * letter);
  runs_table_->setColumnWidth(BatchTableModel::kScore, 8 * letter);
}

void BatchPanel::show_plan(const BatchPlanPtr& plan) {
  since_plan_.start();
  runs_->show(plan);
  fit_columns();
  pages_->setCurrentIndex(kRuns);
  refresh_progress();
}

void BatchPanel::show_events(const std::vector<BatchEvent>& events) {
  for (const BatchEvent& event : events) {
    if (event.result)
      runs_->finish(event.job, *event.result);
    else
      runs_->start(event.job);
  }
  refresh_progress();
  if (!scores_timer_.isActive()) scores_timer_.start();
}

void BatchPanel::refresh_progress() {
  bar_->setRange(0, static_cast<int>(runs_->results().size()));
  bar_->setValue(static_cast<int>(runs_->counts().done));
  state_->set_full_text(progress_text());
}

QString BatchPanel::progress_text() const {
  const BatchTableModel::Counts& counts = runs_->counts();
  const std::size_t all = runs_->results().size();
  QStringList words{tr("%1 of %2 runs").arg(count_of(counts.done), count_of(all))};
  if (counts.kept > 0) words << tr("%1 were complete").arg(count_of(counts.kept));
  if (counts.failed > 0) words << tr("%1 failed").arg(count_of(counts.failed));
  if (counts.skipped > 0) words << tr("%1 skipped").arg(count_of(counts.skipped));
  // What was complete costs no time.
  const QString left = time_left_text({.what = {},
                                       .done = static_cast<qint64>(counts.done - counts.kept),
                                       .total = static_cast<qint64>(all - counts.kept),
                                       .elapsed_ms = since_plan_.isValid() ? since_plan_.elapsed() : 0});
  if (running_ && !left.isEmpty()) words << left;
  return words.join(QStringLiteral(" · "));
}

void BatchPanel::refresh_scores() {
  scores_->show(runs_->plan(), runs_->results());
  scores_table_->horizontalHeader()->resizeSections(QHeaderView::ResizeToContents);
}

QString BatchPanel::end_text(const FinishedBatch& finished) const {
  if (finished.error) return error_text(*finished.error);
  const QString where = finished.plan ? path_text(finished.plan->out) : QString();
  return finished.cancelled ? tr("cancelled; run it again to go on · %1").arg(where) : tr("finished · %1").arg(where);
}

void BatchPanel::end(const FinishedBatch& finished) {
  running_ = false;
  cancel_->setEnabled(false);
  runs_->end();
  scores_timer_.stop();
  refresh_scores();
  refresh_progress();
  bar_->setVisible(runs_->rowCount() > 0);
  const QString end = end_text(finished);
  state_->set_full_text(runs_->rowCount() > 0 ? QStringLiteral("%1 · %2").arg(progress_text(), end) : end);
  refresh_start();
}

}  // namespace stepscope::ui
