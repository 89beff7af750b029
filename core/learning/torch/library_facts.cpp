#include "core/learning/torch/library_facts.h"

#include <ATen/Context.h>
#include <torch/version.h>

#include <algorithm>

#include "core/learning/torch/blas.h"
#include "core/learning/torch/cuda_card.h"
#include "core/learning/torch/processor.h"

namespace stepscope::torch_module {

namespace {

constexpr InferenceMode kModes[] = {InferenceMode::kFloat32, InferenceMode::kChannelsLast, InferenceMode::kFused,
                                    InferenceMode::kBfloat16, InferenceMode::kInt8};

std::string why_no_cuda() {
  if (at::hasCUDA()) return {};
  return cuda_card().empty() ? "no NVIDIA card was found" : "this LibTorch was built without CUDA";
}

bool has_fast_int8() {
  const auto& engines = at::globalContext().supportedQEngines();
  return std::find(engines.begin(), engines.end(), at::QEngine::ONEDNN) != engines.end();
}

LearningFacts find_out() {
  LearningFacts facts;
  facts.version = std::string("LibTorch ") + TORCH_VERSION;
  facts.blas = at::hasMKL() ? "MKL" : blas_name();
  facts.cuda_reason = why_no_cuda();
  facts.cuda = facts.cuda_reason.empty();
  for (const InferenceMode mode : kModes) {
    const std::string reason = why_not(mode, InferenceDevice::kCpu);
    facts.modes.push_back({.mode = mode, .available = reason.empty(), .reason = reason});
  }
  return facts;
}

}  // namespace

std::string why_not(InferenceMode mode, InferenceDevice device) {
  if (device == InferenceDevice::kCuda) {
    if (const std::string reason = why_no_cuda(); !reason.empty()) return reason;
    return mode == InferenceMode::kInt8 ? "int8 runs on the processor only" : "";
  }
  if ((mode == InferenceMode::kFused || mode == InferenceMode::kBfloat16 || mode == InferenceMode::kInt8) &&
      !at::hasMKLDNN())
    return "this LibTorch was built without oneDNN";
  if (mode == InferenceMode::kBfloat16 && !processor_has_avx512())
    return "the processor has no AVX-512, without which bfloat16 is slower than float32";
  if (mode == InferenceMode::kInt8 && !has_fast_int8())
    return "this LibTorch has no oneDNN engine for int8; its others are slower than float32";
  return {};
}

const LearningFacts& library_facts() {
  static const LearningFacts facts = find_out();
  return facts;
}

}  // namespace stepscope::torch_module
