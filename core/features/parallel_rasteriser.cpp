#include "core/features/parallel_rasteriser.h"

#include <array>
#include <utility>

namespace stepscope {

namespace {

constexpr std::array kOwn{RasterChannel::kRoadMap};
constexpr std::array kOthers{RasterChannel::kEgo, RasterChannel::kAgents, RasterChannel::kBaselinePaths};

}  // namespace

ParallelRasteriser::ParallelRasteriser(const RoadMap& map, const RasterParameters& parameters)
    : size_px_(parameters.size_px), own_(map, parameters), others_(map, parameters), thread_([this] { work(); }) {}

ParallelRasteriser::~ParallelRasteriser() {
  state_.store(State::kStop);
  state_.notify_one();
  thread_.join();
}

void ParallelRasteriser::draw(const EgoState& ego, std::span<const TrackedObject> objects, RasterFeatures& out) {
  out.resize(size_px_);
  ego_ = &ego;
  objects_ = objects;
  out_ = &out;
  state_.store(State::kWork);
  state_.notify_one();
  std::exception_ptr problem;
  try {
    own_.draw_channels(ego, objects, kOwn, out);
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
      others_.draw_channels(*ego_, objects_, kOthers, *out_);
    } catch (...) {
      problem_ = std::current_exception();
    }
    state_.store(State::kIdle);
    state_.notify_one();
  }
}

}  // namespace stepscope
