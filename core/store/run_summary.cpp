#include "core/store/run_summary.h"

namespace stepscope {

std::string_view run_source_key(RunSource source) {
  switch (source) {
    case RunSource::kLive:
      return "live";
    case RunSource::kHeadless:
      return "headless";
    case RunSource::kBatch:
      return "batch";
    case RunSource::kImport:
      return "import";
  }
  return "headless";
}

std::string interrupted_message(int steps) {
  if (steps == 0) return "interrupted before its first step was finished";
  return "interrupted after step " + std::to_string(steps - 1);
}

}  // namespace stepscope
