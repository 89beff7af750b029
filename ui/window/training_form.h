#pragma once

#include <QWidget>
#include <filesystem>
#include <utility>
#include <vector>

#include "core/imitation/imitation.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace stepscope::ui {

// What to train from what: data roots, network, time, seed, channels, and the file of the model.
class TrainingForm : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingForm(QWidget* parent = nullptr);

  // The request as it stands; everything that the form does not ask for as usual.
  ImitationRequest request() const;
  // Why it cannot be trained like this; empty: it can.
  QString problem() const;

  void set_data(const std::vector<std::filesystem::path>& roots);
  void set_model(const std::filesystem::path& file);
  void set_minutes(double minutes);
  void set_networks(const std::vector<std::string>& networks);
  void set_channel(RasterChannel channel, bool used);

 Q_SIGNALS:
  void changed();

 private:
  QWidget* make_data();
  QWidget* make_file();
  QWidget* make_channels();
  void look_for_earlier();

  QPlainTextEdit* data_;
  QLineEdit* model_;
  QComboBox* network_;
  QComboBox* expert_;
  QDoubleSpinBox* minutes_;
  QSpinBox* seed_;
  QCheckBox* resume_;
  std::vector<std::pair<RasterChannel, QCheckBox*>> channels_;
};

}  // namespace stepscope::ui
