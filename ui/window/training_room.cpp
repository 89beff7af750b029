#include "ui/window/training_room.h"

#include <QDir>
#include <QStandardPaths>

#include "ui/bridge/text.h"
#include "ui/window/training_form.h"

namespace stepscope::ui {

namespace {

std::filesystem::path proposed_model() {
  const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/models"));
  return to_path(folder.filePath(QStringLiteral("my-driver.pt")));
}

}  // namespace

TrainingRoom::TrainingRoom(Workbench& bench, QWidget& window) : QObject(&window), bench_(bench), window_(window) {
  QObject::connect(&session_, &TrainingSession::failed, this,
                   [this](const Error& error) { Q_EMIT said(Severity::kError, error_text(error)); });
  QObject::connect(&session_, &TrainingSession::finished, this, [this](const ImitationOutcome& outcome) {
    const auto& state = outcome.training.state;
    Q_EMIT said(Severity::kInfo, outcome.training.stopped ? tr("Training stopped; epochs: %1.").arg(state.epoch)
                                                          : tr("Training ended; epochs: %1.").arg(state.epoch));
  });
}

void TrainingRoom::show(const Theme& theme) {
  if (!dialog_) {
    dialog_ = new TrainingDialog(session_, &window_);
    QObject::connect(dialog_, &TrainingDialog::driveWished, this, &TrainingRoom::drive_with);
    QObject::connect(dialog_, &TrainingDialog::exportFailed, this,
                     [this](const QString& problem) { Q_EMIT said(Severity::kError, problem); });
    if (bench_.dataset()) dialog_->form().set_data({bench_.dataset()->paths.root});
    dialog_->form().set_model(proposed_model());
  }
  dialog_->set_theme(theme);
  dialog_->show();
  dialog_->raise();
  dialog_->activateWindow();
}

void TrainingRoom::set_theme(const Theme& theme) {
  if (dialog_) dialog_->set_theme(theme);
}

void TrainingRoom::drive_with(const QString& model) {
  RunSetup setup = bench_.setup();
  setup.request.planner = "ml-raster";
  setup.request.parameters = {{"model", to_path(model).string()}};
  Q_EMIT setupWished(setup);
}

void TrainingRoom::end() { session_.stop(); }

}  // namespace stepscope::ui
