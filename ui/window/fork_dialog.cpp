#include "ui/window/fork_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "core/fork/fork_changes.h"
#include "core/planning/planner_list.h"
#include "core/profile/kept_profiles.h"
#include "ui/bridge/text.h"
#include "ui/panels/profile_combo.h"

namespace stepscope::ui {

namespace {

constexpr QSize kSize{520, 620};

// A choice above what it means.
QLayout* with_note(QWidget* choice, QLabel* note) {
  note->setTextFormat(Qt::PlainText);
  note->setWordWrap(true);
  note->setProperty("role", QStringLiteral("muted"));
  auto* column = new QVBoxLayout;
  column->setSpacing(2);
  column->addWidget(choice);
  column->addWidget(note);
  return column;
}

}  // namespace

ForkDialog::ForkDialog(std::shared_ptr<const ForkParent> parent, int step, const std::vector<EngineProfile>& own,
                       QWidget* widget)
    : QDialog(widget),
      parent_(std::move(parent)),
      setup_{.request = parent_->request, .profile = parent_->profile},
      step_(new QSpinBox(this)),
      moment_(new QLabel(this)),
      planner_(new QComboBox(this)),
      planner_note_(new QLabel(this)),
      profile_(new ProfileCombo(this)),
      profile_note_(new QLabel(this)),
      options_(new RunOptions(this)),
      changes_(new QLabel(this)),
      beside_(new QCheckBox(tr("Show the run forked from beside it"), this)),
      paused_(new QCheckBox(tr("Stay at this step: I go on myself"), this)) {
  setWindowTitle(tr("Fork the run"));
  setObjectName(QStringLiteral("forkDialog"));
  step_->setRange(0, parent_->last_fork());
  step_->setValue(std::clamp(step, 0, parent_->last_fork()));
  step_->setAccessibleName(tr("Step to go on from"));
  step_->setToolTip(tr("The first step that is made anew; those before stay as they were"));
  changes_->setTextFormat(Qt::PlainText);
  changes_->setWordWrap(true);
  changes_->setAccessibleName(tr("What is changed"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  start_ = buttons->addButton(tr("Fork"), QDialogButtonBox::AcceptRole);
  start_->setDefault(true);
  auto* all = new QVBoxLayout(this);
  all->addWidget(make_choices());
  all->addWidget(options_, 1);
  all->addWidget(changes_);
  all->addWidget(beside_);
  all->addWidget(paused_);
  all->addWidget(buttons);
  QObject::connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  QObject::connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  QObject::connect(step_, qOverload<int>(&QSpinBox::valueChanged), this, &ForkDialog::show_changes);
  QObject::connect(planner_, qOverload<int>(&QComboBox::activated), this, &ForkDialog::pick_planner);
  QObject::connect(options_, &RunOptions::setupChanged, this, [this](const RunSetup& setup) {
    setup_ = setup;
    show_profile();
    show_changes();
  });
  QObject::connect(profile_, &ProfileCombo::chosen, this, [this](const EngineProfile& profile) {
    setup_.profile = profile;
    show_wish();
  });
  QObject::connect(profile_, &ProfileCombo::customWished, this, [this] {  // custom once a switch is changed
    show_profile();
    options_->setFocus();
  });
  beside_->setToolTip(tr("Both scenes on one clock, in Compare; the run forked from has to be kept"));
  profile_->offer(own);
  show_wish();
  planner_->setFocus();
  resize(kSize.boundedTo(widget != nullptr ? widget->size() - QSize(40, 60) : kSize));
}

QWidget* ForkDialog::make_choices() {
  for (const PlannerEntry& entry : planner_list()) {
    planner_->addItem(to_qt(entry.title), to_qt(entry.id));
    planner_->setItemData(planner_->count() - 1, to_qt(entry.description), Qt::ToolTipRole);
  }
  planner_->setCurrentIndex(planner_->findData(to_qt(setup_.request.planner)));
  planner_->setAccessibleName(tr("Planner from there on"));
  options_->setWindowFlags(Qt::Widget);  // as a page, not below a button
  auto* choices = new QWidget(this);
  auto* at = new QWidget(choices);
  auto* row = new QHBoxLayout(at);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(step_);
  row->addWidget(moment_, 1);
  auto* form = new QFormLayout(choices);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(tr("From step"), at);
  profile_->setAccessibleName(tr("Engine profile"));
  form->addRow(tr("Planner"), with_note(planner_, planner_note_));
  form->addRow(tr("Profile"), with_note(profile_, profile_note_));
  return choices;
}

void ForkDialog::pick_planner(int index) {
  const std::string id = planner_->itemData(index).toString().toStdString();
  if (id == setup_.request.planner) return;
  setup_.request.planner = id;
  setup_.request.parameters.clear();
  if (id == parent_->request.planner) setup_.request.parameters = parent_->request.parameters;
  show_wish();
}

void ForkDialog::choose_planner(const std::string& id) {
  planner_->setCurrentIndex(planner_->findData(to_qt(id)));
  pick_planner(planner_->currentIndex());
}

void ForkDialog::choose(const RunSetup& setup) {
  setup_ = setup;
  planner_->setCurrentIndex(planner_->findData(to_qt(setup.request.planner)));
  show_wish();
}

// Everywhere what is wished for now.
void ForkDialog::show_wish() {
  const PlannerEntry* planner = find_planner(setup_.request.planner);
  planner_note_->setText(planner == nullptr ? QString()
                         : planner->oracle  ? tr("%1 Is told the recorded future.").arg(to_qt(planner->description))
                                            : to_qt(planner->description));
  show_profile();
  options_->show_setup(setup_);
  show_changes();
}

void ForkDialog::show_profile() {
  profile_->show_profile(setup_.profile);
  profile_note_->setText(to_qt(profile_sentence(setup_.profile)));
}

QString ForkDialog::profile_note() const { return profile_note_->text(); }

void ForkDialog::choose_step(int step) { step_->setValue(step); }

ForkTask ForkDialog::task() const {
  return {.parent = parent_, .wish = {.step = step_->value(), .request = setup_.request, .profile = setup_.profile}};
}

bool ForkDialog::beside() const { return beside_->isChecked(); }
void ForkDialog::set_beside(bool beside) { beside_->setChecked(beside); }

StartMode ForkDialog::start_mode() const { return paused_->isChecked() ? StartMode::kPaused : StartMode::kPlaying; }

QStringList ForkDialog::changes() const {
  QStringList lines;
  for (const std::string& change : changes_between(parent_->request, parent_->profile, setup_.request, setup_.profile))
    lines << to_qt(change);
  return lines;
}

bool ForkDialog::can_start() const { return start_->isEnabled(); }

void ForkDialog::show_changes() {
  const Scenario& scenario = *parent_->scenario;
  moment_->setText(tr("%1 s after the beginning; steps 0 to %2 can be chosen")
                       .arg(seconds_between(scenario.time(0), scenario.time(step_->value())), 0, 'f', 1)
                       .arg(parent_->last_fork()));
  const Status possible = check_fork(*parent_, task().wish);
  const QStringList lines = changes();
  start_->setEnabled(possible.ok());
  if (!possible.ok()) return changes_->setText(error_text(possible.error()));
  changes_->setText(lines.isEmpty() ? tr("Nothing is changed: the run will be the same again.")
                                    : tr("Changed: %1").arg(lines.join(QStringLiteral("; "))));
}

}  // namespace stepscope::ui
