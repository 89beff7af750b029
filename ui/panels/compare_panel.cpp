#include "ui/panels/compare_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/charts/curves_chart.h"
#include "ui/models/compare_text.h"
#include "ui/panels/compare_setup.h"
#include "ui/panels/data_table.h"
#include "ui/panels/measure_page.h"
#include "ui/panels/parting_page.h"

namespace stepscope::ui {

ComparePanel::ComparePanel(QWidget* parent)
    : QWidget(parent),
      setup_(new CompareSetup(this)),
      tabs_(new QTabWidget(this)),
      parting_(new PartingPage(this)),
      measure_(new MeasurePage(this)),
      ribbon_(new CurvesChart(QStringLiteral("ribbon"), tr("Step times against each other, step by step"), this)),
      distribution_(new CurvesChart(QStringLiteral("distributions"), tr("Distributions of the step times"), this)),
      basis_(new QLabel(this)),
      against_(new QComboBox(this)),
      before_parting_(new QCheckBox(tr("only before they part"), this)) {
  setAccessibleName(tr("Compare"));
  setAutoFillBackground(true);
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(setup_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setMinimumWidth(fontMetrics().horizontalAdvance(QLatin1Char('0')) * 30);
  tabs_->setDocumentMode(true);
  tabs_->setUsesScrollButtons(true);
  tabs_->setMinimumWidth(220);  // no page makes a window grow
  tabs_->addTab(parting_, tr("Where they part"));
  tabs_->addTab(make_times_page(), tr("Times"));
  DataTable* scores = make_table(QStringLiteral("scores.csv"), tr("Scores"));
  tabs_->addTab(scores, tr("Scores"));
  tabs_->addTab(make_table(QStringLiteral("conditions.csv"), tr("Conditions that differ")), tr("Conditions"));
  tabs_->addTab(measure_, tr("Measure"));
  const auto go = [this](const QModelIndex& index) {
    const int step = tables_[kScores].model->content().rows[static_cast<std::size_t>(index.row())].step;
    if (step >= 0) Q_EMIT stepWished(step);
  };
  QObject::connect(scores, &QTableView::clicked, this, go);
  QObject::connect(scores, &DataTable::rowOpened, this, go);
  auto* parts = new QSplitter(Qt::Horizontal, this);
  parts->setChildrenCollapsible(false);
  parts->addWidget(scroll);
  parts->addWidget(tabs_);
  parts->setStretchFactor(0, 0);
  parts->setStretchFactor(1, 1);
  parts->setSizes({fontMetrics().horizontalAdvance(QLatin1Char('0')) * 36, 1000});
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(parts);
  QObject::connect(parting_, &PartingPage::stepWished, this, &ComparePanel::stepWished);
  QObject::connect(parting_, &PartingPage::exportFailed, this, &ComparePanel::exportFailed);
  QObject::connect(measure_, &MeasurePage::exportFailed, this, &ComparePanel::exportFailed);
  for (CurvesChart* chart : {ribbon_, distribution_}) wire_chart(*chart);
  show_no_times(tr("Nobody is beside A"));
}

DataTable* ComparePanel::make_table(const QString& file, const QString& name) {
  auto* model = new CellTableModel(this);
  auto* table = new DataTable(CellTableModel::kFileRole, file, this);
  table->setModel(model);
  table->setAccessibleName(name);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  QObject::connect(table, &DataTable::exportFailed, this, &ComparePanel::exportFailed);
  tables_.push_back({.model = model, .view = table});
  return table;
}

QWidget* ComparePanel::make_times_page() {
  auto* page = new QWidget(this);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(6, 4, 6, 0);
  column->setSpacing(3);
  basis_->setWordWrap(true);
  basis_->setMinimumWidth(60);
  basis_->setTextFormat(Qt::PlainText);
  basis_->setProperty("role", QStringLiteral("muted"));
  against_->setAccessibleName(tr("Who is held against A"));
  before_parting_->setChecked(true);
  before_parting_->setToolTip(
      tr("Once the drives part, the same step of both has other work to do: later steps are left out"));
  auto* row = new QHBoxLayout;
  row->addWidget(against_);
  row->addWidget(before_parting_);
  row->addWidget(basis_, 1);
  column->addLayout(row);
  auto* views = new QTabWidget(page);
  views->setDocumentMode(true);
  views->setTabPosition(QTabWidget::South);
  views->addTab(make_table(QStringLiteral("stages_compared.csv"), tr("Stage by stage")), tr("Stages"));
  views->addTab(ribbon_, tr("Step by step"));
  views->addTab(distribution_, tr("Distributions"));
  views->addTab(make_table(QStringLiteral("tails_compared.csv"), tr("Quantiles and deadlines")),
                tr("Tails, deadlines"));
  column->addWidget(views, 1);
  QObject::connect(against_, &QComboBox::activated, this, [this](int index) {
    place_ = against_->itemData(index).toInt();
    Q_EMIT viewChanged();
  });
  QObject::connect(before_parting_, &QCheckBox::toggled, this, &ComparePanel::viewChanged);
  return page;
}

void ComparePanel::wire_chart(CurvesChart& chart) {
  QObject::connect(&chart, &CurvesChart::stepWished, this, &ComparePanel::stepWished);
  QObject::connect(&chart, &CurvesChart::exportFailed, this, &ComparePanel::exportFailed);
}

void ComparePanel::fill_places(const CompareDesk& desk) {
  const QSignalBlocker quiet(against_);
  against_->clear();
  for (int place = 0; place < kBesidePlaces; ++place)
    if (desk.at(place) != nullptr) against_->addItem(tr("%1 against A").arg(run_letter(place + 1)), place);
  against_->setVisible(against_->count() > 1);
  const int index = against_->findData(place_);
  against_->setCurrentIndex(std::max(index, 0));
  place_ = against_->count() == 0 ? -1 : against_->currentData().toInt();
}

void ComparePanel::show_desk(const CompareDesk& desk) {
  fill_places(desk);
  parting_->show_desk(desk);
}

bool ComparePanel::only_before_parting() const { return before_parting_->isChecked(); }

void ComparePanel::show_times(const Times& times) {
  basis_->setText(times.basis);
  ribbon_->show_curves(times.ribbon);
  distribution_->show_curves(times.distribution);
  tables_[kStages].model->show(times.stages);
  tables_[kTails].model->show(times.tails);
}

void ComparePanel::show_no_times(const QString& reason) {
  basis_->clear();
  for (CurvesChart* chart : {ribbon_, distribution_}) chart->show_reason(reason);
  for (const Table table : {kStages, kTails}) {
    tables_[table].model->show({});
    tables_[table].view->set_empty_text(reason);
  }
}

void ComparePanel::show_scores(const TableContent& scores, const QString& reason) {
  tables_[kScores].view->set_empty_text(reason);
  tables_[kScores].model->show(scores);
}

void ComparePanel::show_conditions(const TableContent& conditions, const QString& reason) {
  tables_[kConditions].view->set_empty_text(reason);
  tables_[kConditions].model->show(conditions);
}

void ComparePanel::set_cursor(int step) {
  parting_->set_cursor(step);
  ribbon_->set_cursor(step);
}

void ComparePanel::set_theme(const Theme& theme) {
  setup_->set_theme(theme);
  parting_->set_theme(theme);
  measure_->set_theme(theme);
  for (CurvesChart* chart : {ribbon_, distribution_}) chart->set_theme(theme);
  for (const Page& page : tables_) {
    page.model->set_theme(theme);
    page.view->set_theme(theme);
  }
}

}  // namespace stepscope::ui
