#include "ui/panels/timeline_panel.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/analysis/span_self.h"
#include "ui/charts/flame_view.h"
#include "ui/charts/span_text.h"
#include "ui/charts/timeline_view.h"
#include "ui/models/quantity_text.h"
#include "ui/models/span_group_model.h"
#include "ui/panels/data_table.h"
#include "ui/panels/elided_label.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

constexpr int kRefreshEveryMs = 100;
constexpr int kRestPerRefresh = 8;  // a refresh that takes long comes less often

}  // namespace

TimelinePanel::TimelinePanel(QWidget* parent)
    : QWidget(parent),
      head_(new TimelineHead(this)),
      timeline_(new TimelineView(this)),
      flame_(new FlameView(this)),
      pages_(new QStackedWidget(this)),
      groups_(new SpanGroupModel(this)),
      order_(new SpanGroupOrder(groups_, this)),
      table_(new DataTable(SpanGroupModel::kFileRole, QStringLiteral("spans.csv"), this)),
      details_(new ElidedLabel(this)) {
  setAccessibleName(tr("Timeline"));
  setAutoFillBackground(true);
  pages_->addWidget(timeline_);
  pages_->addWidget(flame_);
  auto* pictures = new QWidget(this);
  auto* below = new QVBoxLayout(pictures);
  below->setContentsMargins(0, 0, 0, 0);
  below->setSpacing(0);
  below->addWidget(pages_, 1);
  details_->setContentsMargins(6, 1, 6, 1);
  details_->setAccessibleName(tr("Selected span"));
  below->addWidget(details_);
  table_->setModel(order_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(SpanGroupModel::kSelf, Qt::DescendingOrder);
  table_->setAccessibleName(tr("Groups of spans"));
  table_->setIconSize(QSize(12, 12));
  QHeaderView& header = *table_->horizontalHeader();
  header.setMinimumSectionSize(36);
  header.setSectionResizeMode(QHeaderView::ResizeToContents);
  header.setSectionResizeMode(SpanGroupModel::kName, QHeaderView::Interactive);
  header.resizeSection(SpanGroupModel::kName, 24 * fontMetrics().averageCharWidth());
  auto* splitter = new QSplitter(Qt::Horizontal, this);
  splitter->addWidget(pictures);
  splitter->addWidget(table_);
  splitter->setStretchFactor(0, 5);
  splitter->setStretchFactor(1, 3);
  splitter->setHandleWidth(3);
  splitter->setSizes({500, 300});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(head_);
  column->addWidget(splitter, 1);
  setFocusProxy(timeline_);
  timeline_->set_data(&data_);
  tick_.setSingleShot(true);
  wire();
  show_reason();
}

void TimelinePanel::wire() {
  QObject::connect(&tick_, &QTimer::timeout, this, &TimelinePanel::refresh_now);
  QObject::connect(head_, &TimelineHead::scopeChosen, this, &TimelinePanel::take_scope);
  QObject::connect(head_, &TimelineHead::pageChosen, this, &TimelinePanel::show_page);
  QObject::connect(head_, &TimelineHead::groupingChosen, this, &TimelinePanel::regroup);
  QObject::connect(head_, &TimelineHead::wordsChanged, this, &TimelinePanel::take_words);
  QObject::connect(head_, &TimelineHead::matchWished, this, &TimelinePanel::go_to_match);
  QObject::connect(head_, &TimelineHead::idleChosen, this, [this] {
    data_.set_idle(head_->idle());
    timeline_->data_changed();
    timeline_->fit_scope();
  });
  QObject::connect(timeline_, &TimelineView::stepClicked, this, &TimelinePanel::wish_step);
  QObject::connect(timeline_, &TimelineView::spanSelected, this, [this](SpanPlace place) {
    show_details();
    if (const SpanRecord* span = data_.span(place)) mark_group(span->stage, statement_of(*span));
  });
  QObject::connect(flame_, &FlameView::nodeChosen, this, &TimelinePanel::mark_group);
  QObject::connect(table_, &DataTable::rowOpened, this, &TimelinePanel::open_group);
  QObject::connect(table_, &DataTable::exportFailed, this, &TimelinePanel::exportFailed);
  QObject::connect(timeline_, &TimelineView::exportFailed, this, &TimelinePanel::exportFailed);
  QObject::connect(flame_, &FlameView::exportFailed, this, &TimelinePanel::exportFailed);
}

void TimelinePanel::begin(const ProfiledRun* run) {
  run_ = run;
  data_.clear();
  range_.reset();
  cursor_ = -1;
  timeline_->select({});
  head_->show_has_range(false);
  if (head_->scope() == TimelineScope::kRange) head_->show_scope(before_range_);
  timeline_->data_changed();
  run_grew();
}

void TimelinePanel::run_grew() {
  outdated_ = true;
  schedule();
}

void TimelinePanel::schedule() {
  if (tick_.isActive() || !isVisible() || !in_front_) return;
  const std::int64_t rest = std::max<std::int64_t>(kRefreshEveryMs, kRestPerRefresh * refresh_ms_);
  const std::int64_t since = since_refresh_.isValid() ? since_refresh_.elapsed() : rest;
  tick_.start(static_cast<int>(std::max<std::int64_t>(0, rest - since)));
}

void TimelinePanel::set_in_front(bool in_front) {
  in_front_ = in_front;
  schedule();
}

void TimelinePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  schedule();
}

