#include "core/learning/torch/trainer_state.h"

#include <torch/serialize.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <type_traits>

namespace stepscope::torch_module {

namespace {

using State = std::map<std::string, at::Tensor>;

Error file_error(const std::string& path, std::string reason) {
  return {.file = path, .place = {}, .field = {}, .reason = std::move(reason)};
}

// What a state belongs to, as text.
std::string kind_of(const TrainerOptions& options) {
  return "stepscope training state 1: " + options.network + ", " + std::to_string(options.shape.channels) + " x " +
         std::to_string(options.shape.size_px) + " -> " + std::to_string(options.shape.outputs) + ", speed channel " +
         std::to_string(options.speed_channel);
}

// The weights as they are, not copied.
State tensors_of(const TrainableNetwork& network) {
  State state;
  for (const auto& named : network.module.named_parameters(false)) state["weight." + named.name] = named.value;
  for (const auto& named : network.module.named_buffers(false)) state["statistic." + named.name] = named.value;
  return state;
}

// What the optimiser keeps a weight's moments under: its address, which LibTorch 1 wants as text.
template <typename Key = std::decay_t<decltype(std::declval<torch::optim::AdamW&>().state().begin()->first)>>
Key key_of(const at::Tensor& weight) {
  if constexpr (std::is_same_v<Key, std::string>) {
    std::ostringstream text;
    text << weight.unsafeGetTensorImpl();
    return text.str();
  } else {
    return weight.unsafeGetTensorImpl();
  }
}

torch::optim::AdamWParamState* moments_of(const torch::optim::AdamW& optimiser, const at::Tensor& weight) {
  const auto& states = optimiser.state();
  const auto found = states.find(key_of(weight));
  return found == states.end() ? nullptr : static_cast<torch::optim::AdamWParamState*>(found->second.get());
}

}  // namespace

Status write_whole(const std::string& path, const std::function<void(std::ostream&)>& write) {
  const std::string partial = path + ".partial";
  std::string reason;
  try {
    std::ostringstream content;
    write(content);
    errno = 0;
    std::ofstream file(partial, std::ios::binary | std::ios::trunc);
    file << content.view();
    file.close();
    if (file && std::rename(partial.c_str(), path.c_str()) == 0) return {};
    reason = std::string("cannot be written: ") + std::strerror(errno == 0 ? EIO : errno);
  } catch (const c10::Error& error) {
    reason = std::string("cannot be written: ") + error.what_without_backtrace();
  } catch (const std::exception& error) {
    reason = std::string("cannot be written: ") + error.what();
  }
  std::error_code code;
  std::filesystem::remove(partial, code);
  return file_error(path, reason);
}

Status save_state(const std::string& path, const TrainerOptions& options, const TrainableNetwork& network,
                  const torch::optim::AdamW& optimiser) {
  return write_whole(path, [&](std::ostream& out) {
    const at::NoGradGuard without_gradients;
    torch::serialize::OutputArchive archive;
    archive.write("kind", c10::IValue(kind_of(options)));
    for (const auto& [name, tensor] : tensors_of(network)) {
      archive.write(name, tensor.detach().to(at::kCPU));
      const auto* moments = moments_of(optimiser, tensor);
      if (moments == nullptr) continue;
      archive.write("mean." + name, moments->exp_avg().to(at::kCPU));
      archive.write("square." + name, moments->exp_avg_sq().to(at::kCPU));
      archive.write("step." + name, c10::IValue(moments->step()));
    }
    archive.save_to(out);
  });
}

Status restore_state(const std::string& path, const TrainerOptions& options, at::Device device,
                     TrainableNetwork& network, torch::optim::AdamW& optimiser) {
  std::error_code code;
  if (!std::filesystem::is_regular_file(path, code)) return file_error(path, "is not there or no file");
  try {
    const at::NoGradGuard without_gradients;
    torch::serialize::InputArchive archive;
    archive.load_from(path, at::kCPU);
    c10::IValue kind;
    if (!archive.try_read("kind", kind) || !kind.isString())
      return file_error(path, "is not a training state of this program");
    if (kind.toStringRef() != kind_of(options))
      return file_error(path, "belongs to another network: " + kind.toStringRef() + "; this is " + kind_of(options));
    // Everything is read before anything is changed.
    const State target = tensors_of(network);
    State read;
    std::map<std::string, std::int64_t> steps;
    for (const auto& [name, tensor] : target) {
      archive.read(name, read[name]);
      if (read[name].sizes() != tensor.sizes()) return file_error(path, name + " has another shape");
      at::Tensor mean;
      if (!archive.try_read("mean." + name, mean)) continue;
      read["mean." + name] = mean;
      archive.read("square." + name, read["square." + name]);
      c10::IValue step;
      archive.read("step." + name, step);
      steps[name] = step.toInt();
    }
    optimiser.state().clear();
    for (const auto& [name, tensor] : target) {
      at::Tensor(tensor).copy_(read[name]);
      if (!steps.contains(name)) continue;
      auto moments = std::make_unique<torch::optim::AdamWParamState>();
      moments->step(steps[name]);
      moments->exp_avg(read["mean." + name].to(device));
      moments->exp_avg_sq(read["square." + name].to(device));
      optimiser.state()[key_of(tensor)] = std::move(moments);
    }
    return {};
  } catch (const c10::Error& error) {
    return file_error(path, std::string("is not a whole training state: ") + error.what_without_backtrace());
  } catch (const std::exception& error) {
    return file_error(path, std::string("is not a whole training state: ") + error.what());
  }
}

}  // namespace stepscope::torch_module
