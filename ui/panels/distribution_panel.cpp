#include "ui/panels/distribution_panel.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/charts/histogram_chart.h"
#include "ui/models/step_list_model.h"
#include "ui/panels/data_table.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

// What the list of stages holds: whole steps, the stages, and the time that no stage accounts for.
constexpr int kUnaccounted = -1;

QString text_of(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QToolButton* scale_button(const QString& text, const QString& tip, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setText(text);
  button->setToolTip(tip);
  button->setCheckable(true);
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

}  // namespace

DistributionPanel::DistributionPanel(QWidget* parent)
    : QWidget(parent),
      stage_(new QComboBox(this)),
      kind_(new QComboBox(this)),
      linear_(scale_button(tr("linear"), tr("Durations on a linear axis"), this)),
      logarithmic_(scale_button(tr("logarithmic"), tr("Durations on a logarithmic axis"), this)),
      picked_(new QLabel(this)),
      chart_(new HistogramChart(this)),
      list_(new DataTable(StepListModel::kFileRole, QStringLiteral("steps.csv"), this)),
      model_(new StepListModel(this)) {
  stage_->setAccessibleName(tr("Stage whose times are shown"));
  stage_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  kind_->setAccessibleName(tr("With or without the stages inside"));
  kind_->addItem(tr("total"), static_cast<int>(TimeKind::kTotal));
  kind_->addItem(tr("self"), static_cast<int>(TimeKind::kSelf));
  kind_->setItemData(0, tr("Stages inside included"), Qt::ToolTipRole);
  kind_->setItemData(1, tr("Stages inside left out"), Qt::ToolTipRole);
  auto* scales = new QButtonGroup(this);
  scales->addButton(linear_);
  scales->addButton(logarithmic_);
  linear_->setChecked(true);
  picked_->setTextFormat(Qt::PlainText);

  list_->setModel(model_);
  list_->setSortingEnabled(true);
  list_->sortByColumn(StepListModel::kDuration, Qt::DescendingOrder);
  list_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  list_->setAccessibleName(tr("Steps in the range of the histogram"));
  list_->set_empty_text(tr("Drag in the histogram to list the steps that took so long"));
  list_->setMinimumWidth(230);  // with the arrow of the order beside the longest header

  auto* tools = new QHBoxLayout;
  tools->setContentsMargins(8, 2, 8, 0);
  for (QWidget* tool : {static_cast<QWidget*>(stage_), static_cast<QWidget*>(kind_), static_cast<QWidget*>(linear_),
                        static_cast<QWidget*>(logarithmic_)})
    tools->addWidget(tool);
  tools->addStretch(1);
  tools->addWidget(picked_);
  auto* halves = new QSplitter(Qt::Horizontal, this);
  halves->setChildrenCollapsible(false);
  halves->addWidget(chart_);
  halves->addWidget(list_);
  halves->setStretchFactor(0, 4);
  halves->setStretchFactor(1, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(tools);
  column->addWidget(halves, 1);
  setFocusProxy(chart_);

  QObject::connect(stage_, &QComboBox::activated, this, &DistributionPanel::sourceChanged);
  QObject::connect(kind_, &QComboBox::activated, this, &DistributionPanel::sourceChanged);
  QObject::connect(linear_, &QToolButton::clicked, this, &DistributionPanel::show_scale);
  QObject::connect(logarithmic_, &QToolButton::clicked, this, &DistributionPanel::show_scale);
  QObject::connect(chart_, &HistogramChart::rangeChanged, this, &DistributionPanel::list_steps);
  QObject::connect(chart_, &HistogramChart::exportFailed, this, &DistributionPanel::exportFailed);
  QObject::connect(list_, &DataTable::exportFailed, this, &DistributionPanel::exportFailed);
  const auto go_to = [this](const QModelIndex& index) {
    Q_EMIT stepWished(model_->steps()[static_cast<std::size_t>(index.row())].step);
  };
  QObject::connect(list_, &QTableView::clicked, this, go_to);
  QObject::connect(list_, &DataTable::rowOpened, this, go_to);
  fill_stages({});
  list_steps();
}

TimeSource DistributionPanel::source() const {
  const int chosen = stage_->currentData().toInt();
  if (chosen == kUnaccounted) return {.stage = Stage::kStep, .kind = TimeKind::kSelf};
  const auto stage = static_cast<Stage>(chosen);
  if (stage == Stage::kStep) return {};
  return {.stage = stage, .kind = static_cast<TimeKind>(kind_->currentData().toInt())};
}

void DistributionPanel::choose(TimeSource source) {
  const TimeSource before = this->source();
  const bool unaccounted = source == TimeSource{Stage::kStep, TimeKind::kSelf};
  const int found = stage_->findData(unaccounted ? kUnaccounted : static_cast<int>(source.stage));
  if (found < 0) return;
  stage_->setCurrentIndex(found);
  if (source.stage != Stage::kStep) kind_->setCurrentIndex(kind_->findData(static_cast<int>(source.kind)));
  if (this->source() != before) Q_EMIT sourceChanged();
}

void DistributionPanel::choose_stage(TimeSource source) {
  if (source.stage != Stage::kStep) source.kind = static_cast<TimeKind>(kind_->currentData().toInt());
  choose(source);
}

BinScale DistributionPanel::scale() const {
  return logarithmic_->isChecked() ? BinScale::kLogarithmic : BinScale::kLinear;
}

void DistributionPanel::set_scale(BinScale scale) {
  (scale == BinScale::kLogarithmic ? logarithmic_ : linear_)->setChecked(true);
  if (!chart_->content().values_ns.empty()) chart_->show(HistogramContent(chart_->content()), scale);
}

void DistributionPanel::show_scale() {
  set_scale(scale());
  Q_EMIT scaleChanged(scale());
}

// The choice stays while the run grows; a stage that a new run does not have gives way to the whole step.
void DistributionPanel::fill_stages(const RunStatistics& statistics) {
  std::vector<std::pair<QString, int>> wanted{{tr("whole step"), static_cast<int>(Stage::kStep)}};
  for (const StageRow& row : statistics.stages)
    if (row.stage != Stage::kStep) wanted.emplace_back(text_of(stage_title(row.stage)), static_cast<int>(row.stage));
  wanted.emplace_back(tr("unaccounted"), kUnaccounted);
  bool same = stage_->count() == static_cast<int>(wanted.size());
  for (int i = 0; same && i < stage_->count(); ++i)
    same = stage_->itemData(i).toInt() == wanted[static_cast<std::size_t>(i)].second;
  if (!same) {
    const QVariant chosen = stage_->currentData();
    stage_->clear();
    for (const auto& [text, id] : wanted) stage_->addItem(text, id);
    stage_->setCurrentIndex(std::max(0, chosen.isValid() ? stage_->findData(chosen) : 0));
  }
}

void DistributionPanel::show(const DistributionInput& input, const RunStatistics& statistics) {
  fill_stages(statistics);
  const TimeSource what = source();
  kind_->setEnabled(what.stage != Stage::kStep);
  HistogramContent content{.title = stage_->currentText(), .values_ns = times_of(input.steps, what)};
  if (what.stage != Stage::kStep) {
    content.title = tr("%1, %2").arg(content.title, kind_->currentText());
    content.colour = Theme::stage(group_of(what.stage));
  } else if (what.kind == TimeKind::kTotal) {
    content.budgets = input.budgets;
  }
  content.summary = distribution_of(content.values_ns);
  rows_.clear();
  for (std::size_t k = 0; k < input.steps.size(); ++k)
    rows_.push_back({.step = input.first_step + static_cast<int>(k),
                     .time_s = k < input.times.size() ? seconds_between(input.begin, input.times[k]) : 0.0});
  chart_->show(content, scale());
  list_steps();
}

void DistributionPanel::show_reason(const QString& reason) {
  rows_.clear();
  chart_->drop_range();
  chart_->show_reason(reason);
  list_steps();
}

void DistributionPanel::list_steps() {
  std::vector<ListedStep> listed;
  std::vector<int> steps;
  const HistogramContent& content = chart_->content();
  if (chart_->range())
    for (const std::size_t i : values_in(content, *chart_->range())) {
      listed.push_back({.step = rows_[i].step, .time_s = rows_[i].time_s, .ns = content.values_ns[i]});
      steps.push_back(rows_[i].step);
    }
  if (chart_->range())
    picked_->setText(tr("steps of %2 to %3: %1")
                         .arg(count_text(static_cast<qint64>(steps.size())), duration_text(chart_->range()->from_ns),
                              duration_text(chart_->range()->to_ns)));
  else
    picked_->clear();
  model_->show(std::move(listed));
  Q_EMIT stepsPicked(steps);
}

void DistributionPanel::set_theme(const Theme& theme) {
  QPalette colours = picked_->palette();
  colours.setColor(QPalette::WindowText, theme.muted_text);
  picked_->setPalette(colours);
  chart_->set_theme(theme);
  list_->set_theme(theme);
}

}  // namespace stepscope::ui
