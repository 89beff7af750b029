#pragma once

#include <QDialog>

#include "ui/bridge/background.h"
#include "ui/bridge/training_session.h"
#include "ui/theme/theme.h"

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace stepscope::ui {

class LearningChart;
class TrainingForm;

// Trains a network beside everything else the window does: what from, how it learns, how long it takes. Closing it
// leaves a training going on; it is shown again by the menu. GUI thread.
class TrainingDialog : public QDialog {
  Q_OBJECT

 public:
  // The session outlives the dialog.
  TrainingDialog(TrainingSession& session, QWidget* parent);

  TrainingForm& form() { return *form_; }
  LearningChart& chart() { return *chart_; }
  // What stands above the buttons: how far it is, how it ended, or why it cannot begin.
  QString state_text() const;
  QString notes_text() const;
  bool can_start() const;
  bool can_drive() const;
  void start();
  void set_theme(const Theme& theme);

 Q_SIGNALS:
  // The window is to drive with this model.
  void driveWished(const QString& model);
  void exportFailed(const QString& problem);

 private:
  QWidget* make_result();
  void wire();
  void find_networks();
  void show_progress(const TrainingProgress& progress);
  void show_end(const ImitationOutcome& outcome);
  void show_failure(const Error& error);
  void enable();

  TrainingSession& session_;
  TrainingForm* form_;
  LearningChart* chart_;
  QProgressBar* progress_;
  QLabel* state_;
  QPlainTextEdit* notes_;
  QPushButton *start_, *stop_, *drive_;
  std::filesystem::path model_;  // of the training that was started last
  QString cannot_;               // why nothing can be trained here; empty: it can
  bool trained_{false};          // the model is there
  Background background_;
};

}  // namespace stepscope::ui
