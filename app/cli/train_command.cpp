#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include "app/cli/channel_names.h"
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "core/files/json_text.h"
#include "core/imitation/usual_request.h"

namespace stepscope::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  CommonOptions common;
  std::vector<std::string> data;
  std::vector<std::string> channels;
  std::vector<std::string> expert_parameters;
  std::string out, keep{"best"}, device{"cpu"}, agents{"mixed"};
  std::string command;
  double minutes{0.0};
  int stretches{0};
  ImitationRequest request;
};

class Reporter final : public ImitationObserver {
 public:
  Reporter(Console& console, const TrainingOptions& training) : console_(console), training_(training) {}

  void on_preparing(const std::string& what, std::size_t done, std::size_t total) override {
    console_.progress(what, done, total);
  }
  void on_note(const std::string& sentence) override {
    console_.end_progress();
    console_.note(sentence);
  }
  void on_step(const TrainingProgress& p) override {
    const std::string of = training_.minutes ? "" : fmt::format("/{}", training_.epochs);
    const std::string left = p.left_s ? fmt::format(", {:.0f} s left", *p.left_s) : "";
    console_.progress_line(fmt::format("epoch {}{}, step {}/{}, loss {:.4f}, {:.0f} %{}", p.epoch, of, p.step, p.steps,
                                       p.loss, 100.0 * p.share, left));
  }
  void on_epoch(const CurvePoint& point, bool best) override {
    console_.end_progress();
    const auto metres = [](const std::optional<double>& error) { return error ? fmt::format("{:.2f}", *error) : "–"; };
    console_.note(fmt::format("epoch {:3}: loss {:.4f}, validation {:.4f}, off by {} m after 3 s, {} m after 8 s{}",
                              point.epoch, point.loss, point.validation_loss, metres(point.errors.final[0]),
                              metres(point.errors.final[2]), best ? "  best" : ""));
  }

 private:
  Console& console_;
  const TrainingOptions& training_;
};

// The command as somebody would type it again; --resume, --json and --quiet do not matter for its result.
std::string command_of(const Parser& parser) {
  std::string text = "stepscope-cli train";
  for (const Option* option : parser.given_options()) {
    const auto add = [&](const std::string& value) {
      const bool plain = value.find_first_of(" \t\"'$&|;<>()") == std::string::npos;
      text += " " + option->name() + " " + (plain ? value : "\"" + value + "\"");
    };
    std::string joined;
    for (const std::string& value : option->values()) {
      if (!option->delimiter()) add(value);
      joined += (joined.empty() ? "" : ",") + value;
    }
    if (option->delimiter()) add(joined);
  }
  return text;
}

Result<ImitationRequest> request_of(const Options& options) {
  ImitationRequest request = options.request;
  for (const std::string& data : options.data) request.data.emplace_back(data);
  if (const char* standard = std::getenv("STEPSCOPE_DATA"); request.data.empty() && standard != nullptr)
    request.data.emplace_back(standard);
  if (request.data.empty()) return make_error("no data: give --data DIR (or set STEPSCOPE_DATA)");
  if (options.minutes > 0.0) request.training.minutes = options.minutes;
  if (options.stretches > 0) request.stretches.most = static_cast<std::size_t>(options.stretches);
  request.training.model = options.out;
  request.training.keep = options.keep == "last" ? KeptModel::kLast : KeptModel::kBest;
  request.trainer.device = options.device == "cuda" ? InferenceDevice::kCuda : InferenceDevice::kCpu;
  request.rollouts.agents = options.agents == "recorded"   ? RolloutAgents::kRecorded
                            : options.agents == "reactive" ? RolloutAgents::kReactive
                                                           : RolloutAgents::kMixed;
  for (const std::string& parameter : options.expert_parameters) {
    const std::size_t equals = parameter.find('=');
    if (equals == std::string::npos || equals == 0)
      return make_error("--expert-param: \"" + parameter + "\" is not NAME=VALUE");
    request.expert_parameters[parameter.substr(0, equals)] = parameter.substr(equals + 1);
  }
  request.command = options.command;
  ModelContract& contract = request.training.contract;
  if (!options.channels.empty()) {
    auto channels = channels_of(options.channels);
    if (!channels.ok()) return channels.error();
    contract.raster.channels = std::move(channels).value();
  }
  if (contract.name.empty()) contract.name = request.training.model.stem().string();
  return request;
}

