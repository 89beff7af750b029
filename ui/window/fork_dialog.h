#pragma once

#include <QDialog>

#include "core/profile/engine_profile.h"
#include "ui/bridge/simulation_session.h"
#include "ui/panels/run_options.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace stepscope::ui {

class ProfileCombo;

// How a run is to go on from one of its steps: begins with how it was made, lists what is changed, and says why it
// cannot be where it cannot. Return starts it.
class ForkDialog : public QDialog {
  Q_OBJECT

 public:
  // `step`: proposed; moved into what the run allows. `own`: the user's profiles.
  ForkDialog(std::shared_ptr<const ForkParent> parent, int step, const std::vector<EngineProfile>& own,
             QWidget* widget);

  ForkTask task() const;
  StartMode start_mode() const;
  // What is different, one line each; empty: nothing.
  QStringList changes() const;
  // As if the user had chosen it.
  void choose_planner(const std::string& id);
  void choose(const RunSetup& setup);
  void choose_step(int step);
  // What the chosen profile is, in a sentence.
  QString profile_note() const;
  // Whether the run forked from is to be shown beside the new one.
  bool beside() const;
  void set_beside(bool beside);
  bool can_start() const;

 private:
  QWidget* make_choices();
  void pick_planner(int index);
  void show_wish();
  void show_profile();
  void show_changes();

  std::shared_ptr<const ForkParent> parent_;
  RunSetup setup_;
  QSpinBox* step_;
  QLabel* moment_;
  QComboBox* planner_;
  QLabel* planner_note_;
  ProfileCombo* profile_;
  QLabel* profile_note_;
  RunOptions* options_;
  QLabel* changes_;
  QCheckBox *beside_, *paused_;
  QPushButton* start_;
};

}  // namespace stepscope::ui
