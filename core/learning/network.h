#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/learning/network_options.h"

namespace stepscope {

// Shape of what a raster network reads and gives, batch size 1.
struct NetworkShape {
  int channels{4};
  int size_px{224};  // rows and columns
  int outputs{48};   // numbers: 16 × (x, y, heading)
  std::size_t inputs() const {
    return static_cast<std::size_t>(channels) * static_cast<std::size_t>(size_px) * static_cast<std::size_t>(size_px);
  }
  bool operator==(const NetworkShape&) const = default;
};

// What is known of a network once it is ready to run.
struct NetworkFacts {
  NetworkShape shape;
  NetworkOptions options;
  std::int64_t parameters{0};  // weights
  int threads{1};              // really used
  std::string device;          // "cpu", "cuda: NVIDIA H100"
  std::string library;         // "LibTorch 1.13.1, OpenBLAS"
  std::int64_t load_ns{0};     // reading and preparing
  std::int64_t warm_up_ns{0};  // first runs, which compile; never part of a step
};

// A network that is ready: loaded, prepared, warmed up. Used by one thread at a time.
class Network {
 public:
  virtual ~Network() = default;
  virtual const NetworkFacts& facts() const = 0;
  // input: shape().inputs() numbers (channel, row, column); output: shape().outputs numbers. An error if the network
  // fails or gives numbers that are not finite; it names the first of them.
  virtual Status run(std::span<const float> input, std::span<float> output) = 0;
  // Wall time of the last run inside the library: bringing the input into the network's form, if it has another than
  // that of the buffer, and the call itself.
  virtual std::int64_t last_library_ns() const = 0;
};

}  // namespace stepscope