Json json_of(const ImitationRequest& request, const ImitationOutcome& outcome) {
  Json curve = Json::array();
  const auto list = [](const auto& errors) {
    Json values = Json::array();
    for (const auto& error : errors) values.push_back(error ? Json(*error) : Json(nullptr));
    return values;
  };
  const TrainingState& state = outcome.training.state;
  for (const CurvePoint& point : state.curve)
    curve.push_back({{"epoch", point.epoch},
                     {"seconds", point.seconds},
                     {"loss", point.loss},
                     {"validation_loss", point.validation_loss},
                     {"ade_m", list(point.errors.average)},
                     {"fde_m", list(point.errors.final)}});
  return {{"model", request.training.model.string()},
          {"stopped", outcome.training.stopped},
          {"best_epoch", state.best_epoch ? Json(*state.best_epoch) : Json(nullptr)},
          {"parameters", outcome.parameters},
          {"moments", outcome.moments},
          {"validation_moments", outcome.validation_moments},
          {"seconds", state.seconds},
          {"learned_s", outcome.training.learned_s},
          {"waited_s", outcome.training.waited_s},
          {"drawn_s", outcome.training.drawn_s},
          {"curve", std::move(curve)}};
}

ExitCode train(const Options& options) {
  Console console(options.common);
  const auto request = request_of(options);
  if (!request.ok()) {
    console.error(request.error());
    return ExitCode::kUsage;
  }
  if (const Status sound = check(request.value()); !sound.ok()) {
    console.error(sound.error());
    return ExitCode::kUsage;
  }
  RunControl control;
  const Interrupt interrupt(control);
  MapCache maps;
  Reporter reporter(console, request.value().training);
  const auto outcome = imitate(request.value(), make_library_trainer, maps, control, reporter);
  console.end_progress();
  if (!outcome.ok()) {
    console.error(outcome.error());
    return interrupt.happened() ? ExitCode::kInterrupted : ExitCode::kBadInput;
  }
  const TrainingOutcome& training = outcome.value().training;
  console.result_json(json_text(json_of(request.value(), outcome.value()), 1));
  console.note(fmt::format("learning took {:.1f} s, waiting for examples {:.1f} s, drawing them {:.1f} s beside it",
                           training.learned_s, training.waited_s, training.drawn_s));
  if (training.state.best_epoch)
    console.result(fmt::format("model: {} (best of {} epochs: {})", options.out, training.state.epoch,
                               *training.state.best_epoch));
  if (!training.stopped) return ExitCode::kDone;
  console.note("stopped; --resume goes on");
  return ExitCode::kInterrupted;
}

void add_network_options(Parser& parser, Options& options) {
  ModelContract& contract = options.request.training.contract;
  parser.add_option("--network", options.request.trainer.network, "which network to train")->capture_default_str();
  parser.add_option("--size", contract.raster.size_px, "pixels of a side of the rasters")->capture_default_str();
  parser.add_option("--resolution", contract.raster.metres_per_pixel, "metres per pixel")->capture_default_str();
  parser.add_option("--channels", options.channels, "channels of the rasters, with commas")->delimiter(',');
  parser.add_option("--poses", contract.poses, "poses that the network predicts")->capture_default_str();
  parser.add_option("--interval", contract.interval_s, "seconds between them")->capture_default_str();
  parser.add_option("--name", contract.name, "name of the model; default: that of the file");
  parser.add_option("--description", contract.description, "what to say about it");
}

