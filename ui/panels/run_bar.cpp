#include "ui/panels/run_bar.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QResizeEvent>
#include <QScreen>
#include <QToolButton>
#include <algorithm>

#include "core/planning/planner_list.h"
#include "ui/bridge/text.h"
#include "ui/panels/elided_label.h"
#include "ui/panels/icons.h"
#include "ui/panels/offered_choices.h"
#include "ui/panels/profile_combo.h"

namespace stepscope::ui {

namespace {

constexpr double kSpeeds[] = {0.0, 1.0, 2.0, 5.0, 10.0};

QToolButton* button_for(QAction* action, QWidget* parent, Qt::ToolButtonStyle style = Qt::ToolButtonIconOnly) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setToolButtonStyle(style);
  button->setAutoRaise(true);
  button->setIconSize({20, 20});
  button->setAccessibleName(QString(action->text()).remove(QLatin1Char('&')));
  return button;
}

// Wide enough for each of the texts it can have: no button moves away under the mouse when one changes.
QToolButton* steady(QToolButton* button, const QStringList& texts) {
  int widest = 0;
  for (const QString& text : texts) widest = std::max(widest, button->fontMetrics().horizontalAdvance(text));
  button->setMinimumWidth(button->iconSize().width() + widest + 24);
  return button;
}

void explain(QComboBox& combo, const QString& name, const QString& tip) {
  combo.setAccessibleName(name);
  combo.setToolTip(tip);
  combo.setSizeAdjustPolicy(QComboBox::AdjustToContents);
}

}  // namespace

RunBar::RunBar(const RunBarActions& actions, QWidget* parent)
    : QWidget(parent),
      scenario_(new ElidedLabel(this)),
      planner_(new QComboBox(this)),
      challenge_(new QComboBox(this)),
      profile_(new ProfileCombo(this)),
      options_button_(new QToolButton(this)),
      options_(new RunOptions(this)),
      speed_(new QComboBox(this)),
      progress_(new QProgressBar(this)),
      lines_(new QVBoxLayout(this)),
      setup_group_(make_setup_group(actions)),
      transport_group_(make_transport_group(actions)) {
  setObjectName(QStringLiteral("runBar"));
  lines_->setContentsMargins(6, 4, 6, 4);
  lines_->setSpacing(4);
  lines_->addWidget(setup_group_, 1);
  lines_->addWidget(transport_group_);
  QObject::connect(planner_, qOverload<int>(&QComboBox::activated), this, &RunBar::choose_planner);
  QObject::connect(challenge_, qOverload<int>(&QComboBox::activated), this, &RunBar::choose_challenge);
  QObject::connect(profile_, &ProfileCombo::chosen, this, &RunBar::choose_profile);
  QObject::connect(profile_, &ProfileCombo::customWished, this, &RunBar::open_options);
  QObject::connect(options_button_, &QToolButton::clicked, this, &RunBar::open_options);
  QObject::connect(options_, &RunOptions::setupChanged, this, &RunBar::take_over);
  QObject::connect(speed_, qOverload<int>(&QComboBox::activated), this, [this] { Q_EMIT speedChanged(speed()); });
  show_scenario({}, {});
  show_setup(setup_);
  show_progress(0, 0);
}

QWidget* RunBar::make_setup_group(const RunBarActions& actions) {
  auto* group = new QWidget(this);
  auto* row = new QHBoxLayout(group);
  row->setContentsMargins(0, 0, 0, 0);
  for (const PlannerEntry& planner : planner_list()) {
    planner_->addItem(to_qt(planner.title), to_qt(planner.id));
    planner_->setItemData(planner_->count() - 1,
                          planner.oracle ? tr("%1 Is told the recorded future.").arg(to_qt(planner.description))
                                         : to_qt(planner.description),
                          Qt::ToolTipRole);
  }
  for (const auto& [challenge, refused] : offered_challenges()) {
    challenge_->addItem(to_qt(challenge_title(challenge)), static_cast<int>(challenge));
    if (!refused.isEmpty()) refuse_item(*challenge_, challenge_->count() - 1, refused);
  }
  explain(*planner_, tr("Planner"), tr("Planner: decides where the ego goes"));
  explain(*challenge_, tr("Challenge"),
          tr("Challenge: open loop replays the recorded ego, closed loop drives along the plan"));
  explain(*profile_, tr("Engine profile"),
          tr("Engine profile: fast; baseline works as the reference simulator (same trajectory but for rounding, "
             "slower); the others lie between: baseline with the first 3, 6, 9 and 12 of the twelve optimisations"));
  options_button_->setText(tr("Options"));
  options_button_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  steady(options_button_, {tr("Options •")});
  options_button_->setToolTip(tr("Planner parameters, controller, engine switches"));
  options_button_->setAutoRaise(true);
  scenario_->setProperty("role", QStringLiteral("scenario"));

  row->addWidget(button_for(actions.open, group, Qt::ToolButtonTextBesideIcon));
  row->addWidget(scenario_, 1);
  for (QWidget* part : {static_cast<QWidget*>(planner_), static_cast<QWidget*>(challenge_),
                        static_cast<QWidget*>(profile_), static_cast<QWidget*>(options_button_)})
    row->addWidget(part);
  return group;
}

