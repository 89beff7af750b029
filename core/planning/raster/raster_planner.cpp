#include "core/planning/raster/raster_planner.h"

#include <fmt/format.h>

#include "core/planning/raster/calibration_rasters.h"
#include "core/probe/span.h"

namespace stepscope {

RasterPlanner::RasterPlanner(RasterPlannerParts parts)
    : parts_(std::move(parts)), trajectory_(contract().poses, contract().interval_s) {}

Status RasterPlanner::initialise(const PlannerContext& context) {
  std::vector<float> calibration;
  if (parts_.network.mode == InferenceMode::kInt8)
    calibration = calibration_rasters(contract(), context, parts_.rasters);
  auto network = parts_.make_network(contract().shape(), parts_.network, calibration);
  if (!network.ok()) return network.error();
  network_ = std::move(network).value();
  parts_.model.network = network_->facts();
  input_ = std::make_unique<RasterInput>(context.map, contract(), parts_.rasters, context.route);
  predictions_.resize(static_cast<std::size_t>(contract().shape().outputs));
  return {};
}

Status RasterPlanner::do_plan(const PlannerInput& input, Trajectory& out) {
  std::span<const float> pixels;
  {
    const ScopedSpan span(Stage::kFeatures);
    pixels = input_->draw(input.history, input.lights);
  }
  {
    const ScopedSpan span(Stage::kInference);
    if (Status ran = network_->run(pixels, predictions_); !ran.ok()) {
      Error error = ran.error();
      if (error.file.empty()) error.file = parts_.model.name;
      return error;
    }
  }
  const ScopedSpan span(Stage::kPostprocess);
  trajectory_.make(predictions_, input.history, out);
  input_->draws_soon();
  return {};
}

std::vector<std::string> RasterPlanner::notes() const {
  std::vector<std::string> notes;
  if (parts_.model.contract.assumed && !parts_.model.file.empty())
    notes.push_back(fmt::format(
        "{} has no side entry {}: it is taken for a model of the reference, which reads 4 pictures of 224 × 224 pixels "
        "of 0.5 m and gives 16 poses, one every 0.5 s",
        parts_.model.name, side_entry_of(parts_.model.file).filename().string()));
  // The other forms round differently, by some 1e-7 m.
  const bool coarse = parts_.network.mode == InferenceMode::kBfloat16 || parts_.network.mode == InferenceMode::kInt8;
  if (coarse && parts_.model.network)
    notes.push_back(
        fmt::format("the network ran as {}, which moves its poses by millimetres up to a metre or two against float32, "
                    "enough to change a score; stepscope-cli model --deviation measures by how much",
                    mode_name(parts_.network.mode)));
  if (parts_.rasters.map == RasterMethod::Map::kCanvas)
    notes.push_back(
        "the map of the rasters was cut out of a picture drawn once: pixels at edges differ from the exact "
        "ones, and plans by up to metres, enough to change a score");
  return notes;
}

}  // namespace stepscope
