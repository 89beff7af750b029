#include "ui/panels/dataset_browser.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QTreeView>

#include "ui/bridge/text.h"
#include "ui/models/quantity_text.h"
#include "ui/panels/icons.h"
#include "ui/panels/progress_strip.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

QComboBox* make_combo(const QString& name, QWidget* parent) {
  auto* combo = new QComboBox(parent);
  combo->setAccessibleName(name);
  combo->setToolTip(name);
  combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  combo->setMinimumContentsLength(6);
  combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  return combo;
}

// The first entry of a combo is "all": no restriction.
QString restriction(const QComboBox& combo) { return combo.currentIndex() <= 0 ? QString() : combo.currentText(); }

}  // namespace

DatasetBrowser::DatasetBrowser(QAction* open, QWidget* parent)
    : QWidget(parent),
      model_(new ScenarioTreeModel(this)),
      proxy_(new ScenarioFilterProxy(*model_, this)),
      filter_(new QLineEdit(this)),
      type_(make_combo(tr("Scenario type"), this)),
      log_(make_combo(tr("Log"), this)),
      location_(make_combo(tr("Location"), this)),
      recent_(new QMenu(this)),
      recent_button_(new QToolButton(this)),
      view_(make_view()),
      count_(new QLabel(this)),
      problems_(new QToolButton(this)),
      clear_(new QToolButton(this)),
      progress_(new ProgressStrip(this)) {
  problems_->setAutoRaise(true);
  problems_->setToolTip(tr("Logs that could not be read; the others are unaffected"));
  clear_->setAutoRaise(true);
  clear_->setText(tr("Clear filter"));
  clear_->hide();
  problems_->hide();
  auto* counts = new QHBoxLayout;
  counts->setContentsMargins(6, 0, 6, 0);
  counts->addWidget(count_, 1);
  counts->addWidget(clear_);
  counts->addWidget(problems_);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 2);
  column->setSpacing(4);
  column->addWidget(make_filter_rows(open));
  column->addWidget(view_, 1);
  column->addLayout(counts);
  column->addWidget(progress_);

  filter_->installEventFilter(this);
  QObject::connect(filter_, &QLineEdit::textChanged, this, &DatasetBrowser::narrow);
  for (QComboBox* combo : {type_, log_, location_})
    QObject::connect(combo, &QComboBox::currentIndexChanged, this, &DatasetBrowser::narrow);
  QObject::connect(proxy_, &ScenarioFilterProxy::countsChanged, this, &DatasetBrowser::show_counts);
  QObject::connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &DatasetBrowser::choose);
  QObject::connect(problems_, &QToolButton::clicked, this, &DatasetBrowser::problemsWished);
  QObject::connect(clear_, &QToolButton::clicked, this, &DatasetBrowser::clear_filters);
  QObject::connect(progress_, &ProgressStrip::cancelWished, this, &DatasetBrowser::cancelWished);
  show_dataset(nullptr);
}

QWidget* DatasetBrowser::make_filter_rows(QAction* open) {
  auto* rows = new QWidget(this);
  filter_->setPlaceholderText(tr("Filter: words of type, log, token…"));
  filter_->setClearButtonEnabled(true);
  filter_->setAccessibleName(tr("Filter scenarios"));
  auto* open_button = new QToolButton(rows);
  open_button->setDefaultAction(open);
  open_button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  open_button->setAutoRaise(true);
  recent_button_->setAutoRaise(true);
  recent_button_->setMenu(recent_);
  recent_button_->setPopupMode(QToolButton::InstantPopup);
  recent_button_->setToolTip(tr("Recent folders"));
  recent_button_->setAccessibleName(tr("Recent folders"));

  auto* column = new QVBoxLayout(rows);
  column->setContentsMargins(6, 0, 6, 0);
  column->setSpacing(4);
  auto* first = new QHBoxLayout;
  first->setSpacing(2);
  first->addWidget(filter_, 1);
  first->addWidget(open_button);
  first->addWidget(recent_button_);
  auto* second = new QHBoxLayout;
  second->setSpacing(4);
  for (QComboBox* combo : {type_, log_, location_}) second->addWidget(combo, 1);
  column->addLayout(first);
  column->addLayout(second);
  return rows;
}

QTreeView* DatasetBrowser::make_view() {
  auto* view = new QTreeView(this);
  view->setModel(proxy_);
  view->setAccessibleName(tr("Scenarios"));
  view->setUniformRowHeights(true);
  view->setSortingEnabled(true);
  view->sortByColumn(ScenarioTreeModel::kName, Qt::AscendingOrder);
  view->setFrameShape(QFrame::NoFrame);
  view->setAllColumnsShowFocus(true);
  view->setIndentation(14);
  view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view->header()->setStretchLastSection(false);
  view->header()->setMinimumSectionSize(30);
  view->header()->setSectionResizeMode(ScenarioTreeModel::kName, QHeaderView::Stretch);
  for (const int column : {ScenarioTreeModel::kOffset, ScenarioTreeModel::kSteps, ScenarioTreeModel::kAgents}) {
    const QString title = model_->headerData(column, Qt::Horizontal).toString();
    view->header()->setSectionResizeMode(column, QHeaderView::Interactive);
    view->header()->resizeSection(column, std::max(view->fontMetrics().horizontalAdvance(title),
                                                   view->fontMetrics().horizontalAdvance(QStringLiteral("88.8"))) +
                                              12);
  }
  view->setTextElideMode(Qt::ElideMiddle);                    // names of logs differ at their ends
  view->setColumnHidden(ScenarioTreeModel::kLocation, true);  // a combo narrows it; the tooltip names it
  return view;
}