QWidget* RunBar::make_transport_group(const RunBarActions& actions) {
  auto* group = new QWidget(this);
  auto* row = new QHBoxLayout(group);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  for (const double speed : kSpeeds) speed_->addItem(speed > 0.0 ? tr("×%1").arg(speed) : tr("max"), speed);
  explain(*speed_, tr("Speed"), tr("Speed: ×1 is real time, max is as fast as the machine goes"));
  progress_->setAccessibleName(tr("Steps done"));
  progress_->setMinimumWidth(fontMetrics().horizontalAdvance(tr("at step %1 · %2/%3").arg(149).arg(149).arg(149)) + 16);
  progress_->setAlignment(Qt::AlignCenter);
  row->addWidget(steady(button_for(actions.run, group, Qt::ToolButtonTextBesideIcon), {tr("Run"), tr("Run again")}));
  for (QAction* action : {actions.play, actions.step, actions.stop}) row->addWidget(button_for(action, group));
  row->addWidget(speed_);
  row->addWidget(progress_, 1);
  row->addWidget(steady(button_for(actions.live, group, Qt::ToolButtonTextBesideIcon), {tr("Live"), tr("To newest")}));
  return group;
}

void RunBar::set_theme(const Theme& theme) { options_button_->setIcon(themed_icon(QStringLiteral("options"), theme)); }

void RunBar::show_scenario(const QString& title, const QString& explanation) {
  scenario_->set_full_text(title.isEmpty() ? tr("no scenario chosen") : title);
  scenario_->set_explanation(explanation);
  scenario_->setEnabled(!title.isEmpty());
  arrange();
}

void RunBar::show_setup(const RunSetup& setup) {
  setup_ = setup;
  planner_->setCurrentIndex(std::max(0, planner_->findData(to_qt(setup.request.planner))));
  challenge_->setCurrentIndex(challenge_->findData(static_cast<int>(setup.request.challenge)));
  profile_->show_profile(setup.profile);
  const bool changed = !setup.request.parameters.empty() || setup.request.controller ||
                       !EngineProfile::named(setup.profile.name).ok() || setup.request.agents != AgentRules::kReference;
  options_button_->setText(changed ? tr("Options •") : tr("Options"));
  options_->show_setup(setup);
}

void RunBar::take_over(const RunSetup& setup) {
  show_setup(setup);
  Q_EMIT setupChanged(setup_);
}

void RunBar::choose_planner(int index) {
  RunSetup setup = setup_;
  setup.request.planner = planner_->itemData(index).toString().toStdString();
  if (setup.request.planner != setup_.request.planner) setup.request.parameters.clear();
  take_over(setup);
}

void RunBar::choose_challenge(int index) {
  RunSetup setup = setup_;
  setup.request.challenge = static_cast<Challenge>(challenge_->itemData(index).toInt());
  take_over(setup);
}

void RunBar::offer_profiles(const std::vector<EngineProfile>& own) { profile_->offer(own); }

void RunBar::choose_profile(const EngineProfile& profile) {
  RunSetup setup = setup_;
  setup.profile = profile;
  take_over(setup);
}

// "custom" is what one puts together there.
void RunBar::open_options() {
  profile_->show_profile(setup_.profile);
  const QRect room = screen()->availableGeometry();  // a popup is not kept on the screen by itself
  options_->fit_into(room.size());
  QPoint corner = options_button_->mapToGlobal(QPoint(0, options_button_->height() + 2));
  corner.setX(std::max(room.left(), std::min(corner.x(), room.right() + 1 - options_->width())));
  corner.setY(std::max(room.top(), std::min(corner.y(), room.bottom() + 1 - options_->height())));
  options_->move(corner);
  options_->show();
}

void RunBar::show_progress(int done, int total) {
  done_ = done;
  total_ = total;
  write_progress();
}

void RunBar::show_cursor(int step) {
  cursor_ = step;
  write_progress();
}

void RunBar::write_progress() {
  progress_->setRange(0, std::max(1, total_));
  progress_->setValue(done_);
  if (total_ == 0)
    progress_->setFormat(tr("not run yet"));
  else if (cursor_ < 0)
    progress_->setFormat(QStringLiteral("%1/%2").arg(done_).arg(total_));
  else
    progress_->setFormat(tr("at step %1 · %2/%3").arg(cursor_).arg(done_).arg(total_));
}

void RunBar::show_speed(double speed) { speed_->setCurrentIndex(std::max(0, speed_->findData(speed))); }

double RunBar::speed() const { return speed_->currentData().toDouble(); }

void RunBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void RunBar::arrange() {
  const int scenario_gives_way = scenario_->sizeHint().width() - 160;
  const int needed =
      setup_group_->sizeHint().width() - std::max(0, scenario_gives_way) + transport_group_->sizeHint().width() + 24;
  lines_->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

}  // namespace stepscope::ui
