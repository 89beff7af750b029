#include "ui/bridge/model_inspector.h"

#include <utility>

#include "core/record/file_hash.h"

namespace stepscope::ui {

namespace {

// What the contract leaves open shows when the network is loaded and run once.
void load(ModelReport& report, LearningLibrary& library) {
  const NetworkOptions as_loaded;
  auto network = library.load(report.choice->file.string(), report.contract->contract.shape(), as_loaded, {});
  if (!network.ok())
    report.problem = network.error();
  else
    report.parameters = network.value()->facts().parameters;
}

}  // namespace

ModelReport inspect_model(const std::string& model) {
  ModelReport report{.model = model};
  const auto choice = choose_model(model);
  if (!choice.ok()) {
    report.problem = choice.error();
    return report;
  }
  report.choice = choice.value();
  const auto library = learning_library();
  if (library.ok())
    report.library = library.value()->facts();
  else
    report.problem = library.error();
  if (report.choice->file.empty()) {
    report.contract = FoundContract{.contract = {.name = report.choice->name}, .assumed = false};
    return report;
  }
  auto contract = read_contract(report.choice->file);
  if (!contract.ok()) {
    report.problem = contract.error();
    return report;
  }
  report.contract = std::move(contract).value();
  if (const auto hash = sha256_of_file(report.choice->file); hash.ok()) report.sha256 = hash.value();
  if (library.ok()) load(report, *library.value());
  return report;
}

void ModelInspector::ask_about(const std::string& model) {
  wanted_ = model;
  look();
}

void ModelInspector::look() {
  if (busy_ || !wanted_) return;
  busy_ = true;
  background_.run([model = *std::exchange(wanted_, std::nullopt)] { return inspect_model(model); },
                  [this](const ModelReport& report) {
                    busy_ = false;
                    if (!wanted_) Q_EMIT inspected(report);
                    look();
                  });
}

}  // namespace stepscope::ui