void DatasetBrowser::set_theme(const Theme& theme) {
  filter_->addAction(themed_icon(QStringLiteral("search"), theme), QLineEdit::LeadingPosition);
  // The line edit keeps every action it was given: drop the icon of the theme before.
  const auto actions = filter_->actions();
  if (actions.size() > 1) filter_->removeAction(actions.front());
  recent_button_->setIcon(themed_icon(QStringLiteral("recent"), theme));
  problems_->setIcon(coloured_icon(QStringLiteral("warning"), theme.warning, theme.border));
  problems_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  progress_->set_theme(theme);
}

void DatasetBrowser::show_dataset(const DatasetPtr& dataset) {
  dataset_ = dataset;
  const QScopedValueRollback guard(marking_, true);
  model_->show(dataset);
  fill(*type_, tr("all types"), model_->types());
  fill(*log_, tr("all logs"), model_->logs());
  fill(*location_, tr("all locations"), model_->locations());
  const auto problems = dataset ? dataset->problems.size() : 0;
  problems_->setVisible(problems > 0);
  problems_->setText(tr("%n unreadable", nullptr, static_cast<int>(problems)));
  narrow();
  show_counts(proxy_->shown_count(), proxy_->total_count());
}

void DatasetBrowser::fill(QComboBox& combo, const QString& all, const QStringList& values) {
  const QString before = restriction(combo);
  const QSignalBlocker blocker(combo);
  combo.clear();
  combo.addItem(all);
  combo.addItems(values);
  combo.setCurrentIndex(std::max(0, combo.findText(before)));
  combo.setEnabled(values.size() > 1);
  int widest = 0;
  for (const QString& value : values) widest = std::max(widest, combo.fontMetrics().horizontalAdvance(value));
  combo.view()->setMinimumWidth(std::min(widest + 40, 480));
}

void DatasetBrowser::narrow() {
  proxy_->set_filter({.text = filter_->text(),
                      .type = restriction(*type_),
                      .log = restriction(*log_),
                      .location = restriction(*location_)});
  clear_->setVisible(!proxy_->filter().empty());
  constexpr int kFewEnoughToExpand = 60;
  if (!proxy_->filter().empty() && proxy_->shown_count() <= kFewEnoughToExpand) view_->expandAll();
}

void DatasetBrowser::clear_filters() {
  filter_->clear();
  for (QComboBox* combo : {type_, log_, location_}) combo->setCurrentIndex(0);
}

void DatasetBrowser::span_groups() {
  // A group's title may use the whole line: its scenarios' columns say nothing about it.
  for (int row = 0; row < proxy_->rowCount(); ++row) view_->setFirstColumnSpanned(row, {}, true);
}

void DatasetBrowser::show_counts(int shown, int total) {
  span_groups();
  if (!dataset_)
    count_->setText(tr("nothing open"));
  else if (shown == total)
    count_->setText(tr("%1 scenarios").arg(count_text(total)));
  else
    count_->setText(tr("%1 of %2 scenarios").arg(count_text(shown), count_text(total)));
  Q_EMIT countsShown(count_->text());
}

void DatasetBrowser::set_filter_text(const QString& text) { filter_->setText(text); }

void DatasetBrowser::choose(const QModelIndex& index) {
  if (marking_) return;
  const QVariant choice = proxy_->choice(index.siblingAtColumn(ScenarioTreeModel::kName));
  if (choice.isValid()) Q_EMIT scenarioChosen(choice.value<ScenarioChoice>());
}

void DatasetBrowser::mark(Token token) {
  const QScopedValueRollback guard(marking_, true);
  if (!model_->index_of(token).isValid()) {
    view_->clearSelection();
    view_->setCurrentIndex({});
    return;
  }
  QModelIndex index = proxy_->mapFromSource(model_->index_of(token));
  if (!index.isValid()) {
    clear_filters();
    index = proxy_->mapFromSource(model_->index_of(token));
  }
  if (!index.isValid()) return;
  view_->setCurrentIndex(index);
  view_->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

// From the words to the list and back to the rest of the window without the mouse.
bool DatasetBrowser::eventFilter(QObject* watched, QEvent* event) {
  if (watched != filter_ || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
      view_->setFocus(Qt::OtherFocusReason);
      return true;
    case Qt::Key_Escape:
      if (filter_->text().isEmpty())
        Q_EMIT filterLeft();
      else
        filter_->clear();
      return true;
    default:
      return QWidget::eventFilter(watched, event);
  }
}

void DatasetBrowser::focus_filter() {
  filter_->setFocus(Qt::ShortcutFocusReason);
  filter_->selectAll();
}

void DatasetBrowser::show_progress(const LoadProgress& progress) { progress_->show_progress(progress); }

void DatasetBrowser::hide_progress() { progress_->hide(); }

void DatasetBrowser::show_recent(const QStringList& folders) {
  recent_->clear();
  for (const QString& folder : folders) {
    QAction* action = recent_->addAction(folder);
    QObject::connect(action, &QAction::triggered, this, [this, folder] { Q_EMIT recentWished(folder); });
  }
  recent_button_->setEnabled(!folders.isEmpty());
}

}  // namespace stepscope::ui
