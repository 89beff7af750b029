#include "core/learning/torch/activation_ranges.h"

#include <torch/csrc/jit/api/function_impl.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace stepscope::torch_module {

namespace {

constexpr std::size_t kBins = 2048;
constexpr int kLevels = 255;
constexpr int kClippings = 40;  // tried: from nothing to half of the range
constexpr double kGoldenSection = 0.6180339887498949;
constexpr std::size_t kMostRasters = 32;
constexpr std::size_t kSamples = 1 << 17;  // of one value, over all rasters

// What one value was over all rasters.
struct Seen {
  double lowest{0};  // zero is always inside: padding is zero
  double highest{0};
  std::vector<float> samples;  // without the numbers that are zero: they are exact
  bool real{true};
  std::int64_t pixels{0};
};

void see(Seen& seen, const at::Tensor& numbers, std::size_t most_samples) {
  const auto [lowest, highest] = numbers.aminmax();
  seen.lowest = std::min(seen.lowest, lowest.item<double>());
  seen.highest = std::max(seen.highest, highest.item<double>());
  seen.real = std::isfinite(lowest.item<double>()) && std::isfinite(highest.item<double>());
  seen.pixels = numbers.dim() == 4 ? numbers.size(2) * numbers.size(3) : 0;
  const at::Tensor dense = numbers.contiguous();
  const float* const first = dense.data_ptr<float>();
  const auto count = static_cast<std::size_t>(dense.numel());
  const bool all = count <= most_samples;
  for (std::size_t i = 0; i < std::min(count, most_samples); ++i) {
    // A fixed step would meet the same columns of a picture again and again; multiples of the golden section do not.
    const double part = std::fmod(static_cast<double>(i) * kGoldenSection, 1.0);
    const float number = first[all ? i : static_cast<std::size_t>(part * static_cast<double>(count))];
    if (number != 0.0F) seen.samples.push_back(number);
  }
}

std::vector<double> histogram_of(const Seen& seen) {
  std::vector<double> histogram(kBins, 0.0);
  const double bins_per_unit = kBins / (seen.highest - seen.lowest);
  for (const float sample : seen.samples) {
    const double bin = (static_cast<double>(sample) - seen.lowest) * bins_per_unit;
    histogram[static_cast<std::size_t>(std::min(bin, kBins - 1.0))] += 1;
  }
  return histogram;
}

// Squared error of all numbers if they are clipped to [low, high]: uniform noise inside, the distance outside.
double squared_error(const Seen& seen, const std::vector<double>& histogram, double low, double high) {
  const double scale = (high - low) / kLevels;
  const double noise = scale * scale / 12;
  const double width = (seen.highest - seen.lowest) / kBins;
  double sum = 0;
  for (std::size_t i = 0; i < histogram.size(); ++i) {
    const double number = seen.lowest + (static_cast<double>(i) + 0.5) * width;
    const double outside = number < low ? low - number : number > high ? number - high : 0.0;
    sum += histogram[i] * (outside > 0 ? outside * outside : noise);
  }
  return sum;
}

WholeScale best_scale(const Seen& seen) {
  if (!(seen.highest > seen.lowest)) return {.pixels = seen.pixels};
  const std::vector<double> histogram = histogram_of(seen);
  double best_error = std::numeric_limits<double>::infinity();
  double best_part = 1;
  for (int i = 0; i < kClippings; ++i) {
    const double part = 1 - 0.5 * i / kClippings;
    const double error = squared_error(seen, histogram, seen.lowest * part, seen.highest * part);
    if (error < best_error) {
      best_error = error;
      best_part = part;
    }
  }
  const double scale = (seen.highest - seen.lowest) * best_part / kLevels;
  return {.scale = scale,
          .zero = std::clamp<std::int64_t>(std::llround(-seen.lowest * best_part / scale), 0, kLevels),
          .pixels = seen.pixels};
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
      if (seen[v].real) see(seen[v], value.toTensor(), kSamples / count);
    }
  }
  ActivationScales scales;
  for (std::size_t v = 0; v < values.size(); ++v)
    if (seen[v].real) scales[values[v]] = best_scale(seen[v]);
  return scales;
}

}  // namespace stepscope::torch_module
