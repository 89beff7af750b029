#pragma once

#include <memory>
#include <vector>

#include "core/planning/raster/raster_planner.h"

namespace stepscope::test {

// What tests see of a FakeNetwork after a planner has made it.
struct FakeNetworkLog {
  NetworkOptions options;
  std::vector<float> calibration;
  std::vector<float> input;  // of the last run
  int made{0}, runs{0};
};

// Gives the same poses whatever it is shown, or the error that it is made with.
class FakeNetwork : public Network {
 public:
  FakeNetwork(const NetworkShape& shape, std::vector<float> output, std::shared_ptr<FakeNetworkLog> log)
      : output_(std::move(output)), log_(std::move(log)) {
    facts_.shape = shape;
    facts_.options = log_->options;
    facts_.library = "none";
    facts_.device = "cpu";
  }
  const NetworkFacts& facts() const override { return facts_; }
  Status run(std::span<const float> input, std::span<float> output) override {
    if (input.size() != facts_.shape.inputs()) return make_error("wrong size of the input");
    log_->input.resize(input.size());
    std::ranges::copy(input, log_->input.begin());
    if (++log_->runs == fails_at) return make_error("output 5 is not a finite number");
    std::ranges::copy(output_, output.begin());
    return {};
  }
  std::int64_t last_library_ns() const override { return 1; }

  int fails_at{-1};

 private:
  NetworkFacts facts_;
  std::vector<float> output_;
  std::shared_ptr<FakeNetworkLog> log_;
};

// A pose every interval, straight on at `speed` m/s.
inline std::vector<float> straight_on(const ModelContract& contract, double speed) {
  std::vector<float> out;
  for (int i = 1; i <= contract.poses; ++i)
    out.insert(out.end(), {static_cast<float>(i * contract.interval_s * speed), 0.0F, 0.0F});
  return out;
}

// Parts of a planner that drives straight on.
inline RasterPlannerParts fake_parts(const ModelContract& contract, double speed, std::shared_ptr<FakeNetworkLog> log,
                                     int fails_at = -1) {
  return {.model = {.name = "fake.pt", .file = "/models/fake.pt", .contract = {.contract = contract}, .network = {}},
          .rasters = {},
          .network = {},
          .make_network = [=](const NetworkShape& shape, const NetworkOptions& options,
                              std::span<const float> calibration) -> Result<std::unique_ptr<Network>> {
            ++log->made;
            log->options = options;
            log->calibration.assign(calibration.begin(), calibration.end());
            auto network = std::make_unique<FakeNetwork>(shape, straight_on(contract, speed), log);
            network->fails_at = fails_at;
            return std::unique_ptr<Network>(std::move(network));
          }};
}

}  // namespace stepscope::test
