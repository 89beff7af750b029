#pragma once

#include <fmt/format.h>

#include <cstring>
#include <limits>
#include <vector>

#include "core/files/text_file.h"
#include "core/imitation/example_source.h"
#include "core/learning/trainer.h"

namespace stepscope::test {

// Learns a linear map from inputs to outputs by gradient descent with momentum on the squared error: a trainer without
// torch, whose weights can be looked at. Its optimiser has a state, so that a checkpoint without it would be noticed.
class LinearTrainer final : public Trainer {
 public:
  explicit LinearTrainer(const NetworkShape& shape)
      : shape_(shape), weights_(shape.inputs() * outputs()), velocities_(weights_.size()) {}

  std::int64_t parameter_count() const override { return static_cast<std::int64_t>(weights_.size()); }

  Result<double> train(const TrainingBatch& batch, double rate) override {
    ++steps;
    if (steps == fail_at) return make_error("the trainer was told to fail");
    if (steps == diverge_at) return std::numeric_limits<double>::infinity();
    std::vector<float> predictions(batch.targets.size());
    const Result<double> loss = predict(batch, predictions);
    std::vector<double> gradient(weights_.size());
    for (std::size_t e = 0; e < static_cast<std::size_t>(batch.count); ++e)
      for (std::size_t o = 0; o < outputs(); ++o) {
        const std::size_t at = e * outputs() + o;
        const double slope =
            static_cast<double>(batch.weights[at] * (predictions[at] - batch.targets[at])) / batch.count;
        for (std::size_t i = 0; i < shape_.inputs(); ++i)
          gradient[o * shape_.inputs() + i] += slope * static_cast<double>(batch.inputs[e * shape_.inputs() + i]);
      }
    for (std::size_t w = 0; w < weights_.size(); ++w) {
      velocities_[w] = 0.5 * velocities_[w] - rate * gradient[w];
      weights_[w] += velocities_[w];
    }
    return loss;
  }

  Result<double> predict(const TrainingBatch& batch, std::span<float> predictions) override {
    double loss = 0.0;
    for (std::size_t e = 0; e < static_cast<std::size_t>(batch.count); ++e)
      for (std::size_t o = 0; o < outputs(); ++o) {
        double sum = 0.0;
        for (std::size_t i = 0; i < shape_.inputs(); ++i)
          sum += weights_[o * shape_.inputs() + i] * static_cast<double>(batch.inputs[e * shape_.inputs() + i]);
        const std::size_t at = e * outputs() + o;
        predictions[at] = static_cast<float>(sum);
        const double miss = sum - static_cast<double>(batch.targets[at]);
        loss += static_cast<double>(batch.weights[at]) * miss * miss / 2.0;
      }
    return loss / batch.count;
  }

  Status save(const std::string& path) const override {
    if (full_disk) return Error{.file = path, .place = {}, .field = {}, .reason = "no space left on device"};
    return write_file(path, bytes(weights_) + bytes(velocities_));
  }
  Status restore(const std::string& path) override {
    auto text = read_file(path);
    if (!text.ok()) return text.error();
    const std::size_t half = weights_.size() * sizeof(double);
    if (text.value().size() != 2 * half) return Error{.file = path, .place = {}, .field = {}, .reason = "is not mine"};
    std::memcpy(weights_.data(), text.value().data(), half);
    std::memcpy(velocities_.data(), text.value().data() + half, half);
    return {};
  }
  Status export_model(const std::string& path) const override {
    if (full_disk) return Error{.file = path, .place = {}, .field = {}, .reason = "no space left on device"};
    return write_file(path, bytes(weights_));
  }

  const std::vector<double>& weights() const { return weights_; }

  int steps{0};
  int fail_at{-1}, diverge_at{-1};
  bool full_disk{false};

 private:
  static std::string bytes(const std::vector<double>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
  }
  std::size_t outputs() const { return static_cast<std::size_t>(shape_.outputs); }

  NetworkShape shape_;
  std::vector<double> weights_, velocities_;
};

// Examples of a linear law with noise: target o = Σ (o + 1)·input i / 10 + noise, inputs drawn from the example's
// number.
class LinearExamples final : public ExampleSource {
 public:
  static constexpr int kPoses = 2;
  explicit LinearExamples(std::size_t size, std::uint64_t kind = 0) : size_(size), kind_(kind) {}

  std::size_t size() const override { return size_; }
  NetworkShape shape() const override { return {.channels = 1, .size_px = 2, .outputs = kPoses * 3}; }
  std::unique_ptr<ExampleReader> open() const override { return std::make_unique<Reader>(kind_); }

 private:
  class Reader final : public ExampleReader {
   public:
    explicit Reader(std::uint64_t kind) : kind_(kind) {}
    void read(std::size_t example, Random& random, const ExampleRoom& room) override {
      Random own(example * 2 + kind_);
      float sum = 0.0F;
      for (float& value : room.input) sum += value = static_cast<float>(own.uniform(-1.0, 1.0));
      for (std::size_t o = 0; o < room.target.size(); ++o) {
        room.target[o] = sum * static_cast<float>(o + 1) / 10.0F + static_cast<float>(random.uniform(-0.001, 0.001));
        room.weight[o] = 1.0F;
      }
    }

   private:
    std::uint64_t kind_;
  };

  std::size_t size_;
  std::uint64_t kind_;
};

}  // namespace stepscope::test
