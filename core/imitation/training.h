#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/run_control.h"
#include "core/imitation/example_source.h"
#include "core/imitation/training_state.h"
#include "core/learning/model_contract.h"
#include "core/learning/trainer.h"

namespace stepscope {

enum class KeptModel { kBest, kLast };  // by the loss on the validation logs; of the last epoch

struct TrainingOptions {
  std::filesystem::path model;  // "x.pt"; the other files lie beside it (TrainingFiles)
  ModelContract contract;       // written as the model's side entry
  int epochs{20};
  std::optional<double> minutes;  // of wall time, instead of a number of epochs
  double spent_s{0.0};            // of these, before training began
  int batch{32};
  double learning_rate{1e-3};  // at its greatest
  double warm_up{0.03};        // share of the training in which it rises from 0
  double last_rate{0.01};      // share of the greatest that is left at the end; a cosine between
  std::uint64_t seed{1};
  int feed_threads{1};
  KeptModel keep{KeptModel::kBest};
  bool resume{false};
  bool overwrite{false};  // begins anew where a model or a training is; see check_start()
  std::string settings;  // whatever else must be the same to resume, in words
  // Called before each epoch (0, 1, …), also for those that lie behind a training that is resumed, so that a source can
  // grow. An error ends the training.
  std::function<Status(int epoch)> before_epoch;
};

// The learning rate when this share of the training is done.
double learning_rate_at(const TrainingOptions& options, double share);

struct TrainingProgress {
  int epoch{0};                   // that goes on: 1, 2, …
  std::size_t step{0}, steps{0};  // of this epoch
  double share{0.0};              // of the whole training, 0 … 1
  double loss{0.0};               // mean over the epoch so far
  double learning_rate{0.0};
  double seconds{0.0};           // since it began
  std::optional<double> left_s;  // none: nothing done yet to judge by
  double waited_s{0.0};          // of this epoch, for examples
};

// Told on the training thread; must not keep it.
class TrainingObserver {
 public:
  virtual ~TrainingObserver() = default;
  virtual void on_step(const TrainingProgress& /*progress*/) {}
  virtual void on_epoch(const CurvePoint& /*point*/, bool /*best_so_far*/) {}
};

struct TrainingOutcome {
  bool stopped{false};  // by the control; what was learned is in the checkpoint
  TrainingState state;
  double waited_s{0.0}, drawn_s{0.0}, learned_s{0.0};  // waiting for examples; drawing them, of all threads; learning
};

// Trains until the epochs or the minutes are over or `control` stops it, and leaves model, side entry, curve, state and
// checkpoint, each written whole. The same options, sources and trainer give the same weights, also when the training
// is stopped and resumed; with `minutes` the learning rate follows the clock, so that they do not. Errors: no examples,
// a trainer that fails, a loss that is not finite, a full disk: files written before stay; to resume, a state of other
// settings, or a checkpoint that is missing.
Result<TrainingOutcome> train_network(const TrainingOptions& options, Trainer& trainer, const ExampleSource& examples,
                                      const ExampleSource& validation, RunControl& control, TrainingObserver& observer);

}  // namespace stepscope
