#pragma once

#include <QObject>
#include <QString>
#include <optional>
#include <string>

#include "core/learning/learning_library.h"
#include "core/learning/model_choice.h"
#include "core/learning/model_contract.h"
#include "ui/bridge/background.h"

namespace stepscope::ui {

// What can be said of a model before it drives.
struct ModelReport {
  std::string model;                      // as it was asked about
  std::optional<Error> problem;           // why it cannot drive, whole
  std::optional<ModelChoice> choice;      // none: there is no such model
  std::optional<FoundContract> contract;  // none: it could not be read; of a network without file the usual one
  std::string sha256;                     // of the file; empty: none
  std::int64_t parameters{0};             // weights; 0: not loaded
  std::optional<LearningFacts> library;   // none: there is no LibTorch here
};

// Reads and loads a model, as a run would: not on the GUI thread.
ModelReport inspect_model(const std::string& model);

// Looks at models for the window, one after another, off the GUI thread; of those asked about meanwhile, the last. GUI
// thread.
class ModelInspector : public QObject {
  Q_OBJECT

 public:
  explicit ModelInspector(QObject* parent = nullptr) : QObject(parent), background_(*this) {}
  void ask_about(const std::string& model);

 Q_SIGNALS:
  void inspected(const stepscope::ui::ModelReport& report);

 private:
  void look();

  std::optional<std::string> wanted_;
  bool busy_{false};
  Background background_;
};

}  // namespace stepscope::ui
