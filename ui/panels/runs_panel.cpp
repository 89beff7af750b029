#include "ui/panels/runs_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/lockstep/lockstep.h"

#include "ui/models/quantity_text.h"
#include "ui/panels/data_table.h"
#include "ui/panels/elided_label.h"
#include "ui/panels/progress_strip.h"

namespace stepscope::ui {

RunsPanel::RunsPanel(QWidget* parent)
    : QWidget(parent),
      runs_(new RunsTableModel(this)),
      order_(new RunsOrder(this)),
      table_(new DataTable(RunsTableModel::kFileRole, QStringLiteral("runs.csv"), this)),
      words_(new QLineEdit(this)),
      counts_(new ElidedLabel(this)),
      progress_(new ProgressStrip(this)) {
  setAccessibleName(tr("Runs"));
  setAutoFillBackground(true);
  order_->setSourceModel(runs_);
  table_->setModel(order_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(RunsTableModel::kWhen, Qt::DescendingOrder);
  table_->setAccessibleName(tr("Runs that were kept"));
  table_->set_empty_text(
      tr("No run yet: every run is kept here, made in the window, in a batch or on the command line"));
  make_actions();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(make_head());
  column->addWidget(progress_);
  column->addWidget(table_, 1);
  setFocusProxy(table_);
  progress_->hide();
  wire();
  show_counts();
  enable_actions();
}

QAction* RunsPanel::add(const QString& text, const QString& shortcut, const QString& tip) {
  auto* action = new QAction(text, this);
  if (!shortcut.isEmpty()) action->setShortcut(QKeySequence(shortcut));
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  const QString key = action->shortcut().toString(QKeySequence::NativeText);
  action->setToolTip(key.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, key));
  table_->addAction(action);
  return action;
}

void RunsPanel::make_actions() {
  open_ = add(tr("Open"), {}, tr("Show the run as it was live (Return or a double click)"));
  compare_ =
      add(tr("Compare"), {},
          tr("Show the selected run beside the one in the window; several: the first is shown, the others beside "
             "it"));
  compare_parent_ =
      add(tr("Compare with the run forked from"), {}, tr("Show the run and, beside it, the one that it went on from"));
  fork_ = add(tr("Fork…"), {}, tr("Open the run and go on from one of its steps with something changed"));
  report_ = add(tr("Report…"), {}, tr("Write the report of the selected runs; of several, with their comparison"));
  rename_ = add(tr("Rename"), QStringLiteral("F2"), tr("Give the run a name of your own"));
  export_ = add(tr("Export…"), {}, tr("Write the selected runs to a bundle: one file that can be carried elsewhere"));
  delete_ = add(tr("Delete"), QStringLiteral("Del"), tr("Delete the selected runs; Ctrl+Z brings them back"));
  import_ = new QAction(tr("Import…"), this);
  import_->setToolTip(tr("Take the runs of a bundle into the store"));
}

QToolButton* RunsPanel::button_for(QAction* action) {
  auto* button = new QToolButton(this);
  button->setDefaultAction(action);
  button->setAutoRaise(true);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  button->setAccessibleName(action->text());
  return button;
}

QWidget* RunsPanel::make_head() {
  auto* head = new QWidget(this);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(8, 4, 8, 2);
  row->setSpacing(2);
  words_->setPlaceholderText(tr("Filter: words of planner, scenario, name…"));
  words_->setAccessibleName(tr("Filter of the runs"));
  words_->setClearButtonEnabled(true);
  words_->setMinimumWidth(90);
  row->addWidget(words_, 3);
  for (QAction* action : {open_, fork_, compare_, report_, export_, delete_, import_})
    row->addWidget(button_for(action));
  row->addWidget(counts_, 2);
  return head;
}

void RunsPanel::wire() {
  QObject::connect(words_, &QLineEdit::textChanged, this, [this](const QString& words) {
    order_->set_words(words);
    show_counts();
  });
  QObject::connect(runs_, &RunsTableModel::labelEdited, this, &RunsPanel::labelWished);
  QObject::connect(table_, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
    Q_EMIT openWished(runs_->run_at(order_->mapToSource(index).row()).id);
  });
  QObject::connect(table_, &DataTable::exportFailed, this, &RunsPanel::exportFailed);
  QObject::connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPanel::enable_actions);
  QObject::connect(progress_, &ProgressStrip::cancelWished, this, &RunsPanel::cancelWished);
  QObject::connect(open_, &QAction::triggered, this, &RunsPanel::open_current);
  QObject::connect(compare_, &QAction::triggered, this, [this] { Q_EMIT compareWished(selected()); });
  QObject::connect(compare_parent_, &QAction::triggered, this, &RunsPanel::compare_with_parent);
  QObject::connect(fork_, &QAction::triggered, this, [this] {
    const std::vector<RunId> ids = selected();
    if (!ids.empty()) Q_EMIT forkWished(ids.front());
  });
  QObject::connect(report_, &QAction::triggered, this, [this] { Q_EMIT reportWished(selected()); });
  QObject::connect(export_, &QAction::triggered, this, [this] { Q_EMIT exportWished(selected()); });
  QObject::connect(delete_, &QAction::triggered, this, [this] { Q_EMIT deleteWished(selected()); });
  QObject::connect(import_, &QAction::triggered, this, &RunsPanel::importWished);
  QObject::connect(rename_, &QAction::triggered, this, [this] {
    table_->setColumnHidden(RunsTableModel::kLabel, false);
    if (table_->currentIndex().isValid()) table_->edit(table_->currentIndex().siblingAtColumn(RunsTableModel::kLabel));
  });
}