void TimelinePanel::refresh_now() {
  tick_.stop();
  QElapsedTimer took;
  took.start();
  const bool grown = outdated_ && run_ != nullptr && data_.update(*run_);
  outdated_ = false;
  if (grown) timeline_->data_changed();
  if (grown && head_->scope() == TimelineScope::kRun)
    timeline_->grow_scope(scope());
  else
    timeline_->set_scope(scope());
  if (grown)
    take_words();  // of statements that were not known before, too
  else
    count_found();
  regroup();
  show_reason();
  refresh_ms_ = took.elapsed();
  since_refresh_.start();
}

StepRange TimelinePanel::scope() const {
  switch (head_->scope()) {
    case TimelineScope::kRange:
      if (range_) return *range_;
      break;
    case TimelineScope::kRun:
      return {0, data_.steps() - 1};
    case TimelineScope::kStep:
      break;
  }
  const int step = std::max(cursor_, 0);
  return {step, step};
}

void TimelinePanel::take_scope() {
  if (head_->scope() != TimelineScope::kRange) before_range_ = head_->scope();
  timeline_->set_scope(scope());
  timeline_->fit_scope();
  refresh_now();
}

void TimelinePanel::set_cursor(int step) {
  if (step == cursor_) return;
  cursor_ = step;
  timeline_->set_cursor(step);
  if (head_->scope() != TimelineScope::kStep) return;
  if (own_wish_) timeline_->keep_view_for(scope());
  schedule();
}

void TimelinePanel::set_range(StepRange steps) {
  range_ = steps;
  head_->show_has_range(true);
  head_->show_scope(TimelineScope::kRange);
  schedule();
}

void TimelinePanel::drop_range() {
  if (!range_) return;
  range_.reset();
  head_->show_has_range(false);
  if (head_->scope() == TimelineScope::kRange) head_->show_scope(before_range_);
  schedule();
}

void TimelinePanel::regroup() {
  if (data_.empty()) {
    groups_->show({}, {});
    flame_->show_tree({}, &data_);
    return;
  }
  const SpanGroups groups = group_spans(*data_.tape(), scope(), head_->grouping());
  groups_->show(groups, data_.statements());
  spans_ = groups.spans;
  steps_ns_ = groups.steps_ns;
  incomplete_steps_ = steps_with_missing_spans(*data_.tape(), data_.timings(), scope());
  if (head_->page() == TimelinePage::kFlame) flame_->show_tree(call_tree_of(*data_.tape(), scope()), &data_);
  show_details();
}

void TimelinePanel::take_words() {
  query_ = SpanQuery(head_->words().toStdString(), data_.statements());
  timeline_->set_search(query_);
  flame_->set_search(query_);
  order_->set_query(query_);
  count_found();
}

void TimelinePanel::count_found() {
  found_ = data_.empty() || !query_.asks() ? SpanMatches() : find_spans(*data_.tape(), scope(), query_);
  found_text_.clear();
  if (query_.asks() && !data_.empty()) {
    const double share =
        found_.steps_ns > 0 ? static_cast<double>(found_.total_ns) / static_cast<double>(found_.steps_ns) : 0.0;
    const QString of = head_->scope() == TimelineScope::kStep    ? tr("the step")
                       : head_->scope() == TimelineScope::kRange ? tr("the range")
                                                                 : tr("the run");
    const auto count = static_cast<std::int64_t>(found_.places.size());
    found_text_ = count == 0 ? tr("nothing found in %1").arg(of)
                             : tr("%1 spans, %2, %3 of %4")
                                   .arg(count_text(count), duration_text(static_cast<double>(found_.total_ns)),
                                        share_text(share), of);
  }
  head_->show_found(found_text_);
}

