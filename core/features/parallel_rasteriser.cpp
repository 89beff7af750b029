#include "core/features/parallel_rasteriser.h"

#include <utility>

namespace stepscope {

ParallelRasteriser::ParallelRasteriser(const RoadMap& map, const RasterParameters& parameters)
    : parameters_(parameters), own_(map, parameters), others_(map, parameters) {
  for (const RasterChannel channel : parameters_.channels)
    (channel == RasterChannel::kRoadMap ? own_channels_ : other_channels_).push_back(channel);
  thread_ = std::thread([this] { work(); });
}

ParallelRasteriser::~ParallelRasteriser() {
  state_.store(State::kStop);
  state_.notify_one();
  thread_.join();
}

void ParallelRasteriser::draw(const RasterScene& scene, RasterFeatures& out) {
  out.resize(parameters_.size_px, parameters_.channels);
  scene_ = &scene;
  out_ = &out;
  state_.store(State::kWork);
  state_.notify_one();
  std::exception_ptr problem;
  try {
    own_.draw_channels(scene, own_channels_, out);
  } catch (...) {  // out of memory; the other thread still draws into `out`
    problem = std::current_exception();
  }
  state_.wait(State::kWork);
  if (std::exception_ptr other = std::exchange(problem_, nullptr)) problem = other;
  if (problem) std::rethrow_exception(problem);
}

void ParallelRasteriser::work() {
  for (;;) {
    state_.wait(State::kIdle);
    if (state_.load() == State::kStop) return;
    try {
      others_.draw_channels(*scene_, other_channels_, *out_);
    } catch (...) {
      problem_ = std::current_exception();
    }
    state_.store(State::kIdle);
    state_.notify_one();
  }
}

}  // namespace stepscope