void RunsPanel::set_theme(const Theme& theme) {
  runs_->set_theme(theme);
  table_->set_theme(theme);
  progress_->set_theme(theme);
}

void RunsPanel::show_runs(std::vector<RunSummary> runs, std::int64_t bytes, const QString& place) {
  bytes_ = bytes;
  place_ = place;
  table_->set_empty_text(
      tr("No run yet: every run is kept here, made in the window, in a batch or on the command line"));
  runs_->show(std::move(runs));
  if (!columns_fitted_ && runs_->rowCount() > 0) {
    columns_fitted_ = true;
    table_->resizeColumnsToContents();
    constexpr int kWidest = 220;
    for (int column = 0; column < RunsTableModel::kColumns; ++column)
      if (!table_->isColumnHidden(column))  // a hidden one has no width, and would have none when it is shown
        table_->setColumnWidth(column, std::min(table_->columnWidth(column), kWidest));
    table_->setColumnWidth(RunsTableModel::kFork, std::max(table_->columnWidth(RunsTableModel::kFork), 170));
    table_->setColumnWidth(RunsTableModel::kLabel, std::max(table_->columnWidth(RunsTableModel::kLabel), 120));
  }
  table_->setColumnHidden(RunsTableModel::kLabel, !std::ranges::any_of(runs_->runs(), [](const RunSummary& run) {
                            return !run.label.empty();
                          }));
  table_->setColumnHidden(RunsTableModel::kFork, !std::ranges::any_of(runs_->runs(), [](const RunSummary& run) {
                            return run.fork.has_value();
                          }));
  show_counts();
  enable_actions();
}

void RunsPanel::show_reason(const QString& reason) {
  runs_->show({});
  bytes_ = 0;
  table_->set_empty_text(reason);
  show_counts();
}

void RunsPanel::show_progress(const LoadProgress& progress) { progress_->show_progress(progress); }

void RunsPanel::hide_progress() { progress_->hide(); }

void RunsPanel::mark(RunId run) {
  const QModelIndex index = order_->mapFromSource(runs_->index(runs_->row_of(run), 0));
  if (!index.isValid()) return;
  table_->selectRow(index.row());
  table_->scrollTo(index);
}

std::vector<RunId> RunsPanel::selected() const {
  QList<int> rows;
  for (const QModelIndex& index : table_->selectionModel()->selectedRows()) rows << index.row();
  std::sort(rows.begin(), rows.end());
  std::vector<RunId> ids;
  for (const int row : rows) ids.push_back(runs_->run_at(order_->mapToSource(order_->index(row, 0)).row()).id);
  return ids;
}

void RunsPanel::open_current() {
  const std::vector<RunId> ids = selected();
  if (!ids.empty()) Q_EMIT openWished(ids.front());
}

std::optional<RunId> RunsPanel::selected_parent() const {
  const std::vector<RunId> ids = selected();
  if (ids.size() != 1) return std::nullopt;
  const auto& fork = runs_->run_at(runs_->row_of(ids.front())).fork;
  return fork && fork->parent && runs_->row_of(*fork->parent) >= 0 ? fork->parent : std::nullopt;
}

void RunsPanel::compare_with_parent() {
  if (const auto parent = selected_parent()) Q_EMIT compareWished({selected().front(), *parent});
}

void RunsPanel::show_counts() {
  const int shown = order_->rowCount(), all = runs_->rowCount();
  if (all == 0) return counts_->set_full_text({});
  const QString count =
      shown == all ? tr("%1 runs").arg(count_text(all)) : tr("%1 of %2 runs").arg(count_text(shown), count_text(all));
  counts_->set_full_text(all == 1 ? tr("1 run · %1").arg(size_text(bytes_))
                                  : QStringLiteral("%1 · %2").arg(count, size_text(bytes_)));
  counts_->set_explanation(place_);
}

void RunsPanel::enable_actions() {
  const auto count = table_->selectionModel()->selectedRows().size();
  for (QAction* action : {report_, export_, delete_}) action->setEnabled(count > 0);
  compare_->setEnabled(count > 0 && count <= static_cast<int>(kMostInLockstep));
  open_->setEnabled(count == 1);
  fork_->setEnabled(count == 1);
  compare_parent_->setEnabled(selected_parent().has_value());
  rename_->setEnabled(count == 1);
}

}  // namespace stepscope::ui
