#pragma once

#include <vector>

#include "core/features/raster_method.h"
#include "core/imitation/example_source.h"
#include "core/imitation/moments.h"
#include "core/imitation/perturbation.h"
#include "core/learning/model_contract.h"

namespace stepscope {

// How much each number of a target counts in the loss.
struct LossWeights {
  double heading{2.0};    // of a heading in rad against a position in m
  double last_pose{0.5};  // of the last pose against the first, linear between them
};

struct ExampleOptions {
  PerturbationOptions perturbation;  // of moments whose target is the recorded future
  LossWeights loss;
  RasterMethod rasters;  // how pictures are drawn
};

// Examples of moments: pictures as the contract asks for them, drawn when read; poses of the expert as targets. A
// perturbed ego that would touch an object is not perturbed. Borrows the set, which may grow while no reader is open.
class MomentExamples final : public ExampleSource {
 public:
  // `chosen`: which moments of the set.
  MomentExamples(const MomentSet& set, std::vector<std::uint32_t> chosen, const ModelContract& contract,
                 const ExampleOptions& options);

  std::size_t size() const override { return chosen_.size(); }
  NetworkShape shape() const override { return contract_.shape(); }
  std::unique_ptr<ExampleReader> open() const override;

  void add(std::uint32_t moment) { chosen_.push_back(moment); }

 private:
  const MomentSet& set_;
  std::vector<std::uint32_t> chosen_;
  ModelContract contract_;
  ExampleOptions options_;
};

}  // namespace stepscope
