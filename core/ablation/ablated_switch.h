#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/assembly/run_request.h"
#include "core/base/result.h"
#include "core/profile/optimisation.h"

namespace stepscope {

// One thing that an ablation switches on and off: an optimisation of the list of twelve, or another switch.
struct AblatedSwitch {
  int number{0};  // 1 … 12; 0: not of that list
  std::string title;
  std::string key, off, on;            // "queries", "per-step", "per-scenario"; `off` is the baseline's
  std::optional<double> estimated_ms;  // saving per step that the list estimated; never measured
  OptimisationNeeds needs{OptimisationNeeds::kNothing};
  bool operator==(const AblatedSwitch&) const = default;

  // "quick wins" … "advanced"; "beyond the list".
  std::string phase() const;
  bool in(const EngineProfile& profile) const;  // on there
};

// The twelve in their order, then what `fast` switches beyond them.
std::vector<AblatedSwitch> usual_switches();

// From words: a number ("3"), a key ("traffic-lights"), or a key with another value ("map-raster=canvas"). In the order
// of usual_switches(), then as given; each once. An error names the unknown switch or value, or says that a value is
// the baseline's own.
Result<std::vector<AblatedSwitch>> switches_named(std::span<const std::string> words);

// What this machine and build cannot run.
struct AblationMeans {
  std::string why_no_cuda;                           // empty: there is a graphics card
  std::map<std::string, std::string> missing_forms;  // of the network: "bf16" → why
};
// Asks the machine; loads LibTorch only if the planner asks a network.
AblationMeans means_of(const RunRequest& request);

// Why switching it cannot change this run, one sentence ("not used by this planner: no effect expected"); empty if it
// can.
std::string why_not_measured(const AblatedSwitch& what, const RunRequest& request, const AblationMeans& means);

// The profile with it on or off; its name stays.
EngineProfile with(EngineProfile profile, const AblatedSwitch& what);
EngineProfile without(EngineProfile profile, const AblatedSwitch& what);

}  // namespace stepscope
