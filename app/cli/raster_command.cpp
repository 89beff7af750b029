#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/selection.h"
#include "core/features/raster_method.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/map/map_cache.h"
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
  std::string out;
};

Result<ScenarioPtr> load(const Options& options, Console& console) {
  auto dataset = open_dataset(options.data, console);
  if (!dataset.ok()) return dataset.error();
  auto chosen = choose(*dataset.value(), options.selection, console);
  if (!chosen.ok()) return chosen.error();
  const ChosenScenario& scenario = chosen.value().front();
  auto map = MapCache().get(dataset.value()->paths.maps, scenario.location);
  if (!map.ok()) return map.error();
  return Scenario::load(scenario.id, scenario.type, scenario.extraction, map.value());
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

// raster_<N>.npy and raster_<N>_<channel>.png. Returns what was written.
Result<nlohmann::ordered_json> write(const fs::path& folder, int iteration, const RasterFeatures& features) {
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
    channels.push_back({{"name", channel_name(channel)},
                        {"picture", picture.string()},
                        {"drawn_pixels", std::ranges::count_if(pixels, [](float value) { return value != 0.0F; })}});
  }
  return nlohmann::ordered_json{{"iteration", iteration}, {"array", array.string()}, {"channels", channels}};
}

ExitCode code_of(const Error& error) { return error.file.empty() ? ExitCode::kUsage : ExitCode::kBadInput; }

Result<nlohmann::ordered_json> draw(const Options& options, Console& console) {
  if (Status status = check(options.parameters); !status.ok()) return status.error();
  const auto scenario = load(options, console);
  if (!scenario.ok()) return scenario.error();
  if (Status status = check_iterations(options, *scenario.value()); !status.ok()) return status.error();
  std::error_code code;
  fs::create_directories(options.out, code);
  if (code)
    return Error{.file = options.out, .place = {}, .field = {}, .reason = "cannot be created: " + code.message()};
  const auto rasteriser = make_rasteriser(scenario.value()->map(), options.parameters, {});
  RasterFeatures features;
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const int iteration : options.iterations) {
    const RecordedFrame& frame = scenario.value()->iteration(iteration);
    rasteriser->draw({.ego = frame.ego, .objects = frame.objects}, features);
    auto written = write(options.out, iteration, features);
    if (!written.ok()) return written.error();
    console.result(written.value()["array"].get<std::string>());
    list.push_back(std::move(written).value());
  }
  return list;
}

ExitCode run(const Options& options) {
  Console console(options.common);
  const auto list = draw(options, console);
  if (!list.ok()) {
    console.error(list.error());
    return code_of(list.error());
  }
  console.result_json(json_text(list.value(), 1));
  return ExitCode::kDone;
}

}  // namespace

Command add_raster_command(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = app.add_subcommand("raster", "Draws what a raster network sees at steps of a recorded scenario");
  add_data_options(*parser, options->data);
  parser->add_option("--scenario", options->selection.tokens, "token of the scenario's anchor frame, 16 hex digits")
      ->expected(1)
      ->required();
  add_cut_options(*parser, options->selection);
  parser
      ->add_option("--iteration", options->iterations, "which of the scenario's iterations, from 0; a list with commas")
      ->delimiter(',')
      ->check(CLI::NonNegativeNumber)
      ->required();
  parser->add_option("--size", options->parameters.size_px, "pixels of a side")->capture_default_str();
  parser->add_option("--resolution", options->parameters.metres_per_pixel, "metres per pixel")->capture_default_str();
  parser->add_option("--out", options->out, "folder for arrays and pictures")->required();
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
