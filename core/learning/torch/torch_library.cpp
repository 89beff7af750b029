#include "core/learning/learning_library.h"
#include "core/learning/module_entry.h"
#include "core/learning/torch/library_facts.h"
#include "core/learning/torch/network_factory.h"
#include "core/learning/torch/trainer_factory.h"

namespace stepscope::torch_module {

namespace {

class TorchLibrary final : public LearningLibrary {
 public:
  const LearningFacts& facts() const override { return library_facts(); }

  Result<std::unique_ptr<Network>> load(const std::string& path, const NetworkShape& shape,
                                        const NetworkOptions& options, std::span<const float> calibration) override {
    return load_network(path, shape, options, calibration);
  }

  Result<std::unique_ptr<Network>> random_resnet50(const NetworkShape& shape, const NetworkOptions& options,
                                                   std::span<const float> calibration) override {
    return make_random_resnet50(shape, options, calibration);
  }

  Result<std::string> random_resnet50_file(const NetworkShape& shape) override { return random_resnet50_bytes(shape); }

  std::vector<std::string> trainable_networks() const override { return trainable_network_names(); }

  Result<std::unique_ptr<Trainer>> make_trainer(const TrainerOptions& options) override {
    return make_torch_trainer(options);
  }
};

}  // namespace

}  // namespace stepscope::torch_module

// The entry that core/learning/module_entry.h describes.
extern "C" __attribute__((visibility("default"))) stepscope::LearningLibrary* stepscope_learning_library() {
  static stepscope::torch_module::TorchLibrary library;
  return &library;
}
