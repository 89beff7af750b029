#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/features/raster_parameters.h"
#include "core/learning/network.h"

namespace stepscope {

// What a model promises: the side entry "<model>.json" beside the TorchScript file "<model>.pt".
struct ModelContract {
  std::string name{"unnamed"};
  std::string description;
  std::string training_data;  // in words: what it learned from
  RasterParameters raster;
  int poses{16};
  double interval_s{0.5};          // between poses; the first is one interval ahead
  std::vector<float> input_scale;  // per channel: value = scale · (pixel − offset); empty: unchanged
  std::vector<float> input_offset;

  double horizon_s() const { return poses * interval_s; }
  NetworkShape shape() const {
    return {.channels = static_cast<int>(raster.channels.size()), .size_px = raster.size_px, .outputs = poses * 3};
  }
  bool operator==(const ModelContract&) const = default;
};

// A contract and where it is from.
struct FoundContract {
  ModelContract contract;
  bool assumed{false};  // no side entry: the reference's defaults (4 × 224 × 224 → 16 × 3, 0.5 s)
};

// Rasters as the network reads them: one after another, shape().inputs() pixels each, by input_scale and input_offset.
void normalise(const ModelContract& contract, std::span<float> rasters);

// "x.pt" → "x.json"
std::filesystem::path side_entry_of(const std::filesystem::path& model);
// The error names the file and the field. A missing side entry is no error.
Result<FoundContract> read_contract(const std::filesystem::path& model);
// The text of a side entry.
std::string contract_text(const ModelContract& contract);
Status write_contract(const std::filesystem::path& model, const ModelContract& contract);

}  // namespace stepscope
