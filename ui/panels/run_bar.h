#pragma once

#include <QWidget>

#include "ui/panels/run_options.h"

class QAction;
class QBoxLayout;
class QComboBox;
class QHBoxLayout;
class QProgressBar;
class QToolButton;

namespace stepscope::ui {

class ElidedLabel;
class ProfileCombo;
struct Theme;

// The actions that the bar offers as buttons. They belong to the window.
struct RunBarActions {
  QAction* open;
  QAction* run;
  QAction* play;
  QAction* step;
  QAction* stop;
  QAction* live;
};

// The bar at the top: what is run (scenario, planner, challenge, profile), how (speed), its buttons and how far it is.
// In a narrow window the buttons move to a second line.
class RunBar : public QWidget {
  Q_OBJECT

 public:
  explicit RunBar(const RunBarActions& actions, QWidget* parent = nullptr);

  // The user's own engine profiles, beside those that come with the program.
  void offer_profiles(const std::vector<EngineProfile>& own);
  void set_theme(const Theme& theme);
  void show_scenario(const QString& title, const QString& explanation);
  void show_setup(const RunSetup& setup);
  const RunSetup& setup() const { return setup_; }
  // Steps done of all; 0 of 0: no run.
  void show_progress(int done, int total);
  // The step that is looked at instead of the newest; −1: the newest.
  void show_cursor(int step);
  // Simulated seconds per wall second; 0 = as fast as it goes.
  void show_speed(double speed);
  double speed() const;

 Q_SIGNALS:
  void setupChanged(const stepscope::ui::RunSetup& setup);
  void speedChanged(double speed);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* make_setup_group(const RunBarActions& actions);
  QWidget* make_transport_group(const RunBarActions& actions);
  void choose_planner(int index);
  void choose_challenge(int index);
  void choose_profile(const EngineProfile& profile);
  void open_options();
  void take_over(const RunSetup& setup);
  void arrange();
  void write_progress();

  int done_{0}, total_{0}, cursor_{-1};
  RunSetup setup_;
  ElidedLabel* scenario_;
  QComboBox* planner_;
  QComboBox* challenge_;
  ProfileCombo* profile_;
  QToolButton* options_button_;
  RunOptions* options_;
  QComboBox* speed_;
  QProgressBar* progress_;
  QBoxLayout* lines_;
  QWidget* setup_group_;
  QWidget* transport_group_;
};

}  // namespace stepscope::ui
