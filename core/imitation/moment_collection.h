#pragma once

#include <string>
#include <vector>

#include "core/imitation/imitation.h"

namespace stepscope {

// Reads logs, splits them, and lets experts say what is right: all moments of an imitation, in an order that the
// request alone decides.
class MomentCollection {
 public:
  MomentCollection(const ImitationRequest& request, MapCache& maps, RunControl& control, ImitationObserver& observer);

  // Everything that is there before training.
  Status collect();
  // The network in this file drives all stretches that are learned from. Adds the new moments to `examples`.
  Status drive_with(const std::filesystem::path& model, int round, MomentExamples& examples);

  const MomentSet& set() const { return set_; }
  const std::vector<std::uint32_t>& learned() const { return learned_; }
  const std::vector<std::uint32_t>& validated() const { return validated_; }
  std::size_t logs() const { return logs_; }
  std::size_t validation_log_count() const { return validation_log_count_; }

 private:
  Status read_logs();
  Status split();
  Status ask_planner(const std::string& expert);
  Status drive(const RolloutPlanners& planners, std::span<const std::uint32_t> stretches, std::uint64_t seed,
               const std::string& what);
  bool validates(std::uint32_t stretch) const { return log_validates_[set_.stretches[stretch].log]; }
  void share_out(std::size_t first_moment);

  const ImitationRequest& request_;
  MapCache& maps_;
  RunControl& control_;
  ImitationObserver& observer_;
  MomentSet set_;
  std::vector<bool> log_validates_;  // by log
  std::vector<std::uint32_t> learned_, validated_;
  std::size_t logs_{0}, validation_log_count_{0};
};

// The first of the request's experts that is a planner; empty: none.
std::string first_planner(const ImitationRequest& request);
// Whether there is such an expert, with these parameters if it is a planner.
Status check_expert(const std::string& expert, const PlannerParameters& parameters);

}  // namespace stepscope
