#include "ui/panels/python_profile_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedLayout>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/bridge/text.h"
#include "ui/models/quantity_text.h"
#include "ui/panels/data_table.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

enum Page { kEmpty, kProfile };

QLabel* wrapped(QWidget* parent, const char* role) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setProperty("role", QString::fromLatin1(role));
  return label;
}

// "1 228 (8.24 per step)"
QString counted(const PythonProfile& profile, std::int64_t count) {
  if (profile.steps == 0) return count_text(count);
  return PythonProfilePanel::tr("%1 (%2 per step)")
      .arg(count_text(count), three_digits(profile.per_step(static_cast<double>(count))));
}

QString counts_of(const PythonProfile& profile) {
  const QueryCounts& q = profile.queries;
  if (!q.built_ins) return PythonProfilePanel::tr("Built-in functions were not profiled: no statements are counted.");
  QString text = PythonProfilePanel::tr("Statements: %1 · connections: %2")
                     .arg(counted(profile, q.statements), counted(profile, q.connections));
  if (q.resumptions > 0)
    text += PythonProfilePanel::tr(" · %1 calls of row generators are resumptions, no queries")
                .arg(counted(profile, q.resumptions));
  if (q.lazy_loads > 0)
    text += PythonProfilePanel::tr(" · %1 rows loaded lazily, a statement each").arg(counted(profile, q.lazy_loads));
  return text;
}

void add_row(QTabWidget& tabs, QWidget* content, const QString& title) {
  tabs.addTab(content, title);
  content->setAccessibleName(title);
}

}  // namespace

PythonProfilePanel::PythonProfilePanel(QWidget* parent)
    : QWidget(parent),
      pages_(new QStackedLayout(this)),
      empty_(wrapped(this, "muted")),
      facts_(wrapped(this, "heading")),
      counts_(wrapped(this, "muted")),
      import_(new QPushButton(tr("Import…"), this)),
      save_(new QPushButton(tr("Save…"), this)),
      tabs_(new QTabWidget(this)),
      stages_(new DataTable(PythonStageModel::kFileRole, QStringLiteral("python_stages.csv"), this)),
      functions_(new DataTable(PythonFunctionModel::kFileRole, QStringLiteral("python_functions.csv"), this)),
      sentences_(new QListWidget(this)),
      filter_(new QLineEdit(this)),
      choice_(new QComboBox(this)) {
  setAccessibleName(tr("Python profile"));
  setAutoFillBackground(true);
  auto* first = new QWidget(this);
  auto* column = new QVBoxLayout(first);
  empty_->setAlignment(Qt::AlignCenter);
  auto* choose_file = new QPushButton(tr("Import Python profile…"), first);
  choose_file->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  column->addStretch(1);
  column->addWidget(empty_);
  column->addWidget(choose_file, 0, Qt::AlignHCenter);
  column->addStretch(2);
  pages_->addWidget(first);
  pages_->addWidget(make_content());
  for (QPushButton* button : {choose_file, import_})
    QObject::connect(button, &QPushButton::clicked, this, &PythonProfilePanel::importWished);
  QObject::connect(save_, &QPushButton::clicked, this, &PythonProfilePanel::saveWished);
  for (DataTable* table : {stages_, functions_})
    QObject::connect(table, &DataTable::exportFailed, this, &PythonProfilePanel::exportFailed);
  show_busy(false);
}

QWidget* PythonProfilePanel::make_content() {
  auto* page = new QWidget(this);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* header = new QHBoxLayout;
  header->setContentsMargins(8, 4, 8, 2);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(facts_);
  words->addWidget(counts_);
  header->addLayout(words, 1);
  header->addWidget(import_, 0, Qt::AlignTop);
  header->addWidget(save_, 0, Qt::AlignTop);
  column->addLayout(header);
  import_->setToolTip(tr("Read another .stats file of Python's cProfile"));
  save_->setToolTip(tr("Save all of it as Markdown"));

  stages_->setModel(&stage_rows_);
  stages_->setIconSize(QSize(12, 12));
  stages_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  sentences_->setWordWrap(true);
  sentences_->setFrameShape(QFrame::NoFrame);
  sentences_->setSelectionMode(QAbstractItemView::NoSelection);
  sentences_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  sentences_->setSpacing(2);
  tabs_->setDocumentMode(true);
  add_row(*tabs_, stages_, tr("Stages"));
  add_row(*tabs_, make_functions(), tr("Functions"));
  add_row(*tabs_, sentences_, tr("How to read it"));
  column->addWidget(tabs_, 1);
  return page;
}

