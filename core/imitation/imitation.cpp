#include "core/imitation/imitation.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/clock.h"
#include "core/imitation/moment_collection.h"
#include "core/imitation/training_start.h"
#include "core/learning/learning_library.h"

namespace stepscope {

namespace {

Error wrong(const char* field, std::string reason) {
  return {.file = {}, .place = "training", .field = field, .reason = std::move(reason)};
}

std::string listed(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string experts_of(const ImitationRequest& request) {
  std::string text = listed(request.experts);
  for (const auto& [name, value] : request.expert_parameters) text += fmt::format(" {}={}", name, value);
  return text;
}

std::string what_was_asked_for(const ImitationRequest& request) {
  const PerturbationOptions& p = request.examples.perturbation;
  return fmt::format(
      "network {}, weight decay {}, experts {}, every {} and {}, {} drives among {} agents (distorted {} m, {} of "
      "the speed), {} rounds, stretches of {} "
      "s, validation {}, perturbed {}: {} m, {} m, "
      "{} rad, {} of the speed, back in {} s, weight of headings {}, of the last pose {}, rasters of {} m a pixel",
      request.trainer.network, request.trainer.weight_decay, experts_of(request), request.every, request.rollouts.every,
      request.drives, request.rollouts.agents == RolloutAgents::kReactive ? "reactive" : "recorded",
      request.rollouts.distortion.lateral_m, request.rollouts.distortion.speed_share, request.rounds,
      request.stretches.length_s, request.validation_share, p.share, p.lateral_m, p.longitudinal_m, p.heading_rad,
      p.speed_share, p.return_s, request.examples.loss.heading, request.examples.loss.last_pose,
      request.training.contract.raster.metres_per_pixel);
}

class Imitation {
 public:
  Imitation(const ImitationRequest& request, MapCache& maps, RunControl& control, ImitationObserver& observer)
      : request_(request), collection_(request, maps, control, observer), control_(control), observer_(observer) {}

  Result<ImitationOutcome> run(const TrainerMaker& make_trainer) {
    const SteadyClock clock;
    const std::int64_t begin = clock.now_ns();
    if (Status status = check(request_); !status.ok()) return status.error();
    if (Status possible = check_start(request_.training); !possible.ok()) return possible.error();
    TrainingOptions training = request_.training;
    TrainerOptions wanted = request_.trainer;
    wanted.shape = training.contract.shape();
    wanted.seed = training.seed;
    wanted.interval_s = training.contract.interval_s;
    wanted.speed_scale = training.contract.raster.speed_scale;
    const auto& channels = training.contract.raster.channels;
    const auto speed = std::ranges::find(channels, RasterChannel::kEgoSpeed);
    wanted.speed_channel = speed == channels.end() ? -1 : static_cast<int>(speed - channels.begin());
    auto made = make_trainer(wanted);  // first: without it there is no use in reading
    if (!made.ok()) return made.error();
    Trainer& trainer = *made.value();
    if (Status collected = collection_.collect(); !collected.ok()) return collected.error();
    if (Status enough = check_enough(); !enough.ok()) return enough.error();

    MomentExamples examples(collection_.set(), collection_.learned(), training.contract, request_.examples);
    const MomentExamples validation(collection_.set(), collection_.validated(), training.contract, request_.examples);
    outcome_.logs = collection_.logs();
    outcome_.validation_logs = collection_.validation_log_count();
    outcome_.moments = examples.size();
    outcome_.validation_moments = validation.size();
    outcome_.parameters = trainer.parameter_count();
    training.contract.training_data = description();
    training.settings = fmt::format("{}, {} and {} moments of {} logs", what_was_asked_for(request_), examples.size(),
                                    validation.size(), outcome_.logs);
    training.before_epoch = [&](int epoch) { return before_epoch(epoch, training, trainer, examples); };
    observer_.on_note(fmt::format("{} moments of {} logs to learn from, {} of {} others to validate on; {} weights",
                                  outcome_.moments, outcome_.logs - outcome_.validation_logs,
                                  outcome_.validation_moments, outcome_.validation_logs, outcome_.parameters));
    training.spent_s = static_cast<double>(clock.now_ns() - begin) * 1e-9;
    auto trained = train_network(training, trainer, examples, validation, control_, observer_);
    if (!trained.ok()) return trained.error();
    outcome_.training = std::move(trained).value();
    outcome_.moments = examples.size();
    return std::move(outcome_);
  }

 private:
  Status check_enough() const {
    const std::size_t learned = collection_.learned().size();
    if (learned < static_cast<std::size_t>(request_.training.batch))
      return make_error(
          fmt::format("{} moments to learn from are too few for a batch of {}; smaller batches, more logs "
                      "or a moment of more frames would help",
                      learned, request_.training.batch));
    return {};
  }

  // Round r = 1 … rounds begins with epoch ⌈epochs · r / (rounds + 1)⌉.
  Status before_epoch(int epoch, const TrainingOptions& training, const Trainer& trainer, MomentExamples& examples) {
    for (int round = 1; round <= request_.rounds; ++round) {
      const int parts = request_.rounds + 1;
      if (epoch != (training.epochs * round + parts - 1) / parts) continue;
      const std::filesystem::path model =
          std::filesystem::path(training.model).replace_extension(fmt::format(".round-{}.pt", round));
      std::error_code code;
      if (!training.resume || !std::filesystem::exists(model, code)) {
        if (Status written = write_contract(model, training.contract); !written.ok()) return written;
        if (Status exported = trainer.export_model(model.string()); !exported.ok()) return exported;
      }
      if (Status driven = collection_.drive_with(model, round, examples); !driven.ok()) return driven;
    }
    return {};
  }

  std::string description() const {
    std::vector<std::string> roots;
    for (const std::filesystem::path& data : request_.data) roots.push_back(data.string());
    std::string text = fmt::format(
        "{} moments of {} logs of {}, validated on {} moments of {} other logs; expert: {}; seed {}", outcome_.moments,
        outcome_.logs - outcome_.validation_logs, listed(roots), outcome_.validation_moments, outcome_.validation_logs,
        experts_of(request_), request_.training.seed);
    if (request_.rounds > 0) text += fmt::format("; {} rounds of its own driving", request_.rounds);
    if (!request_.command.empty()) text += "; command: " + request_.command;
    return text;
  }

  const ImitationRequest& request_;
  MomentCollection collection_;
  RunControl& control_;
  ImitationObserver& observer_;
  ImitationOutcome outcome_;
};

}  // namespace

Status check(const ImitationRequest& request) {
  const TrainingOptions& training = request.training;
  const PerturbationOptions& perturbation = request.examples.perturbation;
  if (Status drawable = check(training.contract.raster); !drawable.ok()) return drawable;
  if (request.data.empty()) return wrong("data", "is missing");
  if (training.model.extension() != ".pt") return wrong("model", "must be a file name that ends in .pt");
  if (training.batch < 1 || training.batch > 4096) return wrong("batch", "is not within 1 … 4096");
  if (training.epochs < 1) return wrong("epochs", "must be at least 1");
  if (training.minutes && !(*training.minutes > 0.0)) return wrong("minutes", "must be more than 0");
  if (!(training.learning_rate > 0.0 && training.learning_rate < 10.0))
    return wrong("learning rate", "is not within 0 … 10");
  if (training.feed_threads < 1 || training.feed_threads > 64) return wrong("feed threads", "is not within 1 … 64");
  if (training.contract.poses < 1 || training.contract.poses > 100) return wrong("poses", "is not within 1 … 100");
  if (!(training.contract.interval_s > 0.0 && training.contract.horizon_s() <= 10.0))
    return wrong("interval", "the poses must reach more than 0 s and at most 10 s ahead");
  if (request.every < 1) return wrong("every", "must be at least 1");
  if (request.stretches.most && *request.stretches.most < 2)
    return wrong("stretches", "must be at least 2: one to learn from, one of another log to validate on");
  if (!(request.stretches.length_s >= 4.0)) return wrong("stretch", "must be at least 4 s");
  if (!(request.validation_share > 0.0 && request.validation_share < 1.0))
    return wrong("validation share", "is not between 0 and 1");
  if (!(perturbation.share >= 0.0 && perturbation.share <= 1.0)) return wrong("perturbed share", "is not within 0 … 1");
  if (!(perturbation.return_s >= 0.5 && perturbation.return_s <= 10.0))
    return wrong("return", "is not within 0.5 … 10 s");
  if (!(std::abs(perturbation.heading_rad) < 1.0)) return wrong("perturbed heading", "is not below 1 rad");
  if (!(std::abs(perturbation.speed_share) < 1.0)) return wrong("perturbed speed", "is not a share below 1");
  if (request.experts.empty()) return wrong("expert", "is missing");
  for (const std::string& expert : request.experts)
    if (Status known = check_expert(expert, request.expert_parameters); !known.ok()) return known;
  if (request.drives < 1 || request.drives > 1000) return wrong("drives", "is not within 1 … 1000");
  if (request.rollouts.every < 1) return wrong("drive every", "must be at least 1");
  if (request.rollouts.threads < 0 || request.rollouts.threads > 1024) return wrong("drive threads", "is not sensible");
  if (request.rounds < 0 || (request.rounds > 0 && request.rounds >= training.epochs))
    return wrong("rounds", "must be fewer than the epochs");
  if (request.rounds > 0 && training.minutes) return wrong("rounds", "need a number of epochs, not of minutes");
  if (request.rounds > 0 && first_planner(request).empty())
    return wrong("rounds", "need a planner among the experts, who says what would have been right");
  return {};
}

Result<std::unique_ptr<Trainer>> make_library_trainer(const TrainerOptions& options) {
  auto library = learning_library();
  if (!library.ok()) return library.error();
  return library.value()->make_trainer(options);
}

Result<ImitationOutcome> imitate(const ImitationRequest& request, const TrainerMaker& make_trainer, MapCache& maps,
                                 RunControl& control, ImitationObserver& observer) {
  return Imitation(request, maps, control, observer).run(make_trainer);
}

}  // namespace stepscope
