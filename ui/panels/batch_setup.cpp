#include "ui/panels/batch_setup.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpressionValidator>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QToolButton>
#include <thread>

#include "core/planning/planner_list.h"
#include "ui/bridge/text.h"
#include "ui/panels/offered_choices.h"

namespace stepscope::ui {

namespace {

constexpr int kNoLimit = 0;
constexpr int kMostScenarios = 10'000'000;

QSpinBox* limit_box(const QString& name, const QString& tip, QWidget* parent) {
  auto* box = new QSpinBox(parent);
  box->setRange(kNoLimit, kMostScenarios);
  box->setSpecialValueText(BatchSetup::tr("all"));
  box->setAccessibleName(name);
  box->setToolTip(tip);
  return box;
}

QListWidgetItem* add_tick(QListWidget& list, const QString& text, const QString& tip) {
  auto* item = new QListWidgetItem(text, &list);
  item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
  item->setCheckState(Qt::Unchecked);
  item->setToolTip(tip);
  return item;
}

QListWidget* tick_list(const QString& name, QWidget* parent) {
  auto* list = new QListWidget(parent);
  list->setAccessibleName(name);
  list->setMinimumWidth(120);
  list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list->setTextElideMode(Qt::ElideRight);
  return list;
}

template <typename Use>
void for_each_ticked(const QListWidget& list, const Use& use) {
  for (int i = 0; i < list.count(); ++i)
    if (list.item(i)->checkState() == Qt::Checked) use(list.item(i)->data(Qt::UserRole));
}

}  // namespace

BatchSetup::BatchSetup(QWidget* parent)
    : QWidget(parent),
      planners_(tick_list(tr("Planners of the batch"), this)),
      challenges_(tick_list(tr("Challenges of the batch"), this)),
      scenarios_(new QLabel(this)),
      untagged_(new QCheckBox(tr("also untagged moments"), this)),
      per_type_(limit_box(tr("Scenarios per type"), tr("At most so many scenarios of each type, evenly chosen"), this)),
      most_(limit_box(tr("Scenarios in all"), tr("At most so many scenarios, evenly chosen"), this)),
      share_(new QDoubleSpinBox(this)),
      seed_(new QLineEdit(this)),
      folder_(new QLineEdit(this)),
      threads_(new QSpinBox(this)) {
  make_planners();
  make_challenges();
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 6, 8, 6);
  row->setSpacing(10);
  row->addWidget(planners_, 2);
  row->addWidget(challenges_, 3);
  row->addWidget(make_limits(), 5);
  QObject::connect(planners_, &QListWidget::itemChanged, this, &BatchSetup::note_ticked);
  QObject::connect(challenges_, &QListWidget::itemChanged, this, &BatchSetup::note_ticked);
  QObject::connect(folder_, &QLineEdit::textChanged, this, &BatchSetup::choiceChanged);
}

void BatchSetup::make_planners() {
  for (const PlannerEntry& planner : planner_list()) {
    const QString tip = planner.oracle ? tr("%1 Is told the recorded future.").arg(to_qt(planner.description))
                                       : to_qt(planner.description);
    add_tick(*planners_, to_qt(planner.title), tip)->setData(Qt::UserRole, to_qt(planner.id));
  }
}

void BatchSetup::make_challenges() {
  for (const auto& [challenge, refused] : offered_challenges()) {
    QListWidgetItem* item = add_tick(*challenges_, to_qt(challenge_title(challenge)),
                                     refused.isEmpty() ? to_qt(challenge_title(challenge)) : refused);
    item->setData(Qt::UserRole, static_cast<int>(challenge));
    if (!refused.isEmpty()) item->setFlags(Qt::NoItemFlags);
  }
}

