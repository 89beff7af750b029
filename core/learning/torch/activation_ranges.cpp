#include "core/learning/torch/activation_ranges.h"

#include <torch/csrc/jit/api/function_impl.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace stepscope::torch_module {

namespace {

constexpr std::int64_t kBins = 2048;
constexpr int kLevels = 255;
constexpr int kClippings = 40;  // tried: from nothing to half of the range
constexpr std::size_t kMostRasters = 32;

// What one value was over all rasters.
struct Seen {
  double lowest{0};  // zero is always inside: padding is zero
  double highest{0};
  std::vector<double> histogram = std::vector<double>(kBins, 0.0);  // without the numbers that are zero: they are exact
  bool real{true};
};

void see_range(Seen& seen, const at::Tensor& numbers) {
  seen.lowest = std::min(seen.lowest, numbers.min().item<double>());
  seen.highest = std::max(seen.highest, numbers.max().item<double>());
}

void see_histogram(Seen& seen, const at::Tensor& numbers) {
  if (!(seen.highest > seen.lowest)) return;
  const at::Tensor counts =
      torch::histc(numbers.flatten(), kBins, seen.lowest, seen.highest).to(torch::kFloat64).contiguous();
  for (std::int64_t i = 0; i < kBins; ++i) seen.histogram[static_cast<std::size_t>(i)] += counts.data_ptr<double>()[i];
  const double zero_at = -seen.lowest / (seen.highest - seen.lowest) * kBins;
  const auto zero_bin = static_cast<std::size_t>(std::clamp(zero_at, 0.0, kBins - 1.0));
  seen.histogram[zero_bin] -= static_cast<double>(numbers.numel() - numbers.count_nonzero().item<std::int64_t>());
}

// Squared error of all numbers if they are clipped to [low, high]: uniform noise inside, the distance outside.
double squared_error(const Seen& seen, double low, double high) {
  const double scale = (high - low) / kLevels;
  const double noise = scale * scale / 12;
  const double width = (seen.highest - seen.lowest) / kBins;
  double sum = 0;
  for (std::size_t i = 0; i < seen.histogram.size(); ++i) {
    const double number = seen.lowest + (static_cast<double>(i) + 0.5) * width;
    const double outside = number < low ? low - number : number > high ? number - high : 0.0;
    sum += seen.histogram[i] * (outside > 0 ? outside * outside : noise);
  }
  return sum;
}

WholeScale best_scale(const Seen& seen) {
  if (!(seen.highest > seen.lowest)) return {};
  double best_error = std::numeric_limits<double>::infinity();
  double best_part = 1;
  for (int i = 0; i < kClippings; ++i) {
    const double part = 1 - 0.5 * i / kClippings;
    const double error = squared_error(seen, seen.lowest * part, seen.highest * part);
    if (error < best_error) {
      best_error = error;
      best_part = part;
    }
  }
  const double scale = (seen.highest - seen.lowest) * best_part / kLevels;
  return {.scale = scale, .zero = std::clamp<std::int64_t>(std::llround(-seen.lowest * best_part / scale), 0, kLevels)};
}

// A copy of the module's graph that gives a tuple of the wanted values.
std::shared_ptr<torch::jit::Graph> telling_graph(const std::shared_ptr<torch::jit::Graph>& graph,
                                                 const std::vector<torch::jit::Value*>& values) {
  std::unordered_map<const torch::jit::Value*, torch::jit::Value*> twin;
  std::shared_ptr<torch::jit::Graph> copy = graph->copy();
  for (std::size_t i = 0; i < graph->inputs().size(); ++i) twin[graph->inputs()[i]] = copy->inputs()[i];
  auto other = copy->nodes().begin();
  for (torch::jit::Node* node : graph->nodes()) {
    for (std::size_t i = 0; i < node->outputs().size(); ++i) twin[node->outputs()[i]] = (*other)->outputs()[i];
    ++other;
  }
  while (!copy->outputs().empty()) copy->eraseOutput(copy->outputs().size() - 1);
  std::vector<torch::jit::Value*> told;
  for (const torch::jit::Value* value : values) told.push_back(twin.at(value));
  copy->registerOutput(copy->insertNode(copy->createTuple(told))->output());
  return copy;
}

}  // namespace

ActivationScales activation_scales(const torch::jit::Module& frozen, const std::vector<torch::jit::Value*>& values,
                                   at::IntArrayRef input_sizes, std::span<const float> rasters) {
  const std::shared_ptr<torch::jit::Graph> graph = frozen.get_method("forward").graph();
  torch::jit::GraphFunction telling("forward", telling_graph(graph, values), nullptr);
  const auto size = static_cast<std::size_t>(c10::multiply_integers(input_sizes));
  const std::size_t count = std::min(rasters.size() / size, kMostRasters);
  std::vector<Seen> seen(values.size());
  for (const auto& see : {see_range, see_histogram})
    for (std::size_t i = 0; i < count; ++i) {
      // Spread over all that were given.
      const std::size_t which = i * (rasters.size() / size) / count;
      const at::Tensor raster =
          torch::from_blob(const_cast<float*>(rasters.data() + which * size), input_sizes, torch::kFloat32).clone();
      torch::jit::Stack stack{frozen._ivalue(), raster};
      telling.run(stack);
      const auto told = stack.front().toTuple();
      for (std::size_t v = 0; v < values.size(); ++v) {
        const torch::jit::IValue& value = told->elements()[v];
        seen[v].real = seen[v].real && value.isTensor() && value.toTensor().scalar_type() == torch::kFloat32 &&
                       value.toTensor().numel() > 0;
        if (seen[v].real) see(seen[v], value.toTensor());
      }
    }
  ActivationScales scales;
  for (std::size_t v = 0; v < values.size(); ++v)
    if (seen[v].real && std::isfinite(seen[v].lowest) && std::isfinite(seen[v].highest))
      scales[values[v]] = best_scale(seen[v]);
  return scales;
}

}  // namespace stepscope::torch_module
