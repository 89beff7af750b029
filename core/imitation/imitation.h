#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/imitation/log_stretch.h"
#include "core/imitation/moment_examples.h"
#include "core/imitation/planner_moments.h"
#include "core/imitation/training.h"
#include "core/map/map_cache.h"
#include "core/planning/planner_parameters.h"

namespace stepscope {

// What to learn from what, and how. Everything else follows.
struct ImitationRequest {
  std::vector<std::filesystem::path> data;  // data roots or single logs
  StretchOptions stretches;
  int every{2};  // moments: every so many frames of 10 Hz
  // Who says what is right: "log", the recorded driver, at recorded states; or the id of a planner that is no oracle,
  // at states that it gets into when it drives with its plans distorted. Each adds moments.
  std::vector<std::string> experts{"log"};
  PlannerParameters expert_parameters;  // of every planner among the experts
  RolloutOptions rollouts;              // poses, interval and seed are those of `training`
  int drives{1};                        // by each planner of the experts, of each stretch
  // How often during the training the network itself drives every stretch, while the first planner of the experts says
  // what would be right (DAgger: S. Ross, G. Gordon, A. Bagnell, "A Reduction of Imitation Learning and Structured
  // Prediction to No-Regret Online Learning", AISTATS 2011). The rounds divide the epochs evenly. The network that
  // drove is kept as "x.round-1.pt" …, for resuming.
  int rounds{0};
  ExampleOptions examples;
  double validation_share{0.15};  // of the logs
  TrainerOptions trainer;         // its shape and seed are those of `training`
  TrainingOptions training;       // with model file and contract
  std::string command;            // for the side entry: how to do it again
};

// Numbers that can be trained with; the error names the field.
Status check(const ImitationRequest& request);

class ImitationObserver : public TrainingObserver {
 public:
  // Before training: what is done, how much of it.
  virtual void on_preparing(const std::string& /*what*/, std::size_t /*done*/, std::size_t /*total*/) {}
  // What a user should know: logs that are left out, how many moments there are.
  virtual void on_note(const std::string& /*sentence*/) {}
};

struct ImitationOutcome {
  TrainingOutcome training;
  std::size_t logs{0}, validation_logs{0};
  std::size_t moments{0}, validation_moments{0};
  std::int64_t parameters{0};  // of the network
};

using TrainerMaker = std::function<Result<std::unique_ptr<Trainer>>(const TrainerOptions&)>;
// Of the learning module.
Result<std::unique_ptr<Trainer>> make_library_trainer(const TrainerOptions& options);

// Reads the logs, splits them, and trains (train_network). On the calling thread; `control` stops it at any time: while
// it still prepares with an error.
Result<ImitationOutcome> imitate(const ImitationRequest& request, const TrainerMaker& make_trainer, MapCache& maps,
                                 RunControl& control, ImitationObserver& observer);

}  // namespace stepscope
