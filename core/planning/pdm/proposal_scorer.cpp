#include "core/planning/pdm/proposal_scorer.h"

#include <algorithm>
#include <tuple>

namespace stepscope {

namespace {

constexpr double kTolerableMetres = 2.0;   // off the route's lanes at a stretch: costs nothing
constexpr double kHalfMetres = 6.0;        // … costs half
constexpr double kStandingProgress = 0.1;  // m: if nobody gets farther, progress does not count

}  // namespace

void ProposalScorer::begin(const PdmParameters& parameters) {
  parameters_ = parameters;
  const auto samples = static_cast<std::size_t>(parameters.samples());
  comfort_.emplace(samples);
  footprints_.resize(samples);
  flags_.resize(samples);
  terms_.resize(parameters.proposals());
}

std::span<const ProposalTerms> ProposalScorer::score(std::span<const SimulatedState> states, const PdmScene& scene,
                                                     const DrivePath& centreline, DrivableGround& ground) {
  collisions_.assign(scene, parameters_.samples());
  const std::size_t samples = footprints_.size();
  for (std::size_t p = 0; p < terms_.size(); ++p) {
    ProposalTerms& terms = terms_[p] = {};
    const DrivenProposal proposal{
        .states = states.subspan(p * samples, samples), .footprints = footprints_, .ground = flags_};
    Bounds window;
    for (std::size_t k = 0; k < samples; ++k) {
      footprints_[k] = footprint_at(proposal.states[k].rear_axle);
      window.extend(bounds_of(footprints_[k].corners));
    }
    ground.look_at(window);
    std::transform(footprints_.begin(), footprints_.end(), flags_.begin(),
                   [&](const EgoFootprint& footprint) { return ground.flags(footprint); });
    judge_ground(proposal, terms);
    collisions_.judge(proposal, ground, terms);
    terms.comfort = comfort_->comfortable(proposal.states) ? 1.0 : 0.0;
    terms.progress_m = std::max(0.0, centreline.project(footprints_.back().centre).progress -
                                         centreline.project(footprints_.front().centre).progress);
  }
  add_up();
  return terms_;
}

void ProposalScorer::judge_ground(const DrivenProposal& proposal, ProposalTerms& terms) const {
  if (std::any_of(flags_.begin(), flags_.end(), [](const GroundFlags& f) { return f.off_road; }))
    terms.on_drivable_area = 0.0;
  double longest = 0.0, stretch = 0.0;
  for (std::size_t k = 0; k < flags_.size(); ++k) {
    const bool leaves_lanes = flags_[k].off_direction;
    if (!leaves_lanes)
      stretch = 0.0;
    else if (k > 0)
      stretch += distance(proposal.footprints[k].centre, proposal.footprints[k - 1].centre);
    longest = std::max(longest, stretch);
  }
  terms.driving_direction = longest < kTolerableMetres ? 1.0 : longest < kHalfMetres ? 0.5 : 0.0;
}

void ProposalScorer::add_up() {
  double farthest = 0.0;
  for (const ProposalTerms& terms : terms_) farthest = std::max(farthest, terms.progress_m * terms.multiplier());
  const auto [progress_weight, ttc_weight, comfort_weight] =
      std::tie(parameters_.progress_weight, parameters_.ttc_weight, parameters_.comfort_weight);
  for (ProposalTerms& terms : terms_) {
    const double multiplier = terms.multiplier();
    if (farthest > kStandingProgress)
      terms.progress = terms.progress_m * multiplier / farthest;
    else
      terms.progress = multiplier == 0.0 ? 0.0 : 1.0;
    const double weighted =
        progress_weight * terms.progress + ttc_weight * terms.time_to_collision + comfort_weight * terms.comfort;
    terms.score = multiplier * (weighted / (progress_weight + ttc_weight + comfort_weight));
  }
}

std::size_t best_of(std::span<const ProposalTerms> terms) {
  const auto best = std::max_element(terms.begin(), terms.end(),
                                     [](const ProposalTerms& a, const ProposalTerms& b) { return a.score < b.score; });
  return static_cast<std::size_t>(best - terms.begin());
}

}  // namespace stepscope
