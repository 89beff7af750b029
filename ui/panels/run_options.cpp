#include "ui/panels/run_options.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "core/learning/network_options.h"
#include "core/planning/planner_list.h"
#include "core/profile/profile_file.h"
#include "ui/bridge/text.h"
#include "ui/panels/model_picker.h"
#include "ui/panels/offered_choices.h"

namespace stepscope::ui {

namespace {

void clear_form(QFormLayout& form) {
  while (form.rowCount() > 0) form.removeRow(0);
}

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", QStringLiteral("heading"));
  return label;
}

// The name of a profile whose switches these are, or "custom".
std::string name_of(const EngineProfile& profile) {
  const std::string named = name_of_switches(profile);
  return named.empty() ? "custom" : named;
}

}  // namespace

RunOptions::RunOptions(QWidget* parent)
    : QFrame(parent, Qt::Popup),
      scroll_(new QScrollArea(this)),
      page_(new QWidget(scroll_)),
      planner_(heading({}, page_)),
      parameters_(new QFormLayout),
      controller_(new QComboBox(this)),
      agents_(new QComboBox(this)),
      switches_(new QFormLayout) {
  setObjectName(QStringLiteral("runOptions"));
  setFrameShape(QFrame::StyledPanel);
  controller_->setAccessibleName(tr("Controller"));
  controller_->setToolTip(tr("What turns the plan into motion"));
  controller_->addItem(tr("as the challenge says"));
  for (const auto& [kind, refused] : offered_controllers()) {
    controller_->addItem(to_qt(controller_key(kind)), static_cast<int>(kind));
    if (!refused.isEmpty()) refuse_item(*controller_, controller_->count() - 1, refused);
  }
  agents_->setAccessibleName(tr("Reactive agents"));
  agents_->setToolTip(
      tr("How agents that react are made and driven: with the faults of the reference simulator, counted, or without"));
  for (const AgentRules rules : {AgentRules::kReference, AgentRules::kFixed})
    agents_->addItem(to_qt(agents_key(rules)), static_cast<int>(rules));
  auto* reset = new QPushButton(tr("Reset to defaults"), this);

  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(scroll_);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* column = new QVBoxLayout(page_);
  column->setContentsMargins(14, 12, 14, 12);
  column->addWidget(planner_);
  column->addLayout(parameters_);
  column->addSpacing(8);
  column->addWidget(heading(tr("Controller"), this));
  column->addWidget(controller_);
  column->addSpacing(8);
  column->addWidget(heading(tr("Reactive agents"), this));
  column->addWidget(agents_);
  column->addSpacing(8);
  auto* switches = heading(tr("Engine switches"), this);
  switches->setToolTip(
      tr("Only the canvas of map-raster, inference and device change what a network gives, by a little"));
  column->addWidget(switches);
  column->addLayout(switches_);
  column->addSpacing(8);
  column->addWidget(reset, 0, Qt::AlignRight);
  scroll_->setWidget(page_);
  QObject::connect(controller_, qOverload<int>(&QComboBox::activated), this, &RunOptions::edit_controller);
  QObject::connect(agents_, qOverload<int>(&QComboBox::activated), this, &RunOptions::edit_agents);
  QObject::connect(reset, &QPushButton::clicked, this, &RunOptions::reset);
}

void RunOptions::show_setup(const RunSetup& setup) {
  const QScopedValueRollback guard(showing_, true);
  const bool other_planner = setup.request.planner != setup_.request.planner || parameters_->rowCount() == 0;
  const bool other_parameters = setup.request.parameters != setup_.request.parameters;
  setup_ = setup;
  if (other_planner || (other_parameters && !isVisible())) rebuild_parameters();
  rebuild_switches();
  const int index = setup_.request.controller ? controller_->findData(static_cast<int>(*setup_.request.controller)) : 0;
  controller_->setItemText(
      0, tr("%1 (as the challenge says)").arg(to_qt(controller_key(default_controller(setup_.request.challenge)))));
  controller_->setCurrentIndex(index);
  agents_->setCurrentIndex(agents_->findData(static_cast<int>(setup_.request.agents)));
  agents_->setEnabled(setup_.request.challenge == Challenge::kClosedLoopReactiveAgents);
}

void RunOptions::rebuild_parameters() {
  clear_form(*parameters_);
  picker_ = nullptr;
  const PlannerEntry* planner = find_planner(setup_.request.planner);
  if (planner == nullptr) return;
  planner_->setText(tr("Parameters of %1").arg(to_qt(planner->title)));
  if (planner->parameters.empty()) {
    auto* none = new QLabel(tr("none"), this);
    none->setEnabled(false);
    parameters_->addRow(none);
  }
  for (const PlannerParameter& parameter : planner->parameters) {
    if (planner->model_file && parameter.name == "model") {
      add_model(parameter);
      continue;
    }
    const auto set = setup_.request.parameters.find(parameter.name);
    auto* edit =
        new QLineEdit(to_qt(set == setup_.request.parameters.end() ? parameter.default_value : set->second), this);
    edit->setToolTip(tr("%1; default %2 %3")
                         .arg(to_qt(parameter.meaning), to_qt(parameter.default_value), to_qt(parameter.unit))
                         .trimmed());
    edit->setAccessibleName(to_qt(parameter.name));
    const QString name = type_text(parameter.name);
    auto* label = new QLabel(parameter.unit.empty() ? name : tr("%1, %2").arg(name, to_qt(parameter.unit)), this);
    label->setToolTip(edit->toolTip());
    parameters_->addRow(label, edit);
    QObject::connect(edit, &QLineEdit::textEdited, this, [this, parameter](const QString& text) {
      edit_parameter(parameter.name, parameter.default_value, text);
    });
  }
}

