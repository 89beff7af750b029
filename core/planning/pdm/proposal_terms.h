#pragma once

#include <optional>

namespace stepscope {

// What a proposal's score is made of. All factors lie in [0, 1].
struct ProposalTerms {
  double no_collision{1.0};           // multiplier: 1, ½ (ran into something that is no agent) or 0
  double on_drivable_area{1.0};       // multiplier: 0 if some corner leaves all lanes and car parks
  double driving_direction{1.0};      // multiplier: 1, ½ or 0 by the metres driven off the route's lanes at a stretch
  double progress{0.0};               // weighted: of the best in the batch
  double time_to_collision{1.0};      // weighted
  double comfort{1.0};                // weighted
  double progress_m{0.0};             // along the centreline, ≥ 0
  std::optional<int> collision_step;  // first 0.1 s step with a collision at fault
  std::optional<int> time_to_collision_step;  // first one that comes too close to a collision
  double score{0.0};

  double multiplier() const { return no_collision * on_drivable_area * driving_direction; }
  bool operator==(const ProposalTerms&) const = default;
};

}  // namespace stepscope
