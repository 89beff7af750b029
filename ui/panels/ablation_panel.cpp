#include "ui/panels/ablation_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/ablation/ablation_words.h"
#include "core/analysis/duration_words.h"
#include "ui/bridge/text.h"
#include "ui/charts/ablation_waterfall.h"
#include "ui/charts/difference_bar.h"
#include "ui/models/ablation_table.h"
#include "ui/panels/data_table.h"
#include "ui/panels/elided_label.h"
#include "ui/panels/stay_open_menu.h"

namespace stepscope::ui {

namespace {

constexpr int kMostPairs = 200;

QString switch_text(const AblatedSwitch& what) {
  const QString title = to_qt(what.title);
  return what.number > 0 ? QStringLiteral("%1  %2").arg(what.number).arg(title) : title;
}

QStringList sentences(const std::vector<std::string>& words) {
  QStringList out;
  for (const std::string& sentence : words) out << to_qt(sentence);
  return out;
}

}  // namespace

AblationPanel::AblationPanel(QWidget* parent)
    : QWidget(parent),
      headline_(new ElidedLabel(this)),
      start_(new QPushButton(tr("Measure"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      pairs_(new QSpinBox(this)),
      switches_(new QToolButton(this)),
      switches_menu_(new StayOpenMenu(this)),
      anew_(new QAction(tr("Measure anew, drop what was measured before"), this)),
      export_(new QPushButton(tr("Export…"), this)),
      bar_(new QProgressBar(this)),
      state_(new ElidedLabel(this)),
      waterfall_(new AblationWaterfall(this)),
      rows_(new CellTableModel(this)),
      table_(new DataTable(CellTableModel::kFileRole, QStringLiteral("ablation.csv"), this)),
      difference_(new DifferenceBar(CellTableModel::kBarRole, this)),
      findings_(new QLabel(this)),
      tabs_(new QTabWidget(this)),
      offered_(usual_switches()) {
  setAccessibleName(tr("Ablation"));
  setAutoFillBackground(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(make_head());
  column->addWidget(make_content(), 1);
  fill_switches();
  QObject::connect(start_, &QPushButton::clicked, this, [this] { Q_EMIT startWished(choice()); });
  QObject::connect(cancel_, &QPushButton::clicked, this, &AblationPanel::cancelWished);
  QObject::connect(export_, &QPushButton::clicked, this, &AblationPanel::exportWished);
  QObject::connect(waterfall_, &AblationWaterfall::exportFailed, this, &AblationPanel::exportFailed);
  QObject::connect(table_, &DataTable::exportFailed, this, &AblationPanel::exportFailed);
  QObject::connect(table_, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
    const auto row = static_cast<std::size_t>(index.row());
    if (row < shown_.size() && rows_->content().rows[row].step >= 0)
      Q_EMIT divergenceOpened(shown_[row], rows_->content().rows[row].step);
  });
  waterfall_->show_reason(
      tr("Nothing measured yet. “Measure” runs the scenario again and again with single switches of "
         "the engine on and off, in interleaved pairs, and shows what each of them saves."));
  headline_->hide();
  refresh_start();
}

QWidget* AblationPanel::make_head() {
  headline_->setProperty("role", QStringLiteral("heading"));
  headline_->setAccessibleName(tr("What the ablation says"));
  pairs_->setRange(kFewestPairs, kMostPairs);
  pairs_->setValue(kUsualAblationPairs);
  pairs_->setSuffix(tr(" pairs"));
  pairs_->setAccessibleName(tr("Pairs of runs per comparison"));
  pairs_->setToolTip(tr("Pairs of runs per comparison, fixed beforehand; fewer than 6 can show nothing"));
  switches_->setPopupMode(QToolButton::InstantPopup);
  switches_->setMenu(switches_menu_);
  switches_->setAccessibleName(tr("Which switches"));
  cancel_->setToolTip(tr("Ends after the step in flight; what is complete is kept and gone on with next time"));
  export_->setToolTip(tr("Writes the ablation as Markdown, HTML, JSON and CSV"));
  bar_->setFixedWidth(140);
  bar_->setAlignment(Qt::AlignCenter);
  bar_->setAccessibleName(tr("Progress of the ablation"));
  auto* profiles = new QPushButton(tr("Profiles…"), this);
  profiles->setToolTip(tr("Engine profiles: what every switch means, and profiles of your own"));
  QObject::connect(profiles, &QPushButton::clicked, this, &AblationPanel::profilesWished);

  auto* head = new QWidget(this);
  auto* column = new QVBoxLayout(head);
  column->setContentsMargins(8, 4, 8, 2);
  column->setSpacing(2);
  auto* row = new QHBoxLayout;
  row->addWidget(start_);
  row->addWidget(cancel_);
  row->addWidget(pairs_);
  row->addWidget(switches_);
  row->addWidget(profiles);
  row->addWidget(export_);
  row->addWidget(bar_);
  row->addWidget(state_, 1);
  column->addLayout(row);
  column->addWidget(headline_);
  return head;
}

QWidget* AblationPanel::make_content() {
  auto* parts = new QSplitter(Qt::Horizontal, this);
  parts->setChildrenCollapsible(false);
  auto* chart = new QScrollArea(parts);
  chart->setWidgetResizable(true);
  chart->setFrameShape(QFrame::NoFrame);
  chart->setWidget(waterfall_);
  table_->setModel(rows_);
  table_->setAccessibleName(tr("What every switch saves"));
  table_->setToolTip({});
  table_->setItemDelegateForColumn(kAblationAloneColumn, difference_);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->set_empty_text(tr("Nothing measured yet"));
  findings_->setWordWrap(true);
  findings_->setTextFormat(Qt::PlainText);
  findings_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  findings_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  findings_->setMargin(8);
  findings_->setAccessibleName(tr("What the numbers say"));
  auto* words = new QScrollArea(tabs_);
  words->setWidgetResizable(true);
  words->setFrameShape(QFrame::NoFrame);
  words->setWidget(findings_);
  tabs_->setDocumentMode(true);
  tabs_->addTab(table_, tr("Table"));
  tabs_->addTab(words, tr("What it says"));
  parts->addWidget(chart);
  parts->addWidget(tabs_);
  parts->setStretchFactor(0, 2);
  parts->setStretchFactor(1, 3);
  parts->setSizes({470, 590});
  return parts;
}

void AblationPanel::fill_switches() {
  for (const AblatedSwitch& what : offered_) {
    QAction* action = switches_menu_->addAction(switch_text(what));
    action->setCheckable(true);
    action->setChecked(true);
    action->setToolTip(tr("%1: %2 → %3").arg(to_qt(what.key), to_qt(what.off), to_qt(what.on)));
    QObject::connect(action, &QAction::toggled, this, &AblationPanel::refresh_start);
    chosen_.push_back(action);
  }
  switches_menu_->setToolTipsVisible(true);
  switches_menu_->addSeparator();
  for (const bool on : {true, false}) {
    QAction* all = switches_menu_->addAction(on ? tr("All") : tr("None"));
    StayOpenMenu::stays_open(all);
    QObject::connect(all, &QAction::triggered, this, [this, on] {
      for (QAction* action : chosen_) action->setChecked(on);
    });
  }
  switches_menu_->addSeparator();
  anew_->setCheckable(true);
  switches_menu_->addAction(anew_);
}

AblationChoice AblationPanel::choice() const {
  AblationChoice choice{.switches = {}, .pairs = pairs_->value(), .anew = anew_->isChecked()};
  for (std::size_t i = 0; i < offered_.size(); ++i)
    if (chosen_[i]->isChecked()) choice.switches.push_back(offered_[i]);
  return choice;
}

void AblationPanel::refresh_start() {
  const auto chosen = static_cast<int>(choice().switches.size());
  switches_->setText(chosen == static_cast<int>(offered_.size()) ? tr("All switches")
                     : chosen == 1                               ? tr("1 switch")
                                                                 : tr("%1 switches").arg(chosen));
  QString why = why_not_;
  if (why.isEmpty() && chosen == 0) why = tr("No switch is chosen");
  start_->setEnabled(!running_ && why.isEmpty());
  start_->setToolTip(why.isEmpty() ? tr("Measures %1").arg(subject_) : why);
  cancel_->setEnabled(running_);
  pairs_->setEnabled(!running_);
  switches_->setEnabled(!running_);
  bar_->setVisible(running_);
  export_->setEnabled(measured_);
  if (!running_) state_->set_full_text(why.isEmpty() ? subject_ : why);
}

void AblationPanel::show_subject(const QString& subject, const QString& why_not) {
  subject_ = subject;
  why_not_ = why_not;
  refresh_start();
}

void AblationPanel::begin() {
  running_ = true;
  measured_ = false;
  rows_->show({});
  shown_.clear();
  headline_->hide();
  findings_->clear();
  waterfall_->show_reason(tr("Planning the runs…"));
  bar_->setRange(0, 0);
  refresh_start();
  state_->set_full_text(tr("Preparing…"));
}

void AblationPanel::show_progress(const AblationProgress& progress) {
  if (!running_) return;
  bar_->setRange(0, static_cast<int>(progress.runs_planned));
  bar_->setValue(static_cast<int>(progress.runs_done));
  // Time left first: what does not fit is cut off at the end.
  QString text;
  if (progress.seconds_left) text = tr("%1 left · ").arg(to_qt(duration_words(*progress.seconds_left * 1e9)));
  text += tr("run %1 of %2: %3").arg(progress.runs_done + 1).arg(progress.runs_planned).arg(to_qt(progress.now));
  state_->set_full_text(text);
}

void AblationPanel::show_result(const AblationResult& result) {
  measured_ = true;
  waterfall_->show_result(result);
  rows_->show(ablation_table(result));
  shown_.clear();
  for (const AblationRow& row : result.rows) shown_.push_back(row.what);
  headline_->set_full_text(to_qt(headline(result)));
  headline_->show();
  show_findings(result, {});
}

void AblationPanel::show_findings(const AblationResult& result, const QStringList& problems) {
  QStringList all = problems + sentences(warning_words(result));
  if (const std::string words = interaction_words(result); !words.empty()) all << to_qt(words);
  all += sentences(surprise_words(result));
  all += sentences(condition_words(result.conditions));
  all += sentences(method_words(result));
  findings_->setText(all.join(QStringLiteral("\n\n")));
}

void AblationPanel::end(const FinishedAblation& finished) {
  running_ = false;
  anew_->setChecked(false);
  if (finished.result) {
    show_result(*finished.result);
    show_findings(*finished.result, finished.problems);
  } else {
    waterfall_->show_reason(finished.problems.join(QLatin1Char('\n')));
  }
  refresh_start();
}

QString AblationPanel::headline_text() const { return headline_->accessibleName(); }

void AblationPanel::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  setPalette(colours);
  waterfall_->set_theme(theme);
  table_->set_theme(theme);
  difference_->set_theme(theme);
}

}  // namespace stepscope::ui
