#include "core/observation/recorded_tracks.h"

namespace stepscope {

Status RecordedTracks::reset() {
  iteration_ = 0;
  return {};
}

Status RecordedTracks::update(const Iteration&, const Iteration& next, const HistoryBuffer&) {
  iteration_ = next.index;
  return {};
}

}  // namespace stepscope
