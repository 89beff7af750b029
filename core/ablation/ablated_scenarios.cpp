#include "core/ablation/ablated_scenarios.h"

#include <fmt/format.h>

#include "core/record/build_info.h"
#include "core/record/stored_manifest.h"

namespace stepscope {

Result<AblatedScenarios> AblatedScenarios::read(const Dataset& dataset, const std::vector<ChosenScenario>& chosen) {
  AblatedScenarios out;
  out.maps_folder_ = dataset.paths.maps;
  MapCache maps;
  for (const ChosenScenario& one : chosen) {
    auto map = maps.get(dataset.paths.maps, one.location);
    if (!map.ok()) return map.error();
    auto scenario = Scenario::load(one.id, one.type, one.extraction, map.value());
    if (scenario.ok()) {
      out.scenarios_.push_back(std::move(scenario).value());
      continue;
    }
    if (one.named || scenario.error().place != "scenario " + one.id.token.hex()) return scenario.error();
    out.notes_.push_back("passed over: " + scenario.error().text());
  }
  if (out.scenarios_.empty()) return make_error("no scenario is left to run");
  return out;
}

ScenarioSource AblatedScenarios::source() const {
  return [this](std::size_t scenario, const EngineProfile&) -> Result<ScenarioPtr> { return scenarios_[scenario]; };
}

AblationConditions AblatedScenarios::conditions(const AblationOptions& options) const {
  const RunRequest& request = options.request;
  const MachineInfo& machine = machine_info();
  const BuildInfo& build = build_info();
  const bool reactive = request.challenge == Challenge::kClosedLoopReactiveAgents;
  AblationConditions out{
      .planner = request.planner,
      .challenge = std::string(challenge_key(request.challenge)),
      .controller = std::string(controller_key(request.controller.value_or(default_controller(request.challenge)))),
      .agents = reactive ? std::string(agents_key(request.agents)) : std::string(),
      .parameters = request.parameters,
      .pairs = options.pairs,
      .seed = options.seed,
      .processor = machine.processor,
      .system = machine.system,
      .program_version = build.version,
      .git_revision = build.git_revision,
      .build_type = build.build_type,
      .cores = machine.cores};
  for (const ScenarioPtr& scenario : scenarios_)
    out.scenarios.push_back({.token = scenario->id().token.hex(),
                             .type = scenario->type(),
                             .log = scenario->log_name(),
                             .location = scenario->map_name(),
                             .steps = scenario->iterations() - 1});
  return out;
}

Result<AblationIdentity> AblatedScenarios::identity(const RunRequest& request) const {
  AblationIdentity identity;
  int number = 0;
  for (const ScenarioPtr& scenario : scenarios_) {
    const auto run = identity_of({.scenario = scenario->id(),
                                  .type = scenario->type(),
                                  .location = scenario->map_name(),
                                  .extraction = scenario->extraction(),
                                  .request = request,
                                  .profile = EngineProfile::baseline(),
                                  .maps = maps_folder_});
    if (!run.ok()) return run.error();
    const RunIdentity& r = run.value();
    const std::string name = fmt::format("scenario {}", ++number);
    identity.emplace_back(name, fmt::format("{} of {}, {} steps", r.token, r.log, scenario->iterations() - 1));
    identity.emplace_back(name + " log", r.db_sha256);
    identity.emplace_back(name + " map", r.map_sha256);
    identity.emplace_back("model", r.model_sha256);
  }
  return identity;
}

}  // namespace stepscope
