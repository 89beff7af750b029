#include "core/pairing/raster_difference.h"

#include "core/assembly/raster_choice.h"
#include "core/planning/raster/raster_input.h"

namespace stepscope {

namespace {

const ModelContract* contract_of(const AssembledRun& run) {
  return run.model() == nullptr ? nullptr : &run.model()->contract.contract;
}

// What the planner of a run had seen at each of its steps, one step after the other.
class Replay {
 public:
  explicit Replay(const AssembledRun& run)
      : run_(run), history_(HistoryBuffer::reference_capacity(run.scenario()->extraction().interval_s())) {
    for (const RecordedFrame& past : run.scenario()->past())
      history_.append({.ego = past.ego, .objects = past.objects});
  }
  const StepFrame& step(std::size_t k) {
    frame_ = run_.tape().frame(k);
    history_.append({.ego = frame_->ego, .objects = frame_->objects});
    return *frame_;
  }
  const HistoryBuffer& history() const { return history_; }

 private:
  const AssembledRun& run_;
  HistoryBuffer history_;
  FramePtr frame_;
};

std::size_t pixels_apart(std::span<const float> a, std::span<const float> b) {
  std::size_t apart = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) ++apart;
  return apart;
}

}  // namespace

std::optional<RasterDifference> raster_difference(const AssembledRun& a, const AssembledRun& b) {
  const ModelContract* contract = contract_of(a);
  const ModelContract* other = contract_of(b);
  if (contract == nullptr || other == nullptr || contract->raster != other->raster) return std::nullopt;
  const RasterMethod method_a = raster_method(a.profile()), method_b = raster_method(b.profile());
  if (method_a == method_b) return std::nullopt;
  RasterInput drawn_a(a.scenario()->map(), *contract, method_a, a.scenario()->route());
  RasterInput drawn_b(b.scenario()->map(), *other, method_b, b.scenario()->route());
  Replay replay(a);
  RasterDifference out;
  std::size_t apart = 0, all = 0;
  for (std::size_t k = 0; k < a.tape().size(); ++k) {
    const StepFrame& frame = replay.step(k);
    drawn_a.draw(replay.history(), frame.lights);
    drawn_b.draw(replay.history(), frame.lights);
    const auto pixels = drawn_a.features().values();
    const std::size_t here = pixels_apart(pixels, drawn_b.features().values());
    apart += here;
    all += pixels.size();
    const double share = pixels.empty() ? 0.0 : static_cast<double>(here) / static_cast<double>(pixels.size());
    if (share > out.worst_share) {
      out.worst_share = share;
      out.worst_step = static_cast<int>(k);
    }
  }
  if (all > 0) out.share = static_cast<double>(apart) / static_cast<double>(all);
  return out;
}

}  // namespace stepscope
