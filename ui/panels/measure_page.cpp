#include "ui/panels/measure_page.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/comparison/noise_floor.h"
#include "ui/panels/data_table.h"
#include "ui/panels/progress_strip.h"
#include "ui/panels/wrapped_label.h"

namespace stepscope::ui {

namespace {

constexpr int kUsualPairs = 10, kMostPairs = 500;

}  // namespace

MeasurePage::MeasurePage(QWidget* parent)
    : QWidget(parent),
      start_(new QPushButton(this)),
      parting_(new QPushButton(this)),
      pairs_(new QSpinBox(this)),
      same_(new QSpinBox(this)),
      logs_(new QCheckBox(tr("write logs"), this)),
      progress_(new ProgressStrip(this)),
      headline_(wrapped_label(this)),
      sentences_(wrapped_label(this)),
      answer_(new CellTableModel(this)),
      table_(new DataTable(CellTableModel::kFileRole, QStringLiteral("measurement.csv"), this)) {
  pairs_->setRange(kFewestPairs, kMostPairs);
  pairs_->setValue(kUsualPairs);
  pairs_->setSuffix(tr(" pairs"));
  pairs_->setAccessibleName(tr("Pairs of runs"));
  pairs_->setToolTip(tr("Fixed before measuring; fewer than %1 could never show anything").arg(kFewestPairs));
  same_->setRange(0, kMostPairs);
  same_->setValue(same_pairs_for(kUsualPairs));
  same_->setSuffix(tr(" A/A"));
  same_->setAccessibleName(tr("Pairs of A against itself"));
  same_->setToolTip(
      tr("Pairs of A against itself, spread in between: what differs there is noise, and faster or slower "
         "is said only beyond it. Follows the number of pairs: half as many, %1 at least; 0 leaves it out")
          .arg(kFewestPairs));
  headline_->setProperty("role", QStringLiteral("heading"));
  headline_->setAccessibleName(tr("What the measurement says"));
  sentences_->setAccessibleName(tr("How it was measured"));
  parting_->setProperty("role", QStringLiteral("link"));
  parting_->setFlat(true);
  table_->setModel(answer_);
  table_->setAccessibleName(tr("What the answer rests on"));
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  auto* row = new QHBoxLayout;
  row->setSpacing(4);
  row->addWidget(start_);
  row->addWidget(pairs_);
  row->addWidget(same_);
  row->addWidget(logs_);
  row->addWidget(progress_, 1);
  row->addStretch(0);
  auto* said = new QWidget(this);
  auto* lines = new QVBoxLayout(said);
  lines->setContentsMargins(0, 0, 4, 0);
  lines->addWidget(headline_);
  lines->addWidget(parting_);
  lines->addWidget(sentences_);
  lines->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(said);
  scroll->setMinimumWidth(180);
  auto* parts = new QSplitter(Qt::Horizontal, this);
  parts->setChildrenCollapsible(false);
  parts->addWidget(scroll);
  parts->addWidget(table_);
  parts->setStretchFactor(0, 3);
  parts->setStretchFactor(1, 2);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 4, 6, 4);
  column->setSpacing(4);
  column->addLayout(row);
  column->addWidget(parts, 1);
  QObject::connect(start_, &QPushButton::clicked, this, [this] { Q_EMIT measureWished(wish()); });
  QObject::connect(logs_, &QCheckBox::clicked, this, [this](bool wished) { logs_wished_ = wished; });
  QObject::connect(pairs_, &QSpinBox::valueChanged, this, [this](int pairs) {
    start_->setText(tr("Measure (%1 pairs)").arg(pairs));
    if (same_->value() > 0) same_->setValue(same_pairs_for(pairs));
  });
  QObject::connect(progress_, &ProgressStrip::cancelWished, this, &MeasurePage::cancelWished);
  QObject::connect(parting_, &QPushButton::clicked, this, &MeasurePage::partingWished);
  QObject::connect(table_, &DataTable::exportFailed, this, &MeasurePage::exportFailed);
  start_->setText(tr("Measure (%1 pairs)").arg(kUsualPairs));
  forget();
  offer({}, tr("Choose a planner for B first"), false);
}

void MeasurePage::offer(const QString& what, const QString& reason, bool logs_matter) {
  logs_matter_ = logs_matter;
  logs_->setChecked(logs_matter_ || logs_wished_);
  logs_->setEnabled(!logs_matter_ && !measuring_);
  logs_->setToolTip(logs_matter_
                        ? tr("The two profiles write their simulation logs differently: every run writes one, into a "
                             "temporary folder, and it counts")
                        : tr("Every run writes its simulation log into a temporary folder, and that counts into its "
                             "total"));
  start_->setEnabled(reason.isEmpty() && !measuring_);
  start_->setToolTip(reason.isEmpty() ? tr("Runs %1 in pairs, one after the other, in an order that lets no drift "
                                           "through, and tests whole runs")
                                            .arg(what)
                                      : reason);
}

void MeasurePage::show_progress(const LoadProgress& progress) {
  measuring_ = true;
  start_->setEnabled(false);
  logs_->setEnabled(false);
  table_->set_empty_text(tr("Being measured: the answer comes after the last pair"));
  progress_->show_progress(progress);
}

void MeasurePage::show_findings(const Findings& findings) {
  measuring_ = false;
  logs_->setEnabled(!logs_matter_);
  table_->set_empty_text(tr("No answer: fewer pairs than it takes"));
  progress_->hide();
  headline_->setText(findings.headline);
  sentences_->setText(findings.sentences.join(QStringLiteral("\n")));
  answer_->show(findings.answer);
  parting_->setVisible(findings.parted_at >= 0);
  parting_->setText(tr("Show step %1, where they part, in both scenes").arg(findings.parted_at));
}

void MeasurePage::forget() {
  show_findings({.headline = {},
                 .sentences = {tr("One run of each says where time goes, not whether it differs. Measured are whole "
                                  "runs in interleaved pairs, with A against itself beside them: the verdict is "
                                  "faster, slower, equivalent or inconclusive.")},
                 .answer = {}});
  table_->set_empty_text(tr("Nothing measured yet"));
}

QString MeasurePage::headline() const { return headline_->text(); }
QString MeasurePage::sentences() const { return sentences_->text(); }

MeasurePage::Wish MeasurePage::wish() const {
  return {.pairs = pairs_->value(), .same_pairs = same_->value(), .logs = logs_->isChecked()};
}

void MeasurePage::set_theme(const Theme& theme) {
  answer_->set_theme(theme);
  table_->set_theme(theme);
  progress_->set_theme(theme);
}

}  // namespace stepscope::ui