void RunOptions::add_model(const PlannerParameter& parameter) {
  picker_ = new ModelPicker(page_);
  auto* label = new QLabel(type_text(parameter.name), page_);
  label->setToolTip(to_qt(parameter.meaning));
  parameters_->addRow(label, picker_);
  QObject::connect(picker_, &ModelPicker::modelChosen, this, [this, parameter](const std::string& model) {
    edit_parameter(parameter.name, parameter.default_value, to_qt(model));
  });
  QObject::connect(picker_, &ModelPicker::fileWished, this, [this, parameter] { ask_for_model(parameter); });
  QObject::connect(picker_, &ModelPicker::inspected, this, [this](const ModelReport& report) {
    if (report.library) show_library(*report.library);
  });
  const auto set = setup_.request.parameters.find(parameter.name);
  picker_->show_model(set == setup_.request.parameters.end() ? parameter.default_value : set->second);
}

// A dialog would close this popup: it goes first and comes back afterwards.
void RunOptions::ask_for_model(const PlannerParameter& parameter) {
  const QPoint corner = pos();
  hide();
  const QString file =
      QFileDialog::getOpenFileName(parentWidget(), tr("Choose a model"), {},
                                   tr("TorchScript models (*.pt *.pth *.ts *.torchscript);;All files (*)"));
  if (!file.isEmpty()) {
    edit_parameter(parameter.name, parameter.default_value, file);
    if (picker_ != nullptr) picker_->show_model(to_path(file).string());
  }
  move(corner);
  show();
}

void RunOptions::show_library(const LearningFacts& facts) {
  library_ = facts;
  for (int row = 0; row < switches_->rowCount(); ++row) {
    auto* combo = qobject_cast<QComboBox*>(switches_->itemAt(row, QFormLayout::FieldRole)->widget());
    if (combo == nullptr) continue;
    if (combo->accessibleName() == QLatin1String("inference"))
      for (const ModeAvailability& mode : facts.modes) {
        const int index = combo->findText(to_qt(mode_name(mode.mode)));
        if (index >= 0 && !mode.available) refuse_item(*combo, index, to_qt(mode.reason));
      }
    if (combo->accessibleName() == QLatin1String("device") && !facts.cuda)
      refuse_item(*combo, combo->findText(QStringLiteral("cuda")), to_qt(facts.cuda_reason));
  }
}

void RunOptions::fit_into(const QSize& room) {
  const int bar = scroll_->verticalScrollBar()->sizeHint().width();
  const QSize wished = page_->sizeHint() + QSize(bar + 2, 2);
  resize(wished.boundedTo(room));
}

void RunOptions::rebuild_switches() {
  const auto all = switches_of(setup_.profile);
  if (switches_->rowCount() == static_cast<int>(all.size())) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      auto* item = switches_->itemAt(static_cast<int>(i), QFormLayout::FieldRole);
      if (auto* combo = qobject_cast<QComboBox*>(item->widget())) combo->setCurrentText(to_qt(all[i].value));
    }
    return;
  }
  clear_form(*switches_);
  for (const ProfileSwitch& one : all) {
    auto* combo = new QComboBox(this);
    for (const std::string& choice : one.choices) combo->addItem(to_qt(choice));
    combo->setCurrentText(to_qt(one.value));
    combo->setToolTip(to_qt(one.explanation));
    combo->setAccessibleName(to_qt(one.key));
    auto* label = new QLabel(to_qt(one.key), this);
    label->setToolTip(combo->toolTip());
    switches_->addRow(label, combo);
    QObject::connect(combo, &QComboBox::currentTextChanged, this,
                     [this, key = one.key](const QString& value) { edit_switch(key, value); });
  }
  if (library_) show_library(*library_);
}

void RunOptions::edit_parameter(const std::string& name, const std::string& default_value, const QString& text) {
  const std::string value = text.trimmed().toStdString();
  if (value.empty() || value == default_value)
    setup_.request.parameters.erase(name);
  else
    setup_.request.parameters[name] = value;
  Q_EMIT setupChanged(setup_);
}

void RunOptions::edit_switch(const std::string& key, const QString& value) {
  if (showing_) return;
  if (!set_switch(setup_.profile, key, value.toStdString()).ok()) return;  // the combo offers known values only
  setup_.profile.name = name_of(setup_.profile);
  Q_EMIT setupChanged(setup_);
}

void RunOptions::edit_controller(int index) {
  setup_.request.controller.reset();
  if (index > 0) setup_.request.controller = static_cast<ControllerKind>(controller_->itemData(index).toInt());
  Q_EMIT setupChanged(setup_);
}

void RunOptions::edit_agents(int index) {
  setup_.request.agents = static_cast<AgentRules>(agents_->itemData(index).toInt());
  Q_EMIT setupChanged(setup_);
}

void RunOptions::reset() {
  RunSetup setup = setup_;
  setup.request.parameters.clear();
  setup.request.controller.reset();
  setup.request.agents = AgentRules::kReference;
  setup.profile = EngineProfile::fast();
  show_setup(setup);
  rebuild_parameters();
  Q_EMIT setupChanged(setup_);
}

}  // namespace stepscope::ui
