#include "ui/panels/beside_row.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QToolButton>
#include <algorithm>

#include "core/planning/planner_list.h"
#include "ui/bridge/text.h"
#include "ui/models/compare_text.h"
#include "ui/panels/icons.h"
#include "ui/panels/profile_combo.h"
#include "ui/theme/tip_text.h"

namespace stepscope::ui {

namespace {

const QString kNobody = QStringLiteral("nobody"), kLive = QStringLiteral("live:"), kKept = QStringLiteral("kept:"),
              kFolder = QStringLiteral("folder:");

QString key_of(const BesideChoice& choice) {
  switch (choice.kind) {
    case BesideChoice::Kind::kNobody:
      return kNobody;
    case BesideChoice::Kind::kLive:
      return kLive + to_qt(choice.asked.request.planner);
    case BesideChoice::Kind::kKept:
      return choice.kept.folder.empty() ? kKept + QString::number(choice.kept.run)
                                        : kFolder + path_text(choice.kept.folder);
  }
  return kNobody;
}

}  // namespace

BesideRow::BesideRow(int run, QWidget* parent)
    : QWidget(parent),
      run_(run),
      letter_(new QLabel(run_letter(run), this)),
      source_(new QComboBox(this)),
      profile_(new ProfileCombo(this)),
      options_button_(new QToolButton(this)),
      options_(new RunOptions(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  letter_->setMinimumWidth(fontMetrics().horizontalAdvance(QLatin1Char('W')) + 6);
  letter_->setAlignment(Qt::AlignCenter);
  source_->setAccessibleName(tr("Run %1").arg(run_letter(run)));
  source_->setToolTip(tr("Whom to see beside A: a planner that is run at the same time, or a run that was kept"));
  source_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  source_->setMinimumContentsLength(7);
  profile_->setAccessibleName(tr("Engine profile of %1").arg(run_letter(run)));
  profile_->setToolTip(tr("Engine profile: how the same is computed"));
  profile_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  profile_->setMinimumContentsLength(6);
  options_button_->setAutoRaise(true);
  options_button_->setAccessibleName(tr("Options of %1").arg(run_letter(run)));
  options_button_->setToolTip(tr("Planner parameters, controller, engine switches"));
  row->addWidget(letter_);
  row->addWidget(source_, 1);
  row->addWidget(profile_);
  row->addWidget(options_button_);
  choice_.asked.profile = EngineProfile::fast();
  fill_sources();
  show_now();
  QObject::connect(source_, qOverload<int>(&QComboBox::activated), this, &BesideRow::choose_source);
  QObject::connect(profile_, &ProfileCombo::chosen, this, &BesideRow::choose_profile);
  QObject::connect(profile_, &ProfileCombo::customWished, this, &BesideRow::open_options);
  QObject::connect(options_button_, &QToolButton::clicked, this, &BesideRow::open_options);
  QObject::connect(options_, &RunOptions::setupChanged, this, &BesideRow::take);
}

void BesideRow::fill_sources() {
  source_->clear();
  source_->addItem(tr("nobody"), kNobody);
  for (const PlannerEntry& planner : planner_list()) {
    source_->addItem(to_qt(planner.title), kLive + to_qt(planner.id));
    source_->setItemData(source_->count() - 1, tr("Live: %1").arg(to_qt(planner.description)), Qt::ToolTipRole);
  }
  if (!kept_.empty()) source_->insertSeparator(source_->count());
  for (const KeptChoice& kept : kept_) {
    source_->addItem(tr("kept: %1").arg(kept.title), kKept + QString::number(kept.run));
    source_->setItemData(source_->count() - 1, tip_text(kept.explanation), Qt::ToolTipRole);
  }
}

void BesideRow::show_kept(const std::vector<KeptChoice>& kept) {
  if (kept == kept_) return;
  kept_ = kept;
  fill_sources();
  show_now();
}

void BesideRow::show_choice(const BesideChoice& choice) {
  choice_ = choice;
  show_now();
}

void BesideRow::set_challenge(Challenge challenge) {
  choice_.asked.request.challenge = challenge;
  show_now();
}

void BesideRow::show_now() {
  const QString key = key_of(choice_);
  if (source_->findData(key) < 0) {  // not one of the list: of a folder, or the list is not there yet
    const std::filesystem::path& folder = choice_.kept.folder;
    source_->addItem(
        folder.empty() ? tr("kept: run %1").arg(choice_.kept.run) : tr("kept: %1").arg(path_text(folder.filename())),
        key);
    if (!folder.empty()) source_->setItemData(source_->count() - 1, tip_text(path_text(folder)), Qt::ToolTipRole);
  }
  source_->setCurrentIndex(source_->findData(key));
  const bool live = choice_.kind == BesideChoice::Kind::kLive;
  profile_->setVisible(live);
  options_button_->setVisible(live);
  const RunAsked& asked = choice_.asked;
  profile_->show_profile(asked.profile);
  const bool changed = !asked.request.parameters.empty() || asked.request.controller ||
                       asked.profile.name == "custom" || asked.request.agents != AgentRules::kReference;
  options_button_->setText(changed ? QStringLiteral("•") : QString());
  options_button_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  if (live) options_->show_setup(asked);
}

void BesideRow::choose_source(int index) {
  const QString key = source_->itemData(index).toString();
  BesideChoice chosen = choice_;
  if (key.startsWith(kLive)) {
    chosen.kind = BesideChoice::Kind::kLive;
    const std::string planner = key.mid(kLive.size()).toStdString();
    if (planner != chosen.asked.request.planner) chosen.asked.request.parameters.clear();
    chosen.asked.request.planner = planner;
  } else if (key.startsWith(kKept)) {
    chosen.kind = BesideChoice::Kind::kKept;
    chosen.kept = {.run = key.mid(kKept.size()).toLongLong(), .folder = {}};
  } else if (key.startsWith(kFolder)) {
    chosen.kind = BesideChoice::Kind::kKept;
    chosen.kept = {.run = 0, .folder = to_path(key.mid(kFolder.size()))};
  } else {
    chosen.kind = BesideChoice::Kind::kNobody;
  }
  if (chosen == choice_) return;
  choice_ = chosen;
  show_now();
  Q_EMIT choiceChanged();
}

void BesideRow::offer_profiles(const std::vector<EngineProfile>& own) { profile_->offer(own); }

void BesideRow::choose_profile(const EngineProfile& profile) {
  RunSetup setup = choice_.asked;
  setup.profile = profile;
  take(setup);
}

void BesideRow::take(const RunSetup& setup) {
  if (choice_.asked == setup) return;
  choice_.asked = setup;
  show_now();
  Q_EMIT choiceChanged();
}

// "custom" is what one puts together there.
void BesideRow::open_options() {
  profile_->show_profile(choice_.asked.profile);
  const QRect room = screen()->availableGeometry();  // a popup is not kept on the screen by itself
  options_->fit_into(room.size());
  QPoint corner = options_button_->mapToGlobal(QPoint(0, options_button_->height() + 2));
  corner.setX(std::max(room.left(), std::min(corner.x(), room.right() + 1 - options_->width())));
  corner.setY(std::max(room.top(), std::min(corner.y(), room.bottom() + 1 - options_->height())));
  options_->move(corner);
  options_->show();
}

void BesideRow::set_theme(const Theme& theme) {
  options_button_->setIcon(themed_icon(QStringLiteral("options"), theme));
  letter_->setStyleSheet(QStringLiteral("font-weight: 700; color: %1;").arg(theme.arm(run_).name()));
}

}  // namespace stepscope::ui
