#include "app/cli/model_text.h"

#include <fmt/format.h>

namespace stepscope::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string network_text(const NetworkFacts& network) {
  return fmt::format("loads: {} weights, {}; read and prepared in {:.0f} ms, warmed up in {:.0f} ms\n",
                     network.parameters, network.library, static_cast<double>(network.load_ns) * 1e-6,
                     static_cast<double>(network.warm_up_ns) * 1e-6);
}

std::string library_text(const LearningFacts& library) {
  std::string text = fmt::format("{}, {}; CUDA: {}\n", library.version, library.blas,
                                 library.cuda ? "yes" : "no, " + library.cuda_reason);
  for (const ModeAvailability& mode : library.modes)
    text += fmt::format("  {:<14}{}\n", mode_name(mode.mode), mode.available ? "available" : "no: " + mode.reason);
  return text;
}

double change(const ModeDeviation& mode, const ModeDeviation& reference) { return *mode.score - *reference.score; }

}  // namespace

std::string model_text(const ModelReport& report) {
  const PlannerModel& model = report.model;
  std::string text = model.file.empty() ? model.name + "\n" : model.file.string() + "\nSHA-256 " + report.sha256 + "\n";
  text += model.contract.assumed ? "No side entry " + side_entry_of(model.file).filename().string() +
                                       "; assumed, as the reference has it:\n"
                                 : "Contract:\n";
  text += contract_text(model.contract.contract);
  if (report.library) text += library_text(*report.library);
  if (model.network) text += network_text(*model.network);
  text.pop_back();
  return text;
}

Json model_json(const ModelReport& report) {
  const PlannerModel& model = report.model;
  Json json{{"name", model.name},
            {"file", model.file.string()},
            {"sha256", report.sha256},
            {"contract", Json::parse(contract_text(model.contract.contract))},
            {"contract_assumed", model.contract.assumed}};
  if (report.library) {
    Json modes = Json::array();
    for (const ModeAvailability& mode : report.library->modes)
      modes.push_back({{"mode", mode_name(mode.mode)}, {"available", mode.available}, {"reason", mode.reason}});
    json["library"] = {{"version", report.library->version},
                       {"blas", report.library->blas},
                       {"cuda", report.library->cuda},
                       {"cuda_reason", report.library->cuda_reason},
                       {"modes", modes}};
  }
  if (model.network)
    json["network"] = {{"parameters", model.network->parameters},
                       {"threads", model.network->threads},
                       {"device", model.network->device},
                       {"load_ms", static_cast<double>(model.network->load_ns) * 1e-6},
                       {"warm_up_ms", static_cast<double>(model.network->warm_up_ns) * 1e-6}};
  if (!report.problem.empty()) json["problem"] = report.problem;
  return json;
}

std::string deviation_table(std::span<const ModeDeviation> modes) {
  std::string text = fmt::format("{:<14}{:>10}{:>8}{:>13}{:>13}{:>13}{:>9}{:>9}{:>12}{:>12}", "form", "ms", "faster",
                                 "poses, m", "mean, m", "heading, rad", "score", "change", "driven, m", "at end, m");
  for (const ModeDeviation& mode : modes) {
    if (mode.network.library.empty()) {
      text += fmt::format("\n{:<14}{}", mode_name(mode.mode), mode.problem);
      continue;
    }
    const bool scored = mode.score && modes.front().score;
    text += fmt::format(
        "\n{:<14}{:>10.3f}{:>8.2f}{:>13.3g}{:>13.3g}{:>13.3g}{:>9}{:>9}{:>12.3g}{:>12.3g}", mode_name(mode.mode),
        mode.inference_ms, modes.front().inference_ms / mode.inference_ms, mode.position_m, mode.mean_position_m,
        mode.heading_rad, mode.score ? fmt::format("{:.4f}", *mode.score) : "none",
        scored ? fmt::format("{:+.4f}", change(mode, modes.front())) : "", mode.driven_m, mode.final_position_m);
    if (!mode.problem.empty()) text += "\n" + std::string(14, ' ') + mode.problem;
  }
  return text;
}

Json deviation_json(std::span<const ModeDeviation> modes) {
  Json list = Json::array();
  for (const ModeDeviation& mode : modes) {
    Json json{{"mode", mode_name(mode.mode)}};
    if (!mode.problem.empty()) json["problem"] = mode.problem;
    if (!mode.network.library.empty()) {
      json.update({{"inference_ms", mode.inference_ms},
                   {"load_ms", static_cast<double>(mode.network.load_ns) * 1e-6},
                   {"warm_up_ms", static_cast<double>(mode.network.warm_up_ns) * 1e-6},
                   {"position_m", mode.position_m},
                   {"mean_position_m", mode.mean_position_m},
                   {"heading_rad", mode.heading_rad},
                   {"score", mode.score ? Json(*mode.score) : Json(nullptr)},
                   {"driven_m", mode.driven_m},
                   {"final_position_m", mode.final_position_m}});
    }
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace stepscope::cli
