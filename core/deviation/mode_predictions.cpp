#include "core/deviation/mode_predictions.h"

#include <span>

#include "core/planning/raster/calibration_rasters.h"

namespace stepscope {

Result<ModePredictions> predict_again(const RasterPlannerParts& parts, const Scenario& scenario, const RunTape& tape,
                                      RunControl& control) {
  const ModelContract& contract = parts.model.contract.contract;
  HistoryBuffer history(HistoryBuffer::reference_capacity(scenario.extraction().interval_s()));
  for (const RecordedFrame& past : scenario.past()) history.append({.ego = past.ego, .objects = past.objects});

  ModePredictions out;
  std::unique_ptr<Network> network;
  RasterInput input(scenario.map(), contract, parts.rasters, scenario.route());
  const auto outputs = static_cast<std::size_t>(contract.shape().outputs);
  out.poses.resize(tape.size() * outputs);
  for (std::size_t k = 0; k < tape.size(); ++k) {
    const FramePtr frame = tape.frame(k);
    if (!control.wait_for_turn(frame->time.us)) return make_error("stopped");
    history.append({.ego = frame->ego, .objects = frame->objects});
    if (network == nullptr) {
      std::vector<float> calibration;
      if (parts.network.mode == InferenceMode::kInt8)
        calibration = calibration_rasters(contract,
                                          {.route = scenario.route(),
                                           .mission_goal = scenario.mission_goal(),
                                           .map = scenario.map(),
                                           .history = &history,
                                           .lights = frame->lights},
                                          parts.rasters);
      auto made = parts.make_network(contract.shape(), parts.network, calibration);
      if (!made.ok()) return made.error();
      network = std::move(made).value();
      out.network = network->facts();
    }
    const std::span<float> poses = std::span(out.poses).subspan(k * outputs, outputs);
    if (Status ran = network->run(input.draw(history, frame->lights), poses); !ran.ok()) return ran.error();
    out.library_ns.push_back(network->last_library_ns());
  }
  return out;
}

}  // namespace stepscope