void add_example_options(Parser& parser, Options& options) {
  ImitationRequest& request = options.request;
  PerturbationOptions& perturbation = request.examples.perturbation;
  parser
      .add_option("--expert", request.experts,
                  "who is imitated: log, a planner (pdm-closed, idm), or both with a comma")
      ->delimiter(',')
      ->capture_default_str();
  parser.add_option("--expert-param", options.expert_parameters,
                    "parameter of these planners, NAME=VALUE; may be repeated");
  parser.add_option("--drives", request.drives, "how often a planner drives each piece of log")->capture_default_str();
  parser.add_option("--drive-every", request.rollouts.every, "a moment each so many steps of these drives")
      ->capture_default_str();
  parser.add_option("--drive-threads", request.rollouts.threads, "drives at a time; 0: one per core")
      ->capture_default_str();
  parser.add_option("--drive-agents", options.agents, "who is around then: reactive, recorded, mixed")
      ->check(one_of({"reactive", "recorded", "mixed"}))
      ->capture_default_str();
  parser
      .add_option("--distort-lateral", request.rollouts.distortion.lateral_m, "m aside in a planner's distorted plan")
      ->capture_default_str();
  parser.add_option("--distort-speed", request.rollouts.distortion.speed_share, "faster or slower by up to this share")
      ->capture_default_str();
  parser
      .add_option("--rounds", request.rounds,
                  "how often the network drives itself during training, judged by the planner")
      ->capture_default_str();
  parser.add_option("--every", request.every, "a moment each so many frames of 10 Hz")->capture_default_str();
  parser.add_option("--stretches", options.stretches, "at most so many pieces of logs, spread evenly; 0: all")
      ->check(not_negative())
      ->capture_default_str();
  parser.add_option("--validation", request.validation_share, "share of the logs to validate on")
      ->capture_default_str();
  parser.add_option("--perturb", perturbation.share, "share of the moments whose ego is moved")->capture_default_str();
  parser.add_option("--perturb-lateral", perturbation.lateral_m, "by up to so many m aside")->capture_default_str();
  parser.add_option("--perturb-ahead", perturbation.longitudinal_m, "by up to so many m ahead or back")
      ->capture_default_str();
  parser.add_option("--perturb-heading", perturbation.heading_rad, "turned by up to so many rad")
      ->capture_default_str();
  parser.add_option("--perturb-speed", perturbation.speed_share, "faster or slower by up to this share")
      ->capture_default_str();
  parser.add_option("--return", perturbation.return_s, "seconds until it is back on the expert's drive")
      ->capture_default_str();
  parser.add_option("--heading-weight", request.examples.loss.heading, "weight of a rad in the loss against a m")
      ->capture_default_str();
  parser.add_option("--last-weight", request.examples.loss.last_pose, "weight of the last pose against the first")
      ->capture_default_str();
}

void add_training_options(Parser& parser, Options& options) {
  TrainingOptions& training = options.request.training;
  auto* epochs =
      parser.add_option("--epochs", training.epochs, "times to go through the moments")->capture_default_str();
  parser.add_option("--minutes", options.minutes, "wall time instead of a number of epochs")
      ->excludes(epochs)
      ->check(positive());
  parser.add_option("--seed", training.seed, "of the first weights, the split, the order and the perturbations")
      ->check(whole_number())
      ->capture_default_str();
  parser.add_option("--batch", training.batch, "moments per step")->capture_default_str();
  parser.add_option("--learning-rate", training.learning_rate, "at its greatest")->capture_default_str();
  parser.add_option("--weight-decay", options.request.trainer.weight_decay, "of the optimiser")->capture_default_str();
  parser.add_option("--threads", options.request.trainer.threads, "for learning; 0: one per core")
      ->check(in_range(0, 1024))
      ->capture_default_str();
  parser.add_option("--feed-threads", training.feed_threads, "for drawing rasters")->capture_default_str();
  parser.add_option("--device", options.device, "where to learn")
      ->check(one_of({"cpu", "cuda"}))
      ->capture_default_str();
  parser.add_option("--keep", options.keep, "which epoch's model: best on the validation logs, last")
      ->check(one_of({"best", "last"}))
      ->capture_default_str();
  parser.add_flag("--resume", training.resume, "goes on with the training whose files lie beside the model")
      ->excludes(parser.add_flag("--overwrite", training.overwrite, "begins anew where a model or a training is"));
}

}  // namespace

Command add_train_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  options->request = usual_request();
  Parser* parser = app.add_subcommand("train", "Trains a raster network on recorded drives");
  parser->add_option("--data", options->data, "data roots or logs, with commas; default $STEPSCOPE_DATA")
      ->delimiter(',');
  parser->add_option("--out", options->out, "the model's file, .pt; side entry, curve and checkpoint lie beside it")
      ->required();
  add_network_options(*parser, *options);
  add_example_options(*parser, *options);
  add_training_options(*parser, *options);
  add_common_options(*parser, options->common);
  return {parser, [options, parser] {
            options->command = command_of(*parser);
            return train(*options);
          }};
}

}  // namespace stepscope::cli
