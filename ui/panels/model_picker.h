#pragma once

#include <QWidget>
#include <optional>
#include <string>

#include "ui/bridge/model_inspector.h"

class QComboBox;
class QPlainTextEdit;

namespace stepscope::ui {

// Which model a planner asks: one that comes with the program, the one for timing, or a file; and what is known of it,
// or why it cannot drive, to be read and copied.
class ModelPicker : public QWidget {
  Q_OBJECT

 public:
  explicit ModelPicker(QWidget* parent = nullptr);

  const std::string& model() const { return model_; }
  // Shows it and looks at it.
  void show_model(const std::string& model);
  QString text() const;
  const std::optional<ModelReport>& report() const { return report_; }

 Q_SIGNALS:
  void modelChosen(const std::string& model);
  // A file is to be asked for: not by this widget, which may be in a popup.
  void fileWished();
  void inspected(const stepscope::ui::ModelReport& report);

 private:
  void fill();
  void choose(int index);

  std::string model_;
  std::optional<ModelReport> report_;
  QComboBox* choice_;
  QPlainTextEdit* text_;
  ModelInspector inspector_;
};

}  // namespace stepscope::ui
