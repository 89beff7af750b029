#include "core/imitation/training.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/clock.h"
#include "core/files/text_file.h"
#include "core/geometry/angle.h"
#include "core/imitation/batch_feed.h"
#include "core/imitation/training_start.h"

namespace stepscope {

namespace {

enum class Purpose : std::uint64_t { kOrder = 1, kExamples = 2, kValidation = 3 };

// What must be the same for the same weights.
std::string settings_of(const TrainingOptions& options, const NetworkShape& shape) {
  return fmt::format("batch {}, learning rate {}, warm-up {}, last rate {}, seed {}, {} × {} × {} → {}{}{}",
                     options.batch, options.learning_rate, options.warm_up, options.last_rate, options.seed,
                     shape.channels, shape.size_px, shape.size_px, shape.outputs, options.settings.empty() ? "" : ", ",
                     options.settings);
}

class TrainingRun {
 public:
  TrainingRun(const TrainingOptions& options, Trainer& trainer, const ExampleSource& examples,
              const ExampleSource& validation, RunControl& control, TrainingObserver& observer)
      : options_(options),
        files_(options.model),
        trainer_(trainer),
        examples_(examples),
        validation_(validation),
        control_(control),
        observer_(observer) {}

  Result<TrainingOutcome> run() {
    if (Status begun = begin(); !begun.ok()) return begun.error();
    begin_ns_ = clock_.now_ns();
    seconds_before_ = outcome_.state.seconds;
    for (int epoch = 0; !over(); ++epoch) {
      if (options_.before_epoch) {
        if (Status ready = options_.before_epoch(epoch); !ready.ok()) return stop_or(ready.error());
      }
      if (epoch < outcome_.state.epoch) continue;
      if (examples_.size() == 0) return make_error("there is nothing to learn from");
      if (Status learned = learn(); !learned.ok()) return learned.error();
      if (outcome_.stopped) break;
      if (Status finished = finish_epoch(); !finished.ok()) return finished.error();
    }
    return std::move(outcome_);
  }

 private:
  TrainingState& state() { return outcome_.state; }
  double seconds() const { return seconds_before_ + static_cast<double>(clock_.now_ns() - begin_ns_) * 1e-9; }

  bool out_of_time() const { return options_.minutes && options_.spent_s + seconds() >= *options_.minutes * 60.0; }
  bool over() const {
    if (outcome_.stopped) return true;
    return options_.minutes ? out_of_time() : outcome_.state.epoch >= options_.epochs;
  }

  Status begin() {
    const std::string settings = settings_of(options_, examples_.shape());
    if (validation_.size() == 0) return make_error("there is nothing to validate on");
    if (!options_.resume) {
      state().settings = settings;
      return {};
    }
    auto read = read_training_state(files_.state);
    if (!read.ok()) return read.error();
    if (read.value().settings != settings)
      return Error{.file = files_.state.string(),
                   .place = {},
                   .field = "settings",
                   .reason = settings_differ(read.value().settings, settings)};
    state() = std::move(read).value();
    return trainer_.restore(files_.checkpoint(state().checkpoint).string());
  }

  // How much of the training is done after a share of the present epoch.
  double share_done(double of_epoch) const {
    const double share = options_.minutes ? (options_.spent_s + seconds()) / (*options_.minutes * 60.0)
                                          : (outcome_.state.epoch + of_epoch) / options_.epochs;
    return std::clamp(share, 0.0, 1.0);
  }

  // The rest of the present epoch.
  Status learn() {
    const auto epoch = static_cast<std::uint64_t>(state().epoch);
    const auto seed = [&](Purpose purpose) {
      return derived_seed(options_.seed, epoch, static_cast<std::uint64_t>(purpose));
    };
    BatchFeed feed(examples_, shuffled_examples(examples_.size(), seed(Purpose::kOrder)),
                   {.batch = options_.batch,
                    .seed = seed(Purpose::kExamples),
                    .first = static_cast<std::size_t>(state().step),
                    .threads = options_.feed_threads});
    const Status learned = learn_from(feed);
    outcome_.waited_s += static_cast<double>(feed.waited_ns()) * 1e-9;
    outcome_.drawn_s += static_cast<double>(feed.drawn_ns()) * 1e-9;
    return learned;
  }

  Status learn_from(BatchFeed& feed) {
    const auto steps = static_cast<double>(feed.batch_count());
    while (const TrainingBatch* batch = feed.next()) {
      const double rate = learning_rate_at(options_, share_done(static_cast<double>(state().step) / steps));
      const std::int64_t before = clock_.now_ns();
      auto loss = trainer_.train(*batch, rate);
      outcome_.learned_s += static_cast<double>(clock_.now_ns() - before) * 1e-9;
      if (!loss.ok()) return loss.error();
      if (!std::isfinite(loss.value()))
        return make_error(fmt::format("the loss is not finite in epoch {}, step {}; a smaller learning rate may help",
                                      state().epoch + 1, state().step + 1));
      ++state().step;
      state().loss_sum += loss.value() * batch->count;
      state().examples += batch->count;
      last_rate_ = rate;
      tell(feed);
      if (out_of_time()) return {};
      if (control_.stopped()) {
        outcome_.stopped = true;
        return save();
      }
    }
    return {};
  }

