#include "core/simulation/replay.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace stepscope {

namespace {

Error other(std::string what) {
  return make_error(what + "; data, program or a switch of the profile are not those that the steps were made with");
}

}  // namespace

Status StepReplay::check(int k, SimTime time, const EgoState& ego, std::span<const TrackedObject> objects) const {
  const StepFrame* then = k < steps() ? &frame(k) : steps_.next.get();
  if (then == nullptr) return {};
  if (time != then->time)
    return other(fmt::format("the log's time is {} µs, it was {} µs in the run forked from", time.us, then->time.us));
  if (ego != then->ego) {
    const double metres = distance(ego.rear_axle.position(), then->ego.rear_axle.position());
    return other(fmt::format("the ego is not as it was in the run forked from ({:.3g} m and {:.3g} m/s away)", metres,
                             std::abs(ego.speed() - then->ego.speed())));
  }
  if (objects.size() != then->objects.size())
    return other(fmt::format("there are {} objects, in the run forked from {}", objects.size(), then->objects.size()));
  for (std::size_t i = 0; i < objects.size(); ++i)
    if (objects[i] != then->objects[i])
      return other(fmt::format("object {} is not as it was in the run forked from ({:.3g} m away)",
                               objects[i].track.hex(),
                               distance(objects[i].box.centre.position(), then->objects[i].box.centre.position())));
  return {};
}

void StepReplay::hand_over(const std::vector<FramePtr>& frames, std::int64_t now_ns, StepSink& sink) const {
  const std::size_t known = steps_.spans ? std::min(steps_.spans->steps(), frames.size()) : 0;
  const bool spans = known == frames.size() && known > 0 && !steps_.spans->of_step(known - 1).empty();
  std::int64_t begin_ns = now_ns;  // of the next step, where spans are not known
  for (const FramePtr& frame : frames) begin_ns -= frame->timing.wall_ns;
  const std::int64_t moved_ns = spans ? now_ns - steps_.spans->of_step(known - 1).front().end_ns : 0;
  std::vector<SpanRecord> moved;
  for (std::size_t k = 0; k < frames.size(); ++k) {
    moved.clear();
    if (spans)
      for (SpanRecord span : steps_.spans->of_step(k)) {
        span.begin_ns += moved_ns;
        span.end_ns += moved_ns;
        if (span.stage == Stage::kDatabase) span.detail = -1;  // numbered by the other run
        moved.push_back(span);
      }
    const std::int64_t end_ns = begin_ns + frames[k]->timing.wall_ns;
    if (moved.empty()) moved.push_back({.stage = Stage::kStep, .begin_ns = begin_ns, .end_ns = end_ns});
    begin_ns = end_ns;
    sink.on_step(frames[k], moved);
  }
}

}  // namespace stepscope
