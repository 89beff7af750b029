#pragma once

#include <span>

#include "core/base/random.h"
#include "core/imitation/expert_path.h"
#include "core/world/ego_state.h"

namespace stepscope {

// How far the ego is moved away from the expert before it is asked what to do, so that a network sees states that the
// expert never gets into, but a network does. Each is drawn evenly between plus and minus the value.
struct PerturbationOptions {
  double share{0.5};           // of the moments that are perturbed
  double lateral_m{1.0};       // to the left
  double longitudinal_m{1.0};  // ahead
  double heading_rad{0.15};
  double speed_share{0.2};  // of the speed
  double return_s{3.0};     // until the ego is where the expert is at that time
};

struct Perturbation {
  double lateral_m{0.0}, longitudinal_m{0.0}, heading_rad{0.0}, speed_share{0.0};
  bool operator==(const Perturbation&) const = default;
};

Perturbation draw_perturbation(const PerturbationOptions& options, Random& random);
// The ego moved along and across its heading, turned, and faster by the share. Accelerations stay.
EgoState perturbed(const EgoState& ego, const Perturbation& by);

// Poses interval_s, 2·interval_s … after `ego`, relative to its rear axle, that lead from the perturbed ego back to the
// expert; how many of them the expert's record covers is returned, the others are zero. With no perturbation these are
// the recorded poses. Else:
// - along the path, the offset in distance falls to 0 within return_s as a cubic that begins with the offset and the
//   difference of speeds and ends flat; so the ego is then where the expert is at that time. It never drives backwards:
//   an ego ahead of an expert that stands, stands.
// - across it, the offset falls to 0 over the distance that is driven meanwhile (8 … 60 m), not over time, as a cubic
//   that begins with the offset and the perturbed heading; so an ego that stands, stays where it is and as it is
//   turned.
int recovery_poses(const ExpertPath& expert, const EgoState& expert_ego, const Perturbation& perturbation,
                   double return_s, double interval_s, std::span<Pose2> out);

}  // namespace stepscope
