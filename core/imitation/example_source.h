#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "core/base/random.h"
#include "core/learning/network.h"

namespace stepscope {

// Room for one example: shape.inputs() and twice shape.outputs numbers.
struct ExampleRoom {
  std::span<float> input;
  std::span<float> target;
  std::span<float> weight;  // of each number of the target in the loss; 0 leaves it out
};

// Writes examples out, for one thread.
class ExampleReader {
 public:
  virtual ~ExampleReader() = default;
  // Every number of the room is written. The same example and the same state of `random` give the same numbers.
  virtual void read(std::size_t example, Random& random, const ExampleRoom& room) = 0;
};

// What a network may learn from. Readers of several threads work side by side; they borrow the source.
class ExampleSource {
 public:
  virtual ~ExampleSource() = default;
  virtual std::size_t size() const = 0;
  virtual NetworkShape shape() const = 0;
  virtual std::unique_ptr<ExampleReader> open() const = 0;
};

}  // namespace stepscope
