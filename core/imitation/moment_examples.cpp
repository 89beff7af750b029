#include "core/imitation/moment_examples.h"

#include <algorithm>
#include <map>

#include "core/geometry/convex_quad.h"

namespace stepscope {

namespace {

constexpr double kNear = 20.0;  // m between centres, beyond which boxes are not compared

bool touches_any(const EgoState& ego, std::span<const TrackedObject> objects) {
  const OrientedBox box = ego.box();
  return std::ranges::any_of(objects, [&](const TrackedObject& object) {
    return distance(object.box.centre.position(), box.centre.position()) < kNear && intersects(object.box, box);
  });
}

class MomentReader final : public ExampleReader {
 public:
  MomentReader(const MomentSet& set, std::span<const std::uint32_t> chosen, const ModelContract& contract,
               const ExampleOptions& options)
      : set_(set),
        chosen_(chosen),
        contract_(contract),
        options_(options),
        poses_(static_cast<std::size_t>(contract.poses)) {}

  void read(std::size_t example, Random& random, const ExampleRoom& room) override {
    const Moment& moment = set_.moments[chosen_[example]];
    const EgoState ego = targets(moment, random, room);
    draw(moment, ego, room.input);
  }

 private:
  // Returns the ego to draw.
  EgoState targets(const Moment& moment, Random& random, const ExampleRoom& room) {
    if (moment.plan >= 0) {
      const ExpertPlan& plan = set_.plans[static_cast<std::size_t>(moment.plan)];
      write_targets(plan.poses, plan.known, room);
      return moment.ego;
    }
    Perturbation by = draw_perturbation(options_.perturbation, random);
    EgoState ego = perturbed(moment.ego, by);
    if (by != Perturbation{} && touches_any(ego, moment.objects)) {
      by = {};
      ego = moment.ego;
    }
    const int known = recovery_poses(set_.stretches[moment.stretch].expert, moment.ego, by,
                                     options_.perturbation.return_s, contract_.interval_s, poses_);
    write_targets(poses_, known, room);
    return ego;
  }

  void write_targets(std::span<const Pose2> poses, int known, const ExampleRoom& room) const {
    const LossWeights& loss = options_.loss;
    for (int k = 0; k < contract_.poses; ++k) {
      const auto at = static_cast<std::size_t>(k) * 3;
      const bool has = k < known;
      const Pose2 pose = has ? poses[static_cast<std::size_t>(k)] : Pose2{};
      const double share = contract_.poses > 1 ? static_cast<double>(k) / (contract_.poses - 1) : 0.0;
      const double weight = has ? 1.0 + share * (loss.last_pose - 1.0) : 0.0;
      room.target[at] = static_cast<float>(pose.x);
      room.target[at + 1] = static_cast<float>(pose.y);
      room.target[at + 2] = static_cast<float>(pose.heading);
      room.weight[at] = room.weight[at + 1] = static_cast<float>(weight);
      room.weight[at + 2] = static_cast<float>(weight * loss.heading);
    }
  }

  void draw(const Moment& moment, const EgoState& ego, std::span<float> input) {
    const Scenario& scenario = *set_.stretches[moment.stretch].scenario;
    MapRasteriser& drawing = rasterisers_[&scenario.map()];
    if (drawing.rasteriser == nullptr)
      drawing.rasteriser = make_rasteriser(scenario.map(), contract_.raster, options_.rasters);
    if (drawing.route_of != &scenario) {
      drawing.rasteriser->set_route(scenario.route());
      drawing.route_of = &scenario;
    }
    drawing.rasteriser->draw(
        {.ego = ego, .objects = moment.objects, .past_objects = moment.past_objects, .lights = moment.lights},
        features_);
    std::ranges::copy(features_.values(), input.begin());
    normalise(contract_, input);
  }

  struct MapRasteriser {
    std::unique_ptr<Rasteriser> rasteriser;
    const Scenario* route_of{nullptr};
  };

  const MomentSet& set_;
  std::span<const std::uint32_t> chosen_;
  const ModelContract& contract_;
  const ExampleOptions& options_;
  std::vector<Pose2> poses_;
  std::map<const RoadMap*, MapRasteriser> rasterisers_;
  RasterFeatures features_;
};

}  // namespace

MomentExamples::MomentExamples(const MomentSet& set, std::vector<std::uint32_t> chosen, const ModelContract& contract,
                               const ExampleOptions& options)
    : set_(set), chosen_(std::move(chosen)), contract_(contract), options_(options) {}

std::unique_ptr<ExampleReader> MomentExamples::open() const {
  return std::make_unique<MomentReader>(set_, chosen_, contract_, options_);
}

}  // namespace stepscope
