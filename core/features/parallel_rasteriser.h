#pragma once

#include <atomic>
#include <exception>
#include <thread>
#include <vector>

#include "core/features/fast_rasteriser.h"

namespace stepscope {

// The pixels of FastRasteriser, drawn by two threads: the caller's draws the road map, which takes most of the time,
// one of its own the other channels. Worth it only where a second core is idle. The map must outlive it; the parameters
// must pass check().
class ParallelRasteriser : public Rasteriser {
 public:
  ParallelRasteriser(const RoadMap& map, const RasterParameters& parameters);
  ~ParallelRasteriser() override;
  ParallelRasteriser(const ParallelRasteriser&) = delete;
  ParallelRasteriser& operator=(const ParallelRasteriser&) = delete;

  void draw(const RasterScene& scene, RasterFeatures& out) override;

 private:
  enum class State : int { kIdle, kWork, kStop };
  void work();

  RasterParameters parameters_;
  std::vector<RasterChannel> own_channels_, other_channels_;
  FastRasteriser own_, others_;
  // What the thread draws: written while it is idle, read while it works.
  const RasterScene* scene_{nullptr};
  RasterFeatures* out_{nullptr};
  std::exception_ptr problem_;
  std::atomic<State> state_{State::kIdle};
  std::thread thread_;  // last: everything above is there before it begins
};

}  // namespace stepscope
