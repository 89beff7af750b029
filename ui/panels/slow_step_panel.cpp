#include "ui/panels/slow_step_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include "core/analysis/slow_step_words.h"
#include "ui/bridge/text.h"
#include "ui/charts/difference_bar.h"
#include "ui/models/cell_table_model.h"
#include "ui/models/slow_step_tables.h"
#include "ui/panels/data_table.h"
#include "ui/panels/rerun_page.h"
#include "ui/panels/wrapped_label.h"

namespace stepscope::ui {

namespace {

constexpr int kDifferenceColumn = 3;

}  // namespace

SlowStepPanel::SlowStepPanel(QWidget* parent)
    : QWidget(parent),
      pages_(new QStackedWidget(this)),
      reason_(wrapped_label(this)),
      headline_(wrapped_label(this)),
      findings_(wrapped_label(this)),
      range_findings_(wrapped_label(this)),
      slowest_(new QPushButton(tr("Slowest step"), this)),
      paint_(new QCheckBox(tr("Paint on the map:"), this)),
      painted_stage_(new QComboBox(this)),
      tabs_(new QTabWidget(this)),
      differences_(new CellTableModel(this)),
      range_(new CellTableModel(this)),
      costs_(new CellTableModel(this)),
      slow_(new CellTableModel(this)),
      bar_(new DifferenceBar(CellTableModel::kBarRole, this)),
      rerun_(new RerunPage(this)) {
  setAccessibleName(tr("Slow step"));
  setAutoFillBackground(true);
  reason_->setAlignment(Qt::AlignCenter);
  reason_->setMargin(12);
  reason_->setProperty("role", QStringLiteral("muted"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(pages_);
  pages_->addWidget(reason_);
  pages_->addWidget(make_content());
  QObject::connect(slowest_, &QPushButton::clicked, this, &SlowStepPanel::slowestWished);
  QObject::connect(paint_, &QCheckBox::toggled, this, &SlowStepPanel::paintWished);
  QObject::connect(painted_stage_, &QComboBox::activated, this, [this](int index) {
    const QVariant stage = painted_stage_->itemData(index);
    Q_EMIT paintedStageChosen(stage.isValid() ? std::optional(static_cast<Stage>(stage.toInt())) : std::nullopt);
  });
  QObject::connect(rerun_, &RerunPage::exportFailed, this, &SlowStepPanel::exportFailed);
  show_reason(tr("No steps yet: run a scenario to see why its steps take as long as they do"));
}

QWidget* SlowStepPanel::make_content() {
  headline_->setProperty("role", QStringLiteral("heading"));
  headline_->setAccessibleName(tr("Why this step"));
  paint_->setToolTip(tr("Colours the way driven by what its steps cost; a click on it moves the time cursor there"));
  slowest_->setObjectName(QStringLiteral("slowest"));
  painted_stage_->setAccessibleName(tr("What is painted on the map"));
  painted_stage_->addItem(tr("whole step"));

  auto* page = new QWidget(this);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(8, 4, 8, 4);
  column->setSpacing(4);
  auto* top = new QHBoxLayout;
  top->addWidget(headline_, 1);
  top->addWidget(paint_);
  top->addWidget(painted_stage_);
  top->addWidget(slowest_);
  column->addLayout(top);

  QWidget* why =
      make_pair(findings_,
                make_table(*differences_, QStringLiteral("step_differences.csv"), tr("Against the median step")), page);
  range_page_ =
      make_pair(range_findings_,
                make_table(*range_, QStringLiteral("range_differences.csv"), tr("Against the other steps")), this);
  range_page_->hide();

  DataTable* costs = make_table(*costs_, QStringLiteral("stage_costs.csv"), tr("What the stages cost"));
  DataTable* slow = slow_table_ =
      make_table(*slow_, QStringLiteral("slow_for_complexity.csv"), tr("Steps slow for their complexity"));
  slow->setToolTip(tr("Steps that took 4 spreads and 20 % longer than the cost model expects for their counters"));
  slow->set_empty_text(tr("No step took much longer than expected for what it had to do"));
  const auto go = [this](const QModelIndex& index) {
    Q_EMIT stepWished(slow_->content().rows[static_cast<std::size_t>(index.row())].step);
  };
  QObject::connect(slow, &QTableView::clicked, this, go);
  QObject::connect(slow, &DataTable::rowOpened, this, go);

  tabs_->setDocumentMode(true);
  tabs_->addTab(why, tr("Against the median step"));
  tabs_->addTab(costs, tr("What stages cost"));
  tabs_->addTab(slow, tr("Slow for their complexity"));
  tabs_->addTab(rerun_, tr("Made again"));
  drop_range();
  column->addWidget(tabs_, 1);
  return page;
}

QWidget* SlowStepPanel::make_pair(QLabel* sentences, DataTable* table, QWidget* parent) {
  auto* both = new QSplitter(Qt::Horizontal, parent);
  both->setChildrenCollapsible(false);
  auto* words = new QScrollArea(both);
  words->setWidgetResizable(true);
  words->setFrameShape(QFrame::NoFrame);
  sentences->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  sentences->setMargin(4);
  words->setWidget(sentences);
  words->setMinimumWidth(180);
  table->setItemDelegateForColumn(kDifferenceColumn, bar_);
  both->addWidget(words);
  both->addWidget(table);
  both->setStretchFactor(0, 2);
  both->setStretchFactor(1, 3);
  both->setSizes({380, 620});
  return both;
}

DataTable* SlowStepPanel::make_table(CellTableModel& model, const QString& file, const QString& name) {
  auto* table = new DataTable(CellTableModel::kFileRole, file, this);
  table->setModel(&model);
  table->setAccessibleName(name);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  QObject::connect(table, &DataTable::exportFailed, this, &SlowStepPanel::exportFailed);
  tables_.push_back(table);
  return table;
}

void SlowStepPanel::show_model(const CostModel& model, const std::vector<SlowForComplexity>& slow) {
  costs_->show(cost_table(model));
  slow_->show(complexity_table(slow));
  tabs_->setTabText(tabs_->indexOf(slow_table_), slow.empty() ? tr("Slow for their complexity")
                                                              : tr("Slow for their complexity (%1)").arg(slow.size()));
  fill_stages(model);
}

void SlowStepPanel::fill_stages(const CostModel& model) {
  if (painted_stage_->count() == static_cast<int>(model.stages.size()) + 1) return;
  const QSignalBlocker quiet(painted_stage_);
  const QString chosen = painted_stage_->currentText();
  while (painted_stage_->count() > 1) painted_stage_->removeItem(1);
  for (const StageCost& cost : model.stages)
    painted_stage_->addItem(cost.stage == Stage::kStep ? tr("unaccounted") : to_qt(stage_title(cost.stage)),
                            static_cast<int>(cost.stage));
  painted_stage_->setCurrentIndex(std::max(0, painted_stage_->findText(chosen)));
}

void SlowStepPanel::show_step(const SlowStep& slow, const CostModel& model) {
  headline_->setText(to_qt(headline(slow, model)));
  QStringList sentences;
  for (const std::string& sentence : findings(slow, model)) sentences << to_qt(sentence);
  findings_->setText(sentences.join(QStringLiteral("\n\n")));
  differences_->show(difference_table(slow));
  pages_->setCurrentIndex(kContent);
}

void SlowStepPanel::show_range(const SlowRange& range, const CostModel& model) {
  QStringList sentences{to_qt(headline(range))};
  for (const std::string& sentence : findings(range, model)) sentences << to_qt(sentence);
  range_findings_->setText(sentences.join(QStringLiteral("\n\n")));
  range_->show(range_table(range));
  const QString steps = range.range.count() == 1 ? tr("step %1").arg(range.range.first)
                                                 : tr("%1 to %2").arg(range.range.first).arg(range.range.last);
  const QString title = tr("Steps dragged: %1").arg(steps);
  if (tabs_->indexOf(range_page_) < 0) {
    tabs_->insertTab(0, range_page_, title);
    tabs_->setCurrentIndex(0);
  } else {
    tabs_->setTabText(0, title);
  }
  slowest_->setText(tr("Slowest of %1").arg(steps));
  slowest_->setToolTip(tr("Moves the time cursor to the longest of the steps that are dragged over in Steps"));
}

void SlowStepPanel::drop_range() {
  if (const int at = tabs_->indexOf(range_page_); at >= 0) tabs_->removeTab(at);
  slowest_->setText(tr("Slowest step"));
  slowest_->setToolTip(tr("Moves the time cursor to the step that took longest, the cold first one apart"));
}

QString SlowStepPanel::range_text() const {
  return tabs_->indexOf(range_page_) < 0 ? QString() : range_findings_->text();
}

void SlowStepPanel::show_reason(const QString& reason) {
  reason_->setText(reason);
  pages_->setCurrentIndex(kReason);
}

void SlowStepPanel::show_painted(bool painted) {
  const QSignalBlocker quiet(paint_);
  paint_->setChecked(painted);
}

QString SlowStepPanel::headline_text() const {
  return pages_->currentIndex() == kContent ? headline_->text() : reason_->text();
}

void SlowStepPanel::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  setPalette(colours);
  bar_->set_theme(theme);
  for (DataTable* table : tables_) table->set_theme(theme);
  rerun_->set_theme(theme);
}

}  // namespace stepscope::ui
