#include "core/planning/raster/raster_planner_entry.h"

#include "core/learning/learning_library.h"
#include "core/learning/model_choice.h"
#include "core/planning/number_option.h"

namespace stepscope {

namespace {

constexpr const char* kId = "ml-raster";
constexpr std::string_view kModel = "model";

Result<ModelChoice> choice_of(const PlannerParameters& parameters) {
  std::string text(kShippedModel);
  for (const auto& [name, value] : parameters) {
    if (name != kModel) return unknown_parameter(kId, name, std::span(&kModel, 1));
    text = value;
  }
  auto choice = choose_model(text);
  if (!choice.ok()) return parameter_error(kId, std::string(kModel), choice.error().reason);
  return choice;
}

NetworkMaker maker_for(const ModelChoice& choice) {
  return [choice](const NetworkShape& shape, const NetworkOptions& options,
                  std::span<const float> calibration) -> Result<std::unique_ptr<Network>> {
    const auto library = learning_library();
    if (!library.ok()) return library.error();
    if (choice.file.empty()) return library.value()->random_resnet50(shape, options, calibration);
    return library.value()->load(choice.file.string(), shape, options, calibration);
  };
}

Result<std::unique_ptr<Planner>> make(const PlannerParameters& parameters, const PlannerMeans& means) {
  auto parts = raster_planner_parts(parameters, means);
  if (!parts.ok()) return parts.error();
  return std::unique_ptr<Planner>(std::make_unique<RasterPlanner>(std::move(parts).value()));
}

Result<std::filesystem::path> model_file(const PlannerParameters& parameters) {
  auto choice = choice_of(parameters);
  if (!choice.ok()) return choice.error();
  return std::move(choice).value().file;
}

}  // namespace

Result<RasterPlannerParts> raster_planner_parts(const PlannerParameters& parameters, const PlannerMeans& means) {
  const auto choice = choice_of(parameters);
  if (!choice.ok()) return choice.error();
  FoundContract found{.contract = {.name = choice.value().name}, .assumed = false};
  if (!choice.value().file.empty()) {
    auto read = read_contract(choice.value().file);
    if (!read.ok()) return read.error();
    found = std::move(read).value();
  }
  return RasterPlannerParts{
      .model = {.name = choice.value().name, .file = choice.value().file, .contract = std::move(found), .network = {}},
      .rasters = means.rasters,
      .network = means.network,
      .make_network = maker_for(choice.value())};
}

PlannerEntry raster_planner_entry() {
  return {
      .id = kId,
      .title = "RasterPlanner",
      .description = "Draws pictures of what is around and drives where a neural network says.",
      .oracle = false,
      .parameters = {{std::string(kModel), std::string(kShippedModel),
                      "TorchScript file, name of a model that comes with the program, or resnet50-random for timing",
                      ""}},
      .make = make,
      .model_file = model_file};
}

}  // namespace stepscope
