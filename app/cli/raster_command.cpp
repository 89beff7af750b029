#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "app/cli/channel_names.h"
#include "app/cli/command.h"
#include "app/cli/one_scenario.h"
#include "core/assembly/raster_choice.h"
#include "core/features/past_objects.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/record/npy_bytes.h"
#include "core/record/png_bytes.h"

namespace stepscope::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  DataOptions data;
  SelectionOptions selection;
  std::vector<int> iterations;
  RasterParameters parameters;
  std::vector<std::string> channels;
  EngineProfile profile;
  std::string map_raster, agent_raster;
  std::string out;
};

// What the texts of the options ask for.
Result<RasterMethod> resolve(Options& options) {
  if (!options.channels.empty()) {
    auto channels = channels_of(options.channels);
    if (!channels.ok()) return channels.error();
    options.parameters.channels = std::move(channels).value();
  }
  for (const auto& [key, value] : {std::pair("map-raster", options.map_raster), {"agent-raster", options.agent_raster}})
    if (!value.empty())
      if (Status status = set_switch(options.profile, key, value); !status.ok()) return status.error();
  if (Status status = check(options.parameters); !status.ok()) return status.error();
  return raster_method(options.profile);
}

Status check_iterations(const Options& options, const Scenario& scenario) {
  const int greatest = *std::ranges::max_element(options.iterations);
  if (greatest < scenario.iterations()) return {};
  return Error{.file = {},
               .place = "--iteration",
               .field = {},
               .reason = fmt::format("there is no iteration {}; scenario {} has 0 to {}", greatest,
                                     scenario.id().token.hex(), scenario.iterations() - 1)};
}

// Draws iterations of a scenario, and each once more as the rules are told.
class Drawing {
 public:
  Drawing(ScenarioPtr scenario, const RasterParameters& parameters, const RasterMethod& method)
      : scenario_(std::move(scenario)),
        chosen_(make_rasteriser(scenario_->map(), parameters, method)),
        plain_(make_rasteriser(scenario_->map(), parameters, kPlain)) {
    for (Rasteriser* rasteriser : {chosen_.get(), plain_.get()}) rasteriser->set_route(scenario_->route());
  }

  void draw(int iteration) {
    const RecordedFrame& frame = scenario_->iteration(iteration);
    const RasterScene scene{.ego = frame.ego,
                            .objects = frame.objects,
                            .past_objects = objects_a_second_before(iteration),
                            .lights = frame.lights};
    chosen_->draw(scene, features_);
    plain_->draw(scene, exact_);
  }
  const RasterFeatures& features() const { return features_; }
  double differing_share(RasterChannel channel) const {
    const auto pixels = features_.channel(channel), exact = exact_.channel(channel);
    std::size_t different = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i) different += pixels[i] == exact[i] ? 0U : 1U;
    return static_cast<double>(different) / static_cast<double>(pixels.size());
  }

 private:
  static constexpr RasterMethod kPlain{.map = RasterMethod::Map::kPerStep, .agents = RasterMethod::Agents::kOneByOne};

  std::span<const TrackedObject> objects_a_second_before(int iteration) const {
    HistoryBuffer history(HistoryBuffer::reference_capacity(scenario_->extraction().interval_s()));
    const auto append = [&](const RecordedFrame& frame) { history.append({frame.ego, frame.objects}); };
    for (const RecordedFrame& frame : scenario_->past()) append(frame);
    for (int i = 0; i <= iteration; ++i) append(scenario_->iteration(i));
    return objects_a_second_ago(history);
  }

  ScenarioPtr scenario_;
  std::unique_ptr<Rasteriser> chosen_, plain_;
  RasterFeatures features_, exact_;
};

// raster_<N>.npy and raster_<N>_<channel>.png. Returns what was written.
Result<nlohmann::ordered_json> write(const fs::path& folder, int iteration, const Drawing& drawing, Console& console) {
  const RasterFeatures& features = drawing.features();
  const auto size = static_cast<std::size_t>(features.size_px());
  const std::size_t shape[] = {features.channels().size(), size, size};
  const std::string name = fmt::format("raster_{}", iteration);
  const fs::path array = folder / (name + ".npy");
  if (Status status = write_file(array, npy_bytes(features.values(), shape)); !status.ok()) return status.error();
  nlohmann::ordered_json channels = nlohmann::ordered_json::array();
  for (const RasterChannel channel : features.channels()) {
    const auto pixels = features.channel(channel);
    auto png = png_bytes(pixels, features.size_px());
    if (!png.ok()) return png.error();
    const fs::path picture = folder / fmt::format("{}_{}.png", name, channel_name(channel));
    if (Status status = write_file(picture, png.value()); !status.ok()) return status.error();
    const double differing = drawing.differing_share(channel);
    if (differing > 0.0)
      console.note(fmt::format("iteration {}, {}: {:.2f} % of the pixels differ from those of the exact picture",
                               iteration, channel_name(channel), 100.0 * differing));
    channels.push_back({{"name", channel_name(channel)},
                        {"picture", picture.string()},
                        {"drawn_pixels", std::ranges::count_if(pixels, [](float value) { return value != 0.0F; })},
                        {"differing_share", differing}});
  }
  console.result(array.string());
  return nlohmann::ordered_json{{"iteration", iteration}, {"array", array.string()}, {"channels", channels}};
}

Result<nlohmann::ordered_json> draw(Options& options, Console& console) {
  const auto method = resolve(options);
  if (!method.ok()) return method.error();
  const auto scenario = load_one(options.data, options.selection, console);
  if (!scenario.ok()) return scenario.error();
  if (Status status = check_iterations(options, *scenario.value()); !status.ok()) return status.error();
  std::error_code code;
  fs::create_directories(options.out, code);
  if (code)
    return Error{.file = options.out, .place = {}, .field = {}, .reason = "cannot be created: " + code.message()};
  Drawing drawing(scenario.value(), options.parameters, method.value());
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const int iteration : options.iterations) {
    drawing.draw(iteration);
    auto written = write(options.out, iteration, drawing, console);
    if (!written.ok()) return written.error();
    list.push_back(std::move(written).value());
  }
  return list;
}

ExitCode run(Options& options) {
  Console console(options.common);
  const auto list = draw(options, console);
  if (!list.ok()) {
    console.error(list.error());
    return refusal_code(list.error());
  }
  console.result_json(json_text(list.value(), 1));
  return ExitCode::kDone;
}

}  // namespace

Command add_raster_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("raster", "Draws what a raster network sees at steps of a recorded scenario");
  add_data_options(*parser, options->data);
  parser->add_option("--scenario", options->selection.tokens, "token of the scenario's anchor frame, 16 hex digits")
      ->expected(1)
      ->required();
  add_cut_options(*parser, options->selection);
  parser
      ->add_option("--iteration", options->iterations, "which of the scenario's iterations, from 0; a list with commas")
      ->delimiter(',')
      ->check(not_negative())
      ->required();
  parser->add_option("--size", options->parameters.size_px, "pixels of a side")->capture_default_str();
  parser->add_option("--resolution", options->parameters.metres_per_pixel, "metres per pixel")->capture_default_str();
  parser
      ->add_option("--channels", options->channels,
                   "channels in the order of the array, with commas; ego, agents, roadmap, baseline_paths unless given")
      ->delimiter(',');
  parser->add_option("--map-raster", options->map_raster,
                     "how the map is drawn: per-step, gathered or canvas; gathered unless given");
  parser->add_option("--agent-raster", options->agent_raster,
                     "how agents are drawn: one-by-one or batched; batched unless given");
  parser->add_option("--out", options->out, "folder for arrays and pictures")->required();
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