QWidget* PythonProfilePanel::make_functions() {
  auto* page = new QWidget(this);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 2, 0, 0);
  column->setSpacing(2);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(8, 0, 8, 0);
  filter_->setPlaceholderText(tr("Filter by name or file"));
  filter_->setAccessibleName(tr("Filter of the functions"));
  filter_->setClearButtonEnabled(true);
  choice_->setAccessibleName(tr("Functions shown"));
  choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  line->addWidget(filter_, 1);
  line->addWidget(choice_);
  column->addLayout(line);
  function_order_.setSourceModel(&function_rows_);
  functions_->setModel(&function_order_);
  functions_->setSortingEnabled(true);
  functions_->sortByColumn(PythonFunctionModel::kOwn, Qt::DescendingOrder);
  functions_->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
  functions_->horizontalHeader()->setStretchLastSection(true);
  functions_->setColumnWidth(PythonFunctionModel::kFunction, 300);
  functions_->setAccessibleName(tr("Functions of the profile"));
  functions_->set_empty_text(tr("No function fits: clear the filter, or choose other functions"));
  column->addWidget(functions_, 1);
  QObject::connect(filter_, &QLineEdit::textChanged, this, &PythonProfilePanel::choose);
  QObject::connect(choice_, &QComboBox::currentIndexChanged, this, &PythonProfilePanel::choose);
  return page;
}

// Index 0: all; 1: no rule; from 2 on: the parts that have time, with the part as data.
void PythonProfilePanel::fill_choices() {
  const QSignalBlocker quiet(choice_);
  choice_->clear();
  choice_->addItem(tr("all functions"));
  choice_->addItem(tr("no rule names them"));
  for (std::size_t p = 0; p < kProfilePartCount; ++p)
    if (const auto part = static_cast<ProfilePart>(p); profile_->part_s(part) > 0.0)
      choice_->addItem(to_qt(part_title(part)), static_cast<int>(p));
}

void PythonProfilePanel::choose() {
  using Kind = PythonFunctionChoice::Kind;
  const int index = choice_->currentIndex();
  function_order_.choose({.kind = index <= 0   ? Kind::kAll
                                  : index == 1 ? Kind::kNoRule
                                               : Kind::kPart,
                          .part = static_cast<ProfilePart>(choice_->currentData().toInt()),
                          .words = filter_->text()});
}

void PythonProfilePanel::show_profile(const PythonProfilePtr& profile) {
  profile_ = profile;
  stage_rows_.show(profile_, run_);
  function_rows_.show(profile_);
  fill_choices();
  choose();
  sentences_->clear();
  for (const std::string& sentence : profile_sentences(*profile_)) sentences_->addItem(to_qt(sentence));
  show_header();
  pages_->setCurrentIndex(kProfile);
}

void PythonProfilePanel::show_run(const std::optional<RunStatistics>& run, const QString& name) {
  run_ = run;
  run_name_ = name;
  if (!profile_) return;
  stage_rows_.show(profile_, run_);
  show_header();
}

void PythonProfilePanel::show_header() {
  QString facts = to_qt(profile_->name) + QStringLiteral(": ");
  facts += profile_->steps > 0
               ? tr("%1 s over %2 steps").arg(three_digits(profile_->profiled_s), count_text(profile_->steps))
               : tr("%1 s, number of steps unknown").arg(three_digits(profile_->profiled_s));
  facts += run_ ? tr(" · beside %1").arg(run_name_) : tr(" · no run beside it yet");
  facts_->setText(facts);
  counts_->setText(counts_of(*profile_));
}

void PythonProfilePanel::show_busy(bool busy) {
  empty_->setText(busy ? tr("Reading the profile…")
                       : tr("No profile yet. Import a .stats file that Python's cProfile wrote of the reference "
                            "simulator, or drop it on the window."));
}

void PythonProfilePanel::set_theme(const Theme& theme) {
  stages_->set_theme(theme);
  functions_->set_theme(theme);
  QPalette colours = sentences_->palette();
  colours.setColor(QPalette::Base, theme.panel);
  sentences_->setPalette(colours);
}

}  // namespace stepscope::ui
