#include "core/imitation/imitation.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/clock.h"
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

std::string what_was_asked_for(const ImitationRequest& request) {
  const PerturbationOptions& p = request.examples.perturbation;
  return fmt::format(
      "network {}, weight decay {}, experts {}, every {}, stretches of {} s, validation {}, perturbed {}: {} m, {} m, "
      "{} rad, {} of the speed, back in {} s, weight of headings {}, of the last pose {}, rasters of {} m a pixel",
      request.trainer.network, request.trainer.weight_decay, listed(request.experts), request.every,
      request.stretches.length_s, request.validation_share, p.share, p.lateral_m, p.longitudinal_m, p.heading_rad,
      p.speed_share, p.return_s, request.examples.loss.heading, request.examples.loss.last_pose,
      request.training.contract.raster.metres_per_pixel);
}

class Imitation {
 public:
  Imitation(const ImitationRequest& request, MapCache& maps, RunControl& control, ImitationObserver& observer)
      : request_(request), maps_(maps), control_(control), observer_(observer) {}

  Result<ImitationOutcome> run(const TrainerMaker& make_trainer) {
    const SteadyClock clock;
    const std::int64_t begin = clock.now_ns();
    if (Status status = check(request_); !status.ok()) return status.error();
    TrainingOptions training = request_.training;
    TrainerOptions wanted = request_.trainer;
    wanted.shape = training.contract.shape();
    wanted.seed = training.seed;
    auto trainer = make_trainer(wanted);  // first: without it there is no use in reading
    if (!trainer.ok()) return trainer.error();
    if (Status read = read_logs(); !read.ok()) return read.error();
    if (Status split = take_moments(); !split.ok()) return split.error();

    MomentExamples examples(set_, std::move(learned_), training.contract, request_.examples);
    const MomentExamples validation(set_, std::move(validated_), training.contract, request_.examples);
    outcome_.moments = examples.size();
    outcome_.validation_moments = validation.size();
    outcome_.parameters = trainer.value()->parameter_count();
    training.contract.training_data = description();
    training.settings = fmt::format("{}, {} and {} moments of {} logs", what_was_asked_for(request_), examples.size(),
                                    validation.size(), outcome_.logs);
    observer_.on_note(fmt::format("{} moments of {} logs to learn from, {} of {} others to validate on; {} weights",
                                  outcome_.moments, outcome_.logs - outcome_.validation_logs,
                                  outcome_.validation_moments, outcome_.validation_logs, outcome_.parameters));
    training.spent_s = static_cast<double>(clock.now_ns() - begin) * 1e-9;
    auto trained = train_network(training, *trainer.value(), examples, validation, control_, observer_);
    if (!trained.ok()) return trained.error();
    outcome_.training = std::move(trained).value();
    return std::move(outcome_);
  }

 private:
  Status read_logs() {
    std::vector<DatasetPtr> datasets;
    for (const std::filesystem::path& data : request_.data) {
      auto paths = find_data_root(data);
      if (!paths.ok()) return paths.error();
      datasets.push_back(index_dataset(paths.value(), default_index_cache(), [this](const IndexProgress& progress) {
        observer_.on_preparing("reading logs", progress.done, progress.total);
      }));
      for (const LogProblem& problem : datasets.back()->problems)
        observer_.on_note("left out: " + problem.error.text());
    }
    const LogStretches stretches = cut_stretches(datasets, request_.stretches);
    std::vector<std::string> notes;
    auto loaded = load_stretches(stretches, maps_, notes, [this](std::size_t done, std::size_t total) {
      observer_.on_preparing("reading scenarios", done, total);
      return !control_.stopped();
    });
    for (const std::string& note : notes) observer_.on_note("left out: " + note);
    if (!loaded.ok()) return loaded.error();
    loaded_ = std::move(loaded).value();
    return {};
  }

  // Logs of which a stretch is there, then which of these validate.
  Status take_moments() {
    std::vector<std::size_t> logs;
    for (const LoadedStretch& stretch : loaded_)
      if (logs.empty() || logs.back() != stretch.log) logs.push_back(stretch.log);
    auto validating = validation_logs(logs.size(), request_.validation_share, request_.training.seed);
    if (!validating.ok()) return validating.error();
    outcome_.logs = logs.size();
    outcome_.validation_logs = static_cast<std::size_t>(std::ranges::count(validating.value(), true));
    for (const LoadedStretch& stretch : loaded_) {
      const auto log = static_cast<std::size_t>(std::ranges::find(logs, stretch.log) - logs.begin());
      const std::uint32_t index = set_.add_stretch(stretch.scenario, stretch.log);
      add_recorded_moments(set_, index, request_.every);
      std::vector<std::uint32_t>& chosen = validating.value()[log] ? validated_ : learned_;
      for (auto m = static_cast<std::uint32_t>(learned_.size() + validated_.size()); m < set_.moments.size(); ++m)
        chosen.push_back(m);
    }
    loaded_.clear();
    if (learned_.size() < static_cast<std::size_t>(request_.training.batch))
      return make_error(
          fmt::format("{} moments to learn from are too few for a batch of {}; smaller batches, more logs "
                      "or a moment of more frames would help",
                      learned_.size(), request_.training.batch));
    return {};
  }

  std::string description() const {
    std::vector<std::string> roots;
    for (const std::filesystem::path& data : request_.data) roots.push_back(data.string());
    std::string text = fmt::format(
        "{} moments of {} logs of {}, validated on {} moments of {} other logs; expert: {}; seed {}", outcome_.moments,
        outcome_.logs - outcome_.validation_logs, listed(roots), outcome_.validation_moments, outcome_.validation_logs,
        listed(request_.experts), request_.training.seed);
    if (!request_.command.empty()) text += "; command: " + request_.command;
    return text;
  }

  const ImitationRequest& request_;
  MapCache& maps_;
  RunControl& control_;
  ImitationObserver& observer_;
  std::vector<LoadedStretch> loaded_;
  MomentSet set_;
  std::vector<std::uint32_t> learned_, validated_;
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
  if (!(request.stretches.length_s >= 4.0)) return wrong("stretch", "must be at least 4 s");
  if (!(request.validation_share > 0.0 && request.validation_share < 1.0))
    return wrong("validation share", "is not between 0 and 1");
  if (!(perturbation.share >= 0.0 && perturbation.share <= 1.0)) return wrong("perturbed share", "is not within 0 … 1");
  if (!(perturbation.return_s >= 0.5 && perturbation.return_s <= 10.0))
    return wrong("return", "is not within 0.5 … 10 s");
  if (!(std::abs(perturbation.heading_rad) < 1.0)) return wrong("perturbed heading", "is not below 1 rad");
  if (!(std::abs(perturbation.speed_share) < 1.0)) return wrong("perturbed speed", "is not a share below 1");
  for (const std::string& expert : request.experts)
    if (expert != "log") return wrong("expert", "\"" + expert + "\" is not known; there is: log");
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
