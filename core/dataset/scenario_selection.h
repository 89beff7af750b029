#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/data_root.h"
#include "core/scenario/scenario.h"

namespace stepscope {

// A scenario to run.
struct ChosenScenario {
  ScenarioId id;
  std::string type;
  std::string location;
  ScenarioExtraction extraction;
  SimTime time;       // of the anchor
  bool named{false};  // asked for by its token: it must run, where one that a filter chose may be passed over
};

// Seconds, seconds and share of the 20 Hz frames instead of those of the scenario's type.
struct ExtractionChange {
  std::optional<double> duration_s, offset_s, subsample;
  ScenarioExtraction of_type(std::string_view type) const;
};

// Which scenarios of a dataset. Every part that is empty lets all pass. They apply in the order in which they stand
// here, each to what the one before left. The meaning of the last seven is that of nuPlan's scenario filter, but nuPlan
// limits the number per type and in total before it looks at spacing and motion.
struct ScenarioFilter {
  std::vector<Token> tokens;           // nothing else but these; the parts after `cut` apply to them as well
  std::vector<std::string> types;      // any tag of the anchor; the scenario's type is then the greatest of these
  std::vector<std::string> logs;       // names, or parts of names
  std::vector<std::string> locations;  // map locations
  std::string text;                    // in token, type, tags, log or location
  bool untagged{false};                // scenarios without a tag as well; implied by type "unknown"
  ExtractionChange cut;

  // The ego's centre travels at least so far during the scenario, added up from frame to frame (20 Hz), m.
  std::optional<double> least_displacement_m;
  // The rear axle's speed rises above this from this or below (m/s), or falls to it from above. Changes of no more than
  // the tolerance are noise.
  std::optional<double> starts_above_mps, stops_below_mps;
  double speed_noise_mps{0.1};
  // Between the anchors of two scenarios of one type in one log, s.
  std::optional<double> least_spacing_s;
  // Limits: every (n / limit)-th in the order of tokens, or, shuffled, the first of that order. The limit in total
  // takes scenarios without a tag away first. A share is rounded up to a whole number of scenarios.
  std::optional<std::size_t> most_per_type;
  std::optional<std::size_t> most;
  std::optional<double> share;  // in (0, 1]
  // Random order instead of the order of tokens; the same seed, the same order, on every machine.
  std::optional<std::uint64_t> shuffle_seed;
};

// Reading the motion of the ego, log by log; only filters of motion need it.
struct SelectionProgress {
  std::size_t logs_done{0};
  std::size_t logs{0};
};

// The scenarios that pass, in the order of their tokens unless shuffled; none if none does. An error without file is
// about the filter: a type, log or location that the dataset does not have, with those that are spelled much like it.
// An error with a file is about the data: a token that is in no log, a log whose motion cannot be read.
Result<std::vector<ChosenScenario>> select_scenarios(
    const Dataset& dataset, const ScenarioFilter& filter,
    const std::function<void(const SelectionProgress&)>& progress = {});

}  // namespace stepscope