// The selected span; without one, what the picture is of.
void TimelinePanel::show_details() {
  const SpanPlace selected = timeline_->scene().selected;
  QStringList parts;
  if (data_.span(selected) != nullptr) {
    parts << span_line(data_, selected);
  } else if (const StepRange steps = scope().within(data_.steps()); steps.count() > 0) {
    const QString which = steps.count() == 1 ? tr("step %1").arg(count_text(steps.first))
                                             : tr("steps %1–%2").arg(count_text(steps.first), count_text(steps.last));
    parts << tr("%1: %2 spans, %3").arg(which, count_text(spans_), duration_text(static_cast<double>(steps_ns_)));
  }
  if (incomplete_steps_ > 0)
    parts << tr("%1 of these steps had more spans than were kept: use Statistics for their exact times")
                 .arg(count_text(incomplete_steps_));
  details_text_ = parts.join(QStringLiteral(" — "));
  details_->set_full_text(details_text_);
}

void TimelinePanel::show_page() {
  pages_->setCurrentIndex(static_cast<int>(head_->page()));
  setFocusProxy(pages_->currentWidget());
  regroup();
}

void TimelinePanel::show_reason() {
  const bool ran = run_ != nullptr && !run_->steps.empty();
  const QString reason = ran ? tr("The spans of this run were not recorded: only the times of its stages are known")
                             : tr("No steps yet: run a scenario to see where the time inside its steps goes");
  timeline_->set_reason(reason);
  flame_->set_reason(reason);
  table_->set_empty_text(data_.empty()             ? QString()
                         : order_->rowCount() == 0 ? tr("No group has all of these words in its name")
                                                   : QString());
}

void TimelinePanel::go_to_match(bool forward) {
  if (found_.places.empty()) return;
  const SpanPlace at = timeline_->scene().selected;
  const auto& places = found_.places;
  auto next =
      forward ? std::upper_bound(places.begin(), places.end(), at) : std::lower_bound(places.begin(), places.end(), at);
  if (forward && next == places.end()) next = places.begin();
  if (!forward) next = next == places.begin() ? places.end() - 1 : next - 1;
  if (head_->page() != TimelinePage::kTimeline) {
    head_->show_page(TimelinePage::kTimeline);
    show_page();
  }
  timeline_->select(*next);
  show_details();
}

void TimelinePanel::wish_step(int step) {
  own_wish_ = true;
  Q_EMIT stepWished(step);
  own_wish_ = false;
}

void TimelinePanel::open_group(const QModelIndex& index) {
  const SpanGroup& group = groups_->group(order_->mapToSource(index).row());
  if (group.worst_step < 0 || group.worst_step >= data_.steps()) return;
  const auto spans = data_.tape()->of_step(static_cast<std::size_t>(group.worst_step));
  SpanPlace longest{group.worst_step, 0};
  std::int64_t longest_ns = -1;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const bool of_group = spans[i].stage == group.stage && (group.statement < 0 || spans[i].detail == group.statement);
    if (!of_group || duration_of(spans[i]) <= longest_ns) continue;
    longest_ns = duration_of(spans[i]);
    longest.index = static_cast<std::int32_t>(i);
  }
  Q_EMIT stepWished(group.worst_step);
  if (head_->scope() != TimelineScope::kStep) timeline_->zoom_to({group.worst_step, 0});
  timeline_->select(longest);
  show_details();
}

void TimelinePanel::mark_group(Stage stage, int statement) {
  for (int row = 0; row < groups_->rowCount(); ++row) {
    const SpanGroup& group = groups_->group(row);
    if (group.stage != stage || (group.statement >= 0 && group.statement != statement)) continue;
    const QModelIndex index = order_->mapFromSource(groups_->index(row, 0));
    if (!index.isValid()) return;
    table_->selectRow(index.row());
    return;
  }
}

void TimelinePanel::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  setPalette(colours);
  timeline_->set_theme(theme);
  flame_->set_theme(theme);
  table_->set_theme(theme);
}

}  // namespace stepscope::ui
