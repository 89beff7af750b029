#include "core/learning/torch/torch_trainer.h"

#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/torch.h>

#include <cmath>

#include "core/learning/torch/threads.h"
#include "core/learning/torch/trainer_state.h"

namespace stepscope::torch_module {

namespace {

constexpr double kClipLength = 2.0;      // of all gradients together
constexpr double kSmoothDistance = 0.3;  // m or rad: below it the loss is quadratic
constexpr double kTurn = 2.0 * 3.14159265358979323846;

Error torch_error(const char* doing, const c10::Error& error) {
  return make_error(std::string(doing) + ": " + error.what_without_backtrace());
}

std::unique_ptr<torch::optim::AdamW> make_optimiser(const TrainableNetwork& network, double weight_decay) {
  std::vector<torch::optim::OptimizerParamGroup> groups;
  groups.emplace_back(network.matrices, std::make_unique<torch::optim::AdamWOptions>(
                                            torch::optim::AdamWOptions(1e-3).weight_decay(weight_decay)));
  groups.emplace_back(network.vectors,
                      std::make_unique<torch::optim::AdamWOptions>(torch::optim::AdamWOptions(1e-3).weight_decay(0.0)));
  return std::make_unique<torch::optim::AdamW>(std::move(groups));
}

// Poses differ by the shorter way round in heading.
at::Tensor differences(const at::Tensor& predictions, const at::Tensor& targets) {
  const std::int64_t count = predictions.size(0);
  const at::Tensor difference = (predictions - targets).view({count, -1, 3});
  const at::Tensor heading = difference.slice(2, 2, 3);
  const at::Tensor wrapped = heading - kTurn * at::round(heading.detach() / kTurn);
  return at::cat({difference.slice(2, 0, 2), wrapped}, 2).view({count, -1});
}

at::Tensor loss_of(const at::Tensor& predictions, const at::Tensor& targets, const at::Tensor& weights) {
  const at::Tensor difference = differences(predictions, targets);
  const at::Tensor distance =
      at::smooth_l1_loss(difference, at::zeros_like(difference), at::Reduction::None, kSmoothDistance);
  if (!weights.defined()) return distance.mean();
  return (distance * weights).sum() / weights.sum().clamp_min(1e-6);
}

}  // namespace

TorchTrainer::TorchTrainer(TrainableNetwork network, const TrainerOptions& options, at::Device device)
    : options_(options), device_(device), network_(std::move(network)) {
  network_.module.to(device_);
  if (device_.is_cuda()) at::globalContext().setDeterministicCuDNN(true);
  optimiser_ = make_optimiser(network_, options_.weight_decay);
}

std::int64_t TorchTrainer::parameter_count() const {
  std::int64_t count = 0;
  for (const auto* list : {&network_.matrices, &network_.vectors})
    for (const at::Tensor& weight : *list) count += weight.numel();
  return count;
}

Status TorchTrainer::check_sizes(const TrainingBatch& batch) const {
  const auto count = static_cast<std::size_t>(batch.count);
  const std::size_t outputs = count * static_cast<std::size_t>(options_.shape.outputs);
  if (batch.count < 1) return make_error("a batch needs at least one example");
  if (batch.inputs.size() != count * options_.shape.inputs())
    return make_error("a batch of " + std::to_string(batch.count) + " examples has " +
                      std::to_string(batch.inputs.size()) + " pixels instead of " +
                      std::to_string(count * options_.shape.inputs()));
  for (const auto& numbers : {batch.targets, batch.weights})
    if (!numbers.empty() && numbers.size() != outputs)
      return make_error("a batch of " + std::to_string(batch.count) + " examples has " +
                        std::to_string(numbers.size()) + " targets or weights instead of " + std::to_string(outputs));
  return {};
}

// Tensors that borrow the batch's memory; torch does not write to them.
at::Tensor TorchTrainer::input_of(const TrainingBatch& batch) const {
  const NetworkShape& shape = options_.shape;
  return torch::from_blob(const_cast<float*>(batch.inputs.data()),
                          {batch.count, shape.channels, shape.size_px, shape.size_px}, at::kFloat)
      .to(device_)
      .contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor TorchTrainer::outputs_of(std::span<const float> numbers, int count) const {
  if (numbers.empty()) return {};
  return torch::from_blob(const_cast<float*>(numbers.data()), {count, options_.shape.outputs}, at::kFloat).to(device_);
}

at::Tensor TorchTrainer::forward(const at::Tensor& input) {
  // As written, without the passes that pay for themselves in inference alone.
  const torch::jit::GraphOptimizerEnabledGuard plainly(false);
  return network_.module.forward({input}).toTensor();
}

Result<double> TorchTrainer::train(const TrainingBatch& batch, double learning_rate) {
  if (Status status = check_sizes(batch); !status.ok()) return status.error();
  if (batch.targets.empty()) return make_error("a batch to learn from needs targets");
  try {
    use_threads(thread_count(options_.threads));
    const at::Tensor input = input_of(batch);
    if (!std::isfinite(input.sum().item<double>()))  // it would stay in the running statistics
      return make_error("a picture of the batch holds a number that is not finite");
    network_.module.train();
    const at::Tensor predictions = forward(input);
    const at::Tensor loss =
        loss_of(predictions, outputs_of(batch.targets, batch.count), outputs_of(batch.weights, batch.count));
    const double value = loss.item<double>();
    if (!std::isfinite(value)) return make_error("the loss is not finite: the batch or the weights hold such numbers");
    optimiser_->zero_grad();
    loss.backward();
    std::vector<at::Tensor> weights = network_.matrices;
    weights.insert(weights.end(), network_.vectors.begin(), network_.vectors.end());
    const double length = torch::nn::utils::clip_grad_norm_(weights, kClipLength);
    if (!std::isfinite(length)) return make_error("a gradient is not finite");
    for (auto& group : optimiser_->param_groups()) group.options().set_lr(learning_rate);
    optimiser_->step();
    return value;
  } catch (const c10::Error& error) {
    return torch_error("a step of training failed", error);
  }
}

Result<double> TorchTrainer::predict(const TrainingBatch& batch, std::span<float> predictions) {
  if (Status status = check_sizes(batch); !status.ok()) return status.error();
  if (predictions.size() != static_cast<std::size_t>(batch.count) * static_cast<std::size_t>(options_.shape.outputs))
    return make_error("predictions need " + std::to_string(options_.shape.outputs) + " numbers for each example");
  try {
    use_threads(thread_count(options_.threads));
    const at::NoGradGuard without_gradients;
    network_.module.eval();
    const at::Tensor output = forward(input_of(batch));
    const at::Tensor numbers = output.to(at::kCPU).contiguous();
    std::copy_n(numbers.data_ptr<float>(), predictions.size(), predictions.data());
    if (batch.targets.empty()) return 0.0;
    return loss_of(output, outputs_of(batch.targets, batch.count), outputs_of(batch.weights, batch.count))
        .item<double>();
  } catch (const c10::Error& error) {
    return torch_error("a prediction failed", error);
  }
}

Status TorchTrainer::save(const std::string& path) const { return save_state(path, options_, network_, *optimiser_); }

Status TorchTrainer::restore(const std::string& path) {
  return restore_state(path, options_, device_, network_, *optimiser_);
}

Status TorchTrainer::export_model(const std::string& path) const {
  return write_whole(path, [&](std::ostream& out) {
    const at::NoGradGuard without_gradients;
    torch::jit::Module copy = network_.module.deepcopy();
    copy.to(at::kCPU);
    copy.eval();
    copy.save(out);
  });
}

}  // namespace stepscope::torch_module
