#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/planning/pdm/collision_terms.h"
#include "core/planning/pdm/comfort_term.h"
#include "core/planning/pdm/drive_path.h"

namespace stepscope {

// Scores the simulated proposals of a step:
//   no collision · drivable area · driving direction · (w_p·progress + w_t·time to collision + w_c·comfort)/Σw
class ProposalScorer {
 public:
  void begin(const PdmParameters& parameters);

  // `states`: parameters.samples() per proposal, one proposal after another. The terms stay valid until the next call.
  std::span<const ProposalTerms> score(std::span<const SimulatedState> states, const PdmScene& scene,
                                       const DrivePath& centreline, DrivableGround& ground);

 private:
  void judge_ground(const DrivenProposal& proposal, ProposalTerms& terms) const;
  void add_up();

  PdmParameters parameters_;
  CollisionTerms collisions_;
  std::optional<ComfortTerm> comfort_;
  std::vector<EgoFootprint> footprints_;  // of one proposal
  std::vector<GroundFlags> flags_;
  std::vector<ProposalTerms> terms_;
};

// The first proposal with the highest score.
std::size_t best_of(std::span<const ProposalTerms> terms);

}  // namespace stepscope
