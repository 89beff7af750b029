#pragma once

#include <QFrame>
#include <optional>
#include <vector>

#include "core/learning/learning_library.h"
#include "core/planning/planner_parameters.h"
#include "ui/bridge/run_asked.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QScrollArea;

namespace stepscope::ui {

class ModelPicker;

// What the next run is to be: the run bar and its options edit it together.
using RunSetup = RunAsked;

// Pops up below the run bar: parameters of the planner, controller, and the switches of the engine one by one.
class RunOptions : public QFrame {
  Q_OBJECT

 public:
  explicit RunOptions(QWidget* parent = nullptr);

  void show_setup(const RunSetup& setup);
  // Null: the planner asks no model.
  ModelPicker* model_picker() const { return picker_; }
  // What this build and machine can run of a network; the rest is greyed out and says why.
  void show_library(const LearningFacts& facts);
  // As large as what is in it, or as the screen lets it be.
  void fit_into(const QSize& room);

 Q_SIGNALS:
  // The user changed something; the profile is named "custom" unless its switches are those of a named one.
  void setupChanged(const stepscope::ui::RunSetup& setup);

 private:
  void rebuild_parameters();
  void rebuild_switches();
  void add_model(const PlannerParameter& parameter);
  void ask_for_model(const PlannerParameter& parameter);
  void edit_parameter(const std::string& name, const std::string& default_value, const QString& text);
  void edit_switch(const std::string& key, const QString& value);
  void edit_controller(int index);
  void edit_agents(int index);
  void reset();

  RunSetup setup_;
  QScrollArea* scroll_;
  QWidget* page_;
  ModelPicker* picker_{nullptr};
  std::optional<LearningFacts> library_;
  QLabel* planner_;
  QFormLayout* parameters_;
  QComboBox* controller_;
  QComboBox* agents_;
  QFormLayout* switches_;
  bool showing_{false};
};

}  // namespace stepscope::ui
