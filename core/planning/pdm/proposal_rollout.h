#pragma once

#include <span>
#include <vector>

#include "core/planning/pdm/path_outlook.h"
#include "core/world/ego_state.h"

namespace stepscope {

// The proposals: on each path the vehicle follows the intelligent driver model with each of the target speeds, 0.1 s at
// a time, behind whatever the forecast puts in its way. Proposal = path · speeds + speed.
//
// The quirks of the reference are kept, because they decide what is driven: the leader is looked for every second step
// only and is "at progress 0" in the very first, which brakes at once; the record of a leader is shared by the speeds
// of a path within a step and not cleared, so that a red light keeps the speed of the one before it.
class ProposalRollout {
 public:
  struct State {
    double progress{0.0};  // m, on the path
    double velocity{0.0};  // m/s; may become a little negative
    Pose2 pose;            // rear axle, on the path
  };

  // `paths` must outlive the rollouts and be usable.
  void begin(std::span<const DrivePath> paths, const PdmParameters& parameters, LeadSearchMethod method);
  // Rolls out all proposals up to the proposal horizon.
  void unroll(const EgoState& ego, const PdmScene& scene, double speed_limit_mps);
  // Rolls one on to the plan's end.
  void extend(std::size_t proposal);

  // How often GEOS had to be asked who is in the way.
  std::int64_t geos_calls() const;

  std::size_t size() const { return parameters_.proposals(); }
  // States 0 … of one proposal: as many as are rolled out.
  std::span<const State> states(std::size_t proposal) const;
  std::span<const double> target_speeds() const { return target_speeds_; }
  std::size_t path_of(std::size_t proposal) const { return proposal / target_speeds_.size(); }

 private:
  void step(std::size_t path, std::size_t first_policy, std::size_t end_policy, int k);
  // Writes the leader of a vehicle in `state` into the record; what the reference does not write stays.
  static void look_for_leader(std::span<const PathOutlook::InTheWay> in_the_way, double seconds, const DrivePath& path,
                              const State& state, IdmLead& record);
  State& state(std::size_t proposal, int k) { return states_[proposal * kPdmSteps + static_cast<std::size_t>(k)]; }

  PdmParameters parameters_;
  std::span<const DrivePath> paths_;
  std::vector<PathOutlook> outlooks_;  // one per path
  std::vector<double> target_speeds_;  // m/s, one per policy
  std::vector<IdmParameters> policies_;
  std::vector<IdmLead> leaders_;    // one per proposal
  std::vector<std::size_t> hints_;  // one per proposal
  std::vector<State> states_;       // kPdmSteps per proposal
  std::vector<int> rolled_out_;     // states per proposal
};

}  // namespace stepscope