QWidget* BatchSetup::make_limits() {
  scenarios_->setProperty("role", QStringLiteral("muted"));
  untagged_->setToolTip(tr("Moments without a tag belong to no scenario type; most of a log is such"));
  share_->setRange(0.1, 100.0);
  share_->setValue(100.0);
  share_->setDecimals(1);
  share_->setSuffix(tr(" %"));
  share_->setAccessibleName(tr("Share of the scenarios"));
  share_->setToolTip(tr("This share of them, evenly chosen"));
  seed_->setPlaceholderText(tr("none"));
  seed_->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{0,19}")), seed_));
  seed_->setAccessibleName(tr("Seed of the random choice"));
  seed_->setToolTip(tr("A number chooses at random, the same number always the same; empty chooses evenly"));
  seed_->setMaximumWidth(per_type_->sizeHint().width());
  folder_->setAccessibleName(tr("Folder of the results"));
  folder_->setToolTip(tr("Run folders and tables are written here; what is complete there is not run again"));
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  threads_->setRange(1, std::max(1, 4 * cores));
  threads_->setValue(std::max(1, cores));
  threads_->setAccessibleName(tr("Runs at a time"));
  threads_->setToolTip(tr("Runs at a time; this computer has %1 cores").arg(cores));
  auto* browse = new QToolButton(this);
  browse->setText(QStringLiteral("…"));
  browse->setToolTip(tr("Choose the folder"));
  browse->setAccessibleName(tr("Choose the folder of the results"));
  QObject::connect(browse, &QToolButton::clicked, this, &BatchSetup::ask_for_folder);

  auto* limits = new QWidget(this);
  auto* grid = new QGridLayout(limits);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(4);
  const auto label = [limits](const QString& text) { return new QLabel(text, limits); };
  grid->addWidget(scenarios_, 0, 0, 1, 4);
  grid->addWidget(label(tr("per type")), 1, 0);
  grid->addWidget(per_type_, 1, 1);
  grid->addWidget(label(tr("in all")), 1, 2);
  grid->addWidget(most_, 1, 3);
  grid->addWidget(label(tr("share")), 2, 0);
  grid->addWidget(share_, 2, 1);
  grid->addWidget(label(tr("seed")), 2, 2);
  grid->addWidget(seed_, 2, 3);
  grid->addWidget(label(tr("at a time")), 3, 0);
  grid->addWidget(threads_, 3, 1);
  grid->addWidget(untagged_, 3, 2, 1, 2);
  auto* folder = new QHBoxLayout;
  folder->addWidget(folder_, 1);
  folder->addWidget(browse);
  grid->addWidget(label(tr("folder")), 4, 0);
  grid->addLayout(folder, 4, 1, 1, 3);
  grid->setColumnStretch(1, 1);
  grid->setColumnStretch(3, 1);
  grid->setRowStretch(5, 1);
  return limits;
}

BatchChoice BatchSetup::choice() const {
  BatchChoice choice;
  for_each_ticked(*planners_, [&](const QVariant& id) { choice.planners.push_back(id.toString().toStdString()); });
  for_each_ticked(*challenges_,
                  [&](const QVariant& value) { choice.challenges.push_back(static_cast<Challenge>(value.toInt())); });
  choice.most_per_type = per_type_->value();
  choice.most = most_->value();
  choice.share_percent = share_->value();
  if (!seed_->text().isEmpty()) choice.seed = seed_->text().toULongLong();
  if (untagged_->isChecked()) choice.untagged = UntaggedMoments::kIncluded;
  choice.folder = folder_->text().trimmed();
  choice.threads = threads_->value();
  return choice;
}

void BatchSetup::follow(const RunRequest& request) {
  if (ticked_by_user_) return;
  const QScopedValueRollback guard(following_, true);
  const auto tick = [](QListWidget& list, const QVariant& value) {
    for (int i = 0; i < list.count(); ++i)
      list.item(i)->setCheckState(list.item(i)->data(Qt::UserRole) == value ? Qt::Checked : Qt::Unchecked);
  };
  tick(*planners_, to_qt(request.planner));
  tick(*challenges_, static_cast<int>(request.challenge));
  Q_EMIT choiceChanged();
}

void BatchSetup::note_ticked() {
  if (following_) return;
  ticked_by_user_ = true;
  Q_EMIT choiceChanged();
}

void BatchSetup::show_folder(const QString& folder) { folder_->setText(folder); }

void BatchSetup::show_scenarios(const QString& text) { scenarios_->setText(text); }

void BatchSetup::ask_for_folder() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of the results"), folder_->text());
  if (!folder.isEmpty()) show_folder(folder);
}

}  // namespace stepscope::ui
