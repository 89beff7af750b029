#include "ui/panels/model_picker.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/bridge/text.h"
#include "ui/panels/model_text.h"

namespace stepscope::ui {

namespace {

constexpr int kLines = 7;

}  // namespace

ModelPicker::ModelPicker(QWidget* parent)
    : QWidget(parent), choice_(new QComboBox(this)), text_(new QPlainTextEdit(this)) {
  choice_->setAccessibleName(tr("Model"));
  choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  choice_->setMinimumContentsLength(30);
  text_->setReadOnly(true);
  text_->setAccessibleName(tr("What is known of the model"));
  text_->setTabChangesFocus(true);
  text_->setFixedHeight(kLines * fontMetrics().lineSpacing() + 10);
  text_->setMinimumWidth(46 * fontMetrics().averageCharWidth());
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(choice_);
  column->addWidget(text_);
  QObject::connect(choice_, &QComboBox::activated, this, &ModelPicker::choose);
  QObject::connect(&inspector_, &ModelInspector::inspected, this, [this](const ModelReport& report) {
    report_ = report;
    text_->setPlainText(model_text(report));
    Q_EMIT inspected(report);
  });
}

void ModelPicker::fill() {
  const QSignalBlocker quiet(choice_);
  choice_->clear();
  const auto add = [this](const QString& text, const std::string& model) {
    choice_->addItem(text, to_qt(model));
    choice_->setItemData(choice_->count() - 1, to_qt(model), Qt::ToolTipRole);
  };
  add(tr("shipped demo driver"), std::string(kShippedModel));
  for (const auto& file : shipped_models())
    if (file.stem() != std::filesystem::path(kShippedModel)) add(path_text(file.stem()), file.stem().string());
  add(tr("ResNet-50, random weights (benchmark)"), std::string(kRandomResNet));
  if (choice_->findData(to_qt(model_)) < 0) add(path_text(std::filesystem::path(model_).filename()), model_);
  choice_->addItem(tr("Choose a file…"));
  choice_->setCurrentIndex(choice_->findData(to_qt(model_)));
}

void ModelPicker::show_model(const std::string& model) {
  if (model == model_ && report_) return;
  model_ = model;
  report_.reset();
  fill();
  text_->setPlainText(tr("Looking at the model…"));
  inspector_.ask_about(model_);
}

void ModelPicker::choose(int index) {
  if (index == choice_->count() - 1) {
    choice_->setCurrentIndex(choice_->findData(to_qt(model_)));
    return Q_EMIT fileWished();
  }
  const std::string model = choice_->itemData(index).toString().toStdString();
  if (model == model_) return;
  show_model(model);
  Q_EMIT modelChosen(model_);
}

QString ModelPicker::text() const { return text_->toPlainText(); }

}  // namespace stepscope::ui