  void tell(const BatchFeed& feed) {
    TrainingProgress progress{
        .epoch = state().epoch + 1,
        .step = static_cast<std::size_t>(state().step),
        .steps = feed.batch_count(),
        .share = share_done(static_cast<double>(state().step) / static_cast<double>(feed.batch_count())),
        .loss = state().loss_sum / static_cast<double>(state().examples),
        .learning_rate = last_rate_,
        .seconds = seconds(),
        .left_s = {},
        .waited_s = static_cast<double>(feed.waited_ns()) * 1e-9};
    if (options_.minutes) {
      progress.left_s = std::max(0.0, *options_.minutes * 60.0 - options_.spent_s - progress.seconds);
    } else if (progress.share > 0.0) {
      progress.left_s = progress.seconds * (1.0 - progress.share) / progress.share;
    }
    observer_.on_step(progress);
  }

  struct Validated {
    double loss{0.0};
    HorizonErrors errors;
  };
  Result<Validated> validate() {
    BatchFeed feed(validation_, ordered_examples(validation_.size()),
                   {.batch = options_.batch,
                    .seed = derived_seed(options_.seed, static_cast<std::uint64_t>(Purpose::kValidation)),
                    .first = 0,
                    .threads = options_.feed_threads});
    PredictionError errors(options_.contract.poses, options_.contract.interval_s);
    std::vector<float> predictions;
    double sum = 0.0;
    while (const TrainingBatch* batch = feed.next()) {
      predictions.resize(batch->targets.size());
      auto loss = trainer_.predict(*batch, predictions);
      if (!loss.ok()) return loss.error();
      sum += loss.value() * batch->count;
      errors.add(*batch, predictions);
    }
    return Validated{.loss = sum / static_cast<double>(validation_.size()), .errors = errors.result()};
  }

  Status finish_epoch() {
    auto validated = validate();
    if (!validated.ok()) return validated.error();
    const CurvePoint point{.epoch = state().epoch + 1,
                           .examples = state().examples,
                           .seconds = seconds(),
                           .learning_rate = learning_rate_at(options_, share_done(1.0)),
                           .loss = state().loss_sum / static_cast<double>(state().examples),
                           .validation_loss = validated.value().loss,
                           .errors = validated.value().errors};
    const bool best = !state().best_epoch || point.validation_loss < state().best_loss;
    state().curve.push_back(point);
    state().epoch = point.epoch;
    state().step = state().examples = 0;
    state().loss_sum = 0.0;
    if (best) {
      state().best_epoch = point.epoch;
      state().best_loss = point.validation_loss;
    }
    if (best || options_.keep == KeptModel::kLast) {
      if (Status exported = export_model(); !exported.ok()) return exported;
    }
    if (Status written = write_file(files_.curve, curve_csv(state().curve)); !written.ok()) return written;
    if (Status saved = save(); !saved.ok()) return saved;
    observer_.on_epoch(point, best);
    if (control_.stopped()) outcome_.stopped = true;
    return {};
  }

  Status export_model() {
    if (Status written = write_contract(files_.model, options_.contract); !written.ok()) return written;
    return trainer_.export_model(files_.model.string());
  }

  // Into the file that the state on disk does not name, then the state.
  Status save() {
    const int turn = 1 - state().checkpoint;
    if (Status saved = trainer_.save(files_.checkpoint(turn).string()); !saved.ok()) return saved;
    state().checkpoint = turn;
    state().seconds = seconds();
    return write_training_state(files_.state, state());
  }

  // What `before_epoch` could not do because it was told to stop is no error.
  Result<TrainingOutcome> stop_or(const Error& error) {
    if (!control_.stopped()) return error;
    outcome_.stopped = true;
    return std::move(outcome_);
  }

  const TrainingOptions& options_;
  const TrainingFiles files_;
  Trainer& trainer_;
  const ExampleSource& examples_;
  const ExampleSource& validation_;
  RunControl& control_;
  TrainingObserver& observer_;
  SteadyClock clock_;
  std::int64_t begin_ns_{0};
  double seconds_before_{0.0}, last_rate_{0.0};
  TrainingOutcome outcome_;
};

}  // namespace

double learning_rate_at(const TrainingOptions& options, double share) {
  if (share < options.warm_up) return options.learning_rate * share / options.warm_up;
  const double rest = options.warm_up < 1.0 ? (share - options.warm_up) / (1.0 - options.warm_up) : 1.0;
  const double cosine = 0.5 * (1.0 + std::cos(kPi * rest));
  return options.learning_rate * (options.last_rate + (1.0 - options.last_rate) * cosine);
}

Result<TrainingOutcome> train_network(const TrainingOptions& options, Trainer& trainer, const ExampleSource& examples,
                                      const ExampleSource& validation, RunControl& control,
                                      TrainingObserver& observer) {
  return TrainingRun(options, trainer, examples, validation, control, observer).run();
}

}  // namespace stepscope
