#pragma once

#include <span>
#include <vector>

#include "core/planning/pdm/drivable_ground.h"
#include "core/planning/pdm/pdm_scene.h"
#include "core/planning/pdm/proposal_simulation.h"
#include "core/planning/pdm/proposal_terms.h"

namespace stepscope {

// A proposal as it is scored: one entry per 0.1 s step.
struct DrivenProposal {
  std::span<const SimulatedState> states;
  std::span<const EgoFootprint> footprints;
  std::span<const GroundFlags> ground;
};

// Collisions of a proposal with the forecast, and how near it comes to one. Only the first contact with an obstacle
// counts: whoever is at fault loses the term, and an obstacle whose fault it is gets out of the way.
class CollisionTerms {
 public:
  // Prepares for the proposals of a step, which have `samples` states each. `scene` must stay.
  void assign(const PdmScene& scene, int samples);

  // Sets no_collision, time_to_collision and their steps.
  void judge(const DrivenProposal& proposal, DrivableGround& ground, ProposalTerms& terms);

 private:
  struct Nearby {
    const PdmObstacle* obstacle{nullptr};
    Bounds sweep;  // of its whole forecast
  };
  void judge_collision(const DrivenProposal& proposal, const PdmObstacle& obstacle, ProposalTerms& terms) const;
  void judge_time_to_collision(const DrivenProposal& proposal, const PdmObstacle& obstacle, DrivableGround& ground,
                               ProposalTerms& terms) const;

  std::vector<Nearby> nearby_;
  // Of the proposal at hand, per step.
  struct Motion {
    double speed{0.0};  // m/s
    Point2 velocity;
  };
  std::vector<Motion> motion_;
};

}  // namespace stepscope
