#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/learning/network.h"
#include "core/learning/trainer.h"

namespace stepscope {

// Whether this build and machine can run a mode; if not, why.
struct ModeAvailability {
  InferenceMode mode{InferenceMode::kFloat32};
  bool available{false};
  std::string reason;
};

struct LearningFacts {
  std::string version;  // "LibTorch 1.13.1"
  std::string blas;     // "OpenBLAS 0.3.21", or what it found
  bool cuda{false};
  std::string cuda_reason;  // why not
  std::vector<ModeAvailability> modes;
};

// What the torch library does for us, behind plain buffers. It lives in a module of its own that is loaded on first
// use: it maps some 300 shared libraries and takes 0.3 s and 150 MB, which nobody should pay who opens a log.
class LearningLibrary {
 public:
  virtual ~LearningLibrary() = default;
  virtual const LearningFacts& facts() const = 0;

  // Loads a TorchScript file, prepares it and warms it up. The error names the file and what is wrong: not a model,
  // wrong input or output shape, output that is not finite, mode that cannot be had. `calibration`: rasters, one after
  // another, from which kInt8 takes its scales; the others ignore it.
  virtual Result<std::unique_ptr<Network>> load(const std::string& path, const NetworkShape& shape,
                                                const NetworkOptions& options, std::span<const float> calibration) = 0;
  // A ResNet-50 of this shape with random weights of a fixed seed: for timing.
  virtual Result<std::unique_ptr<Network>> random_resnet50(const NetworkShape& shape, const NetworkOptions& options,
                                                           std::span<const float> calibration) = 0;

  // The same network as all bytes of the TorchScript file that it would be in.
  virtual Result<std::string> random_resnet50_file(const NetworkShape& shape) = 0;

  virtual std::vector<std::string> trainable_networks() const = 0;
  virtual Result<std::unique_ptr<Trainer>> make_trainer(const TrainerOptions& options) = 0;
};

// Loads the module on the first call; later calls return the same object. Safe from any thread. The error says why
// there is none: built without torch, the file is missing, a library it needs cannot be loaded.
Result<LearningLibrary*> learning_library();

}  // namespace stepscope
