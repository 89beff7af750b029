#pragma once

#include <span>
#include <vector>

#include "core/planning/pdm/current_lane.h"
#include "core/planning/pdm/proposal_rollout.h"
#include "core/planning/pdm/proposal_scorer.h"
#include "core/planning/planner.h"

namespace stepscope {

// PDM-Closed (D. Dauner, M. Hallgarten, A. Geiger, K. Chitta, "Parting with Misconceptions about Learning-based Vehicle
// Motion Planning", CoRL 2023): follows the route's centreline and two lines beside it with the intelligent driver
// model at several target speeds, simulates each of these proposals with the simulator's own tracker and vehicle,
// scores them with a copy of the closed-loop metrics against a constant-velocity forecast, and drives the best; brakes
// hard if even that one is about to collide.
class PdmClosedPlanner : public Planner {
 public:
  // `parameters.check()` must have passed.
  explicit PdmClosedPlanner(PdmParameters parameters = {}, LeadSearchMethod method = LeadSearchMethod::kDistanceFirst);

  std::string_view name() const override { return "PDM-Closed"; }
  // An error if the map has no block of the route. The map must outlive the planner.
  Status initialise(const PlannerContext& context) override;

  const PdmParameters& parameters() const { return parameters_; }

  // What the last plan was made from, for tests and for display.
  const PdmRoute& route() const { return route_; }             // after repair
  std::span<const DrivePath> paths() const { return paths_; }  // in the order of lateral_offsets
  const DrivePath& centreline() const { return centreline_; }
  const LaneSegment* lane() const { return lane_; }  // the ego is on
  const PdmScene& scene() const { return scene_; }
  const ProposalRollout& proposals() const { return rollout_; }
  std::span<const SimulatedState> simulated(std::size_t proposal) const;
  std::span<const ProposalTerms> terms() const { return terms_; }  // one per proposal
  std::size_t chosen() const { return chosen_; }
  bool braked() const { return braked_; }

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override;
  // What is done once, when the ego is first seen.
  Status begin(const EgoState& ego);
  void simulate(const EgoState& ego);
  void plan_chosen(const EgoState& ego, Trajectory& out);

  PdmParameters parameters_;
  LeadSearchMethod method_;
  const RoadMap* map_{nullptr};
  std::vector<const Roadblock*> route_as_given_;
  bool begun_{false};

  PdmRoute route_;
  DrivePath centreline_;
  std::vector<DrivePath> paths_;
  DrivableGround ground_;
  CurrentLane current_lane_;
  PdmScene scene_;
  ProposalRollout rollout_;
  ProposalSimulation simulation_;
  ProposalScorer scorer_;

  const LaneSegment* lane_{nullptr};
  std::vector<Pose2> poses_;               // of one proposal
  std::vector<SimulatedState> simulated_;  // samples() per proposal
  std::span<const ProposalTerms> terms_;
  std::size_t chosen_{0};
  bool braked_{false};
};

}  // namespace stepscope
