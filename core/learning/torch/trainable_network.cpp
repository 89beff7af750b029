#include "core/learning/torch/trainable_network.h"

#include <ATen/CPUGeneratorImpl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "core/learning/torch/network_plan.h"

namespace stepscope::torch_module {

namespace {

Error field_error(std::string field, std::string reason) {
  return {.file = {}, .place = {}, .field = std::move(field), .reason = std::move(reason)};
}

at::Tensor first_weights(const WeightPlan& plan, const at::Generator& generator) {
  const auto normal = [&](double deviation) {
    return at::empty(plan.shape, at::kFloat).normal_(0.0, deviation, generator);
  };
  std::int64_t inputs = 1;
  for (std::size_t d = 1; d < plan.shape.size(); ++d) inputs *= plan.shape[d];
  switch (plan.start) {
    case WeightPlan::Start::kScaledNormal:  // so that activations keep their size from layer to layer
      return normal(std::sqrt(2.0 / static_cast<double>(inputs)));
    case WeightPlan::Start::kSmallNormal:  // so that the first plans go on as the ego does
      return normal(0.1 / std::sqrt(static_cast<double>(inputs)));
    case WeightPlan::Start::kOne:
      return at::ones(plan.shape, at::kFloat);
    case WeightPlan::Start::kZero:
      return at::zeros(plan.shape, at::kFloat);
  }
  return {};
}

Status check(const TrainerOptions& options) {
  const NetworkShape& shape = options.shape;
  if (shape.channels < 1) return field_error("channels", "a network needs at least one");
  if (shape.size_px < 16 || shape.size_px > 1024) return field_error("size", "must be 16 to 1024 pixels");
  if (shape.outputs < 3 || shape.outputs % 3 != 0)
    return field_error("outputs", fmt::format("must be three numbers per pose, not {} in all", shape.outputs));
  if (options.speed_channel >= shape.channels)
    return field_error("speed channel", fmt::format("is {} of {} channels", options.speed_channel, shape.channels));
  if (!(options.interval_s > 0.0 && options.interval_s <= 10.0))
    return field_error("interval", "must be above 0 s and at most 10 s");
  if (!(options.speed_scale > 0.0)) return field_error("speed scale", "must be above 0");
  return {};
}

}  // namespace

Result<TrainableNetwork> make_trainable_network(const TrainerOptions& options) {
  if (Status status = check(options); !status.ok()) return status.error();
  const auto plan = network_plan(options.network);
  if (!plan)
    return field_error("network", fmt::format("there is no \"{}\"; there are {}", options.network,
                                              fmt::join(network_plan_names(), ", ")));
  const NetworkSource source = network_source(*plan, options);
  TrainableNetwork network{
      .module = torch::jit::Module("__torch__.stepscope.RasterNetwork"), .matrices = {}, .vectors = {}};
  network.module.register_attribute("training", c10::BoolType::get(), true);
  const at::Generator generator = at::detail::createCPUGenerator(options.seed);
  for (const WeightPlan& weight : source.weights) {
    at::Tensor values = first_weights(weight, generator);
    if (!weight.learned) {
      network.module.register_buffer(weight.name, values);
      continue;
    }
    values.set_requires_grad(true);
    network.module.register_parameter(weight.name, values, false);
    (weight.shape.size() > 1 ? network.matrices : network.vectors).push_back(values);
  }
  network.module.define(source.text);
  return network;
}

}  // namespace stepscope::torch_module
