#pragma once

#include <QFrame>
#include <vector>

#include "core/assembly/run_request.h"
#include "core/profile/engine_profile.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace stepscope::ui {

// What the next run is to be: the run bar and its options edit it together.
struct RunSetup {
  RunRequest request;
  EngineProfile profile{EngineProfile::fast()};
  bool operator==(const RunSetup&) const = default;
};

// Pops up below the run bar: parameters of the planner, controller, and the switches of the engine one by one.
class RunOptions : public QFrame {
  Q_OBJECT

 public:
  explicit RunOptions(QWidget* parent = nullptr);

  void show_setup(const RunSetup& setup);

 Q_SIGNALS:
  // The user changed something; the profile is named "custom" unless its switches are those of a named one.
  void setupChanged(const stepscope::ui::RunSetup& setup);

 private:
  void rebuild_parameters();
  void rebuild_switches();
  void edit_parameter(const std::string& name, const std::string& default_value, const QString& text);
  void edit_switch(const std::string& key, const QString& value);
  void edit_controller(int index);
  void edit_agents(int index);
  void reset();

  RunSetup setup_;
  QLabel* planner_;
  QFormLayout* parameters_;
  QComboBox* controller_;
  QComboBox* agents_;
  QFormLayout* switches_;
  bool showing_{false};
};

}  // namespace stepscope::ui
