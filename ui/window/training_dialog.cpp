#include "ui/window/training_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/learning/learning_library.h"
#include "ui/bridge/text.h"
#include "ui/charts/learning_chart.h"
#include "ui/models/quantity_text.h"
#include "ui/window/training_form.h"

namespace stepscope::ui {

namespace {

constexpr int kPermille = 1000;

QString time_text(double seconds) {
  if (seconds < 100.0) return TrainingDialog::tr("%1 s").arg(seconds, 0, 'f', 0);
  return TrainingDialog::tr("%1 min").arg(seconds / 60.0, 0, 'f', 1);
}

// What can be trained here, or why nothing can.
Result<std::vector<std::string>> networks_of_library() {
  const auto library = learning_library();
  if (!library.ok()) return library.error();
  return library.value()->trainable_networks();
}

}  // namespace

TrainingDialog::TrainingDialog(TrainingSession& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      form_(new TrainingForm(this)),
      chart_(new LearningChart(this)),
      progress_(new QProgressBar(this)),
      state_(new QLabel(this)),
      notes_(new QPlainTextEdit(this)),
      start_(new QPushButton(tr("Train"), this)),
      stop_(new QPushButton(tr("Stop"), this)),
      drive_(new QPushButton(tr("Drive with it"), this)),
      background_(*this) {
  setWindowTitle(tr("Train a model"));
  setObjectName(QStringLiteral("trainingDialog"));
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(form_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setMinimumWidth(form_->minimumSizeHint().width() + 24);
  auto* sides = new QHBoxLayout;
  sides->addWidget(scroll, 2);
  sides->addWidget(make_result(), 3);
  auto* buttons = new QDialogButtonBox(this);
  for (QPushButton* button : {drive_, stop_, start_}) buttons->addButton(button, QDialogButtonBox::ActionRole);
  auto* close = buttons->addButton(QDialogButtonBox::Close);
  close->setToolTip(tr("A training goes on; Run → Train a model… shows it again"));
  stop_->setToolTip(tr("Ends after the step that is being learned and keeps what was learned"));
  drive_->setToolTip(tr("Makes ml-raster with this model the planner of the next run"));
  auto* column = new QVBoxLayout(this);
  column->addLayout(sides, 1);
  column->addWidget(buttons);
  QObject::connect(close, &QPushButton::clicked, this, &QDialog::close);
  wire();
  resize(920, 600);
  find_networks();
  enable();
}

QWidget* TrainingDialog::make_result() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  progress_->setRange(0, kPermille);
  progress_->setAlignment(Qt::AlignCenter);
  progress_->setAccessibleName(tr("How far the training is"));
  state_->setWordWrap(true);
  state_->setTextFormat(Qt::PlainText);
  state_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  state_->setMinimumHeight(2 * fontMetrics().lineSpacing());
  state_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  state_->setAccessibleName(tr("State of the training"));
  notes_->setReadOnly(true);
  notes_->setAccessibleName(tr("What the training says"));
  notes_->setPlaceholderText(tr("What the training says: how many moments, which logs were left out"));
  notes_->setFixedHeight(5 * fontMetrics().lineSpacing());
  notes_->setTabChangesFocus(true);
  column->addWidget(chart_, 1);
  column->addWidget(progress_);
  column->addWidget(state_);
  column->addWidget(notes_);
  return box;
}

void TrainingDialog::wire() {
  QObject::connect(form_, &TrainingForm::changed, this, &TrainingDialog::enable);
  QObject::connect(start_, &QPushButton::clicked, this, &TrainingDialog::start);
  QObject::connect(stop_, &QPushButton::clicked, this, [this] {
    session_.stop();
    state_->setText(tr("Stopping: the step that is being learned ends, what was learned is written…"));
    enable();
  });
  QObject::connect(drive_, &QPushButton::clicked, this, [this] { Q_EMIT driveWished(path_text(model_)); });
  QObject::connect(chart_, &LearningChart::exportFailed, this, &TrainingDialog::exportFailed);
  QObject::connect(
      &session_, &TrainingSession::preparing, this, [this](const QString& what, qint64 done, qint64 total) {
        progress_->setValue(0);
        state_->setText(total > 0 ? tr("%1: %2 of %3").arg(what, count_text(done), count_text(total)) : what);
      });
  QObject::connect(&session_, &TrainingSession::noted, notes_, &QPlainTextEdit::appendPlainText);
  QObject::connect(&session_, &TrainingSession::progressed, this, &TrainingDialog::show_progress);
  QObject::connect(&session_, &TrainingSession::epochEnded, this, [this](const CurvePoint& point, bool) {
    trained_ = true;  // each epoch leaves a model
    chart_->add(point);
    enable();
  });
  QObject::connect(&session_, &TrainingSession::finished, this, &TrainingDialog::show_end);
  QObject::connect(&session_, &TrainingSession::failed, this, &TrainingDialog::show_failure);
}

void TrainingDialog::find_networks() {
  cannot_ = tr("Looking for LibTorch…");
  background_.run(networks_of_library, [this](const Result<std::vector<std::string>>& networks) {
    cannot_ = networks.ok() ? QString() : error_text(networks.error());
    if (networks.ok() && !networks.value().empty()) form_->set_networks(networks.value());
    enable();
  });
}

void TrainingDialog::start() {
  if (!can_start()) return;
  const ImitationRequest request = form_->request();
  model_ = request.training.model;
  trained_ = false;
  QDir().mkpath(path_text(model_.parent_path()));  // what keeps it from being there is said when the model is written
  chart_->clear();
  notes_->clear();
  progress_->setValue(0);
  state_->setText(tr("Preparing…"));
  session_.start(request);
  enable();
}

void TrainingDialog::show_progress(const TrainingProgress& progress) {
  progress_->setValue(static_cast<int>(progress.share * kPermille));
  const QString left = progress.left_s ? tr("%1 left").arg(time_text(*progress.left_s)) : tr("time left not known yet");
  if (!session_.stopping())
    state_->setText(tr("Epoch %1, step %2 of %3, loss %4 · %5 · %6 so far")
                        .arg(progress.epoch)
                        .arg(progress.step)
                        .arg(progress.steps)
                        .arg(three_digits(progress.loss), left, time_text(progress.seconds)));
  if (progress.steps > 0 && progress.step > 0)
    chart_->show_running(progress.epoch - 1 + static_cast<double>(progress.step) / static_cast<double>(progress.steps),
                         progress.loss);
}

void TrainingDialog::show_end(const ImitationOutcome& outcome) {
  const TrainingState& state = outcome.training.state;
  if (state.curve.empty()) {
    state_->setText(tr("Stopped before the first epoch ended; the checkpoint is kept, and the training can go on."));
    return enable();
  }
  trained_ = true;
  const QString epochs = state.epoch == 1 ? tr("1 epoch") : tr("%1 epochs").arg(state.epoch);
  const CurvePoint& best = state.curve[static_cast<std::size_t>(state.best_epoch.value_or(state.epoch) - 1)];
  QString text = outcome.training.stopped ? tr("Stopped after %1; the training can go on.").arg(epochs)
                                          : tr("Trained: %1 in %2.").arg(epochs).arg(time_text(state.seconds));
  text +=
      tr(" The model is that of epoch %1: validation loss %2").arg(best.epoch).arg(three_digits(best.validation_loss));
  if (best.errors.final[0]) text += tr(", %1 m off after 3 s").arg(three_digits(*best.errors.final[0]));
  state_->setText(text + QStringLiteral(".\n") + path_text(model_));
  if (!outcome.training.stopped) progress_->setValue(kPermille);
  enable();
}

void TrainingDialog::show_failure(const Error& error) {
  state_->setText(error_text(error));
  notes_->appendPlainText(error_text(error));
  enable();
}

void TrainingDialog::enable() {
  const bool active = session_.active();
  const QString problem = cannot_.isEmpty() ? form_->problem() : cannot_;
  form_->setEnabled(!active);
  start_->setEnabled(!active && problem.isEmpty());
  start_->setToolTip(problem);
  stop_->setEnabled(active && !session_.stopping());
  drive_->setEnabled(trained_ && !active);
  if (!active && !trained_ && chart_->curve().empty() && notes_->toPlainText().isEmpty()) state_->setText(problem);
}

QString TrainingDialog::state_text() const { return state_->text(); }
QString TrainingDialog::notes_text() const { return notes_->toPlainText(); }
bool TrainingDialog::can_start() const { return start_->isEnabled(); }
bool TrainingDialog::can_drive() const { return drive_->isEnabled(); }

void TrainingDialog::set_theme(const Theme& theme) { chart_->set_theme(theme); }

}  // namespace stepscope::ui
