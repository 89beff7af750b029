#include "ui/window/training_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "core/imitation/usual_request.h"
#include "ui/bridge/text.h"
#include "ui/rasters/raster_text.h"

namespace stepscope::ui {

TrainingForm::TrainingForm(QWidget* parent)
    : QWidget(parent),
      data_(new QPlainTextEdit(this)),
      model_(new QLineEdit(this)),
      network_(new QComboBox(this)),
      expert_(new QComboBox(this)),
      minutes_(new QDoubleSpinBox(this)),
      seed_(new QSpinBox(this)),
      resume_(new QCheckBox(tr("Go on where it was stopped"), this)) {
  const ImitationRequest usual = usual_request();
  set_networks({usual.trainer.network});
  network_->setAccessibleName(tr("Network"));
  expert_->setAccessibleName(tr("Who is imitated"));
  expert_->setToolTip(
      tr("Whose driving is right: the recorded driver's, at recorded states, or that of a planner that "
         "drives every piece of log with its plans distorted, and so shows how to come back"));
  expert_->addItem(tr("the recorded driver"), QStringLiteral("log"));
  expert_->addItem(tr("PDM-Closed"), QStringLiteral("pdm-closed"));
  expert_->addItem(tr("both"), QStringLiteral("log,pdm-closed"));
  minutes_->setRange(0.1, 10'000.0);
  minutes_->setDecimals(1);
  minutes_->setValue(2.0);
  minutes_->setSuffix(tr(" min"));
  minutes_->setAccessibleName(tr("Time of the training"));
  seed_->setRange(1, 1'000'000);
  seed_->setAccessibleName(tr("Seed"));
  seed_->setToolTip(
      tr("Of the first weights, the split into learning and validation, the order and the perturbations"));

  auto* form = new QFormLayout(this);
  form->setContentsMargins(0, 0, 0, 0);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  form->addRow(tr("Data"), make_data());
  form->addRow(tr("Model file"), make_file());
  form->addRow(QString(), resume_);
  form->addRow(tr("Network"), network_);
  form->addRow(tr("Imitates"), expert_);
  auto* numbers = new QWidget(this);
  auto* row = new QHBoxLayout(numbers);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(minutes_);
  row->addWidget(new QLabel(tr("Seed"), numbers));
  row->addWidget(seed_);
  row->addStretch(1);
  form->addRow(tr("Time"), numbers);
  form->addRow(tr("Channels"), make_channels());

  QObject::connect(data_, &QPlainTextEdit::textChanged, this, &TrainingForm::changed);
  QObject::connect(model_, &QLineEdit::textChanged, this, &TrainingForm::look_for_earlier);
  QObject::connect(model_, &QLineEdit::textChanged, this, &TrainingForm::changed);
  look_for_earlier();
}

QWidget* TrainingForm::make_data() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  data_->setAccessibleName(tr("Data roots or logs to learn from, one a line"));
  data_->setPlaceholderText(tr("Data roots or logs, one a line; at least two logs"));
  data_->setLineWrapMode(QPlainTextEdit::NoWrap);
  data_->setTabChangesFocus(true);
  data_->setFixedHeight(4 * fontMetrics().lineSpacing() + 12);
  auto* add = new QPushButton(tr("Add a folder…"), box);
  box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  column->addWidget(data_);
  column->addWidget(add, 0, Qt::AlignLeft);
  QObject::connect(add, &QPushButton::clicked, this, [this] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Learn from a folder with logs and maps"));
    if (!folder.isEmpty()) data_->appendPlainText(folder);
  });
  return box;
}

QWidget* TrainingForm::make_file() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  model_->setAccessibleName(tr("File of the model"));
  model_->setToolTip(tr("The model as TorchScript; its contract, curve and checkpoint are written beside it"));
  auto* browse = new QPushButton(tr("Browse…"), box);
  browse->setAccessibleName(tr("Choose the file of the model"));
  row->addWidget(model_, 1);
  row->addWidget(browse);
  QObject::connect(browse, &QPushButton::clicked, this, [this] {
    // An earlier training of this name is not overwritten without a word: the box for going on shows.
    const QString file = QFileDialog::getSaveFileName(this, tr("File of the model"), model_->text(),
                                                      tr("Models (*.pt)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (!file.isEmpty()) set_model(to_path(QFileInfo(file).suffix().isEmpty() ? file + QStringLiteral(".pt") : file));
  });
  return box;
}

QWidget* TrainingForm::make_channels() {
  auto* box = new QWidget(this);
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(2);
  const auto usual = usual_request().training.contract.raster.channels;
  for (std::size_t i = 0; i < kRasterChannelCount; ++i) {
    const auto channel = static_cast<RasterChannel>(i);
    auto* used = new QCheckBox(channel_title(channel), box);
    used->setToolTip(channel_help(channel));
    used->setChecked(std::ranges::find(usual, channel) != usual.end());
    grid->addWidget(used, static_cast<int>(i / 2), static_cast<int>(i % 2));
    channels_.emplace_back(channel, used);
    QObject::connect(used, &QCheckBox::toggled, this, &TrainingForm::changed);
  }
  return box;
}

void TrainingForm::look_for_earlier() {
  const bool there = QFileInfo::exists(path_text(TrainingFiles(to_path(model_->text().trimmed())).state));
  resume_->setVisible(there);
  resume_->setChecked(false);
  resume_->setToolTip(there ? tr("A training of this file is there. With the same settings it can go on; without this, "
                                 "the model is overwritten.")
                            : QString());
}

ImitationRequest TrainingForm::request() const {
  ImitationRequest request = usual_request();
  for (const QString& line : data_->toPlainText().split(QLatin1Char('\n')))
    if (!line.trimmed().isEmpty()) request.data.push_back(to_path(line.trimmed()));
  request.experts.clear();
  for (const QString& expert : expert_->currentData().toString().split(QLatin1Char(',')))
    request.experts.push_back(expert.toStdString());
  request.trainer.network = network_->currentText().toStdString();
  TrainingOptions& training = request.training;
  training.model = to_path(model_->text().trimmed());
  training.minutes = minutes_->value();
  training.seed = static_cast<std::uint64_t>(seed_->value());
  training.resume = resume_->isVisibleTo(this) && resume_->isChecked();
  training.overwrite = resume_->isVisibleTo(this) && !training.resume;  // as its tooltip says
  training.contract.name = training.model.stem().string();
  training.contract.raster.channels.clear();
  for (const auto& [channel, used] : channels_)
    if (used->isChecked()) training.contract.raster.channels.push_back(channel);
  return request;
}

QString TrainingForm::problem() const {
  const Status status = check(request());
  return status.ok() ? QString() : error_text(status.error());
}

void TrainingForm::set_data(const std::vector<std::filesystem::path>& roots) {
  QStringList lines;
  for (const auto& root : roots) lines << path_text(root);
  data_->setPlainText(lines.join(QLatin1Char('\n')));
}

void TrainingForm::set_model(const std::filesystem::path& file) { model_->setText(path_text(file)); }
void TrainingForm::set_minutes(double minutes) { minutes_->setValue(minutes); }

void TrainingForm::set_networks(const std::vector<std::string>& networks) {
  const QString chosen = network_->currentText();
  network_->clear();
  for (const std::string& network : networks) network_->addItem(to_qt(network));
  network_->setCurrentIndex(std::max(0, network_->findText(chosen)));
}

void TrainingForm::set_channel(RasterChannel channel, bool used) {
  for (const auto& [one, box] : channels_)
    if (one == channel) box->setChecked(used);
}

}  // namespace stepscope::ui
