#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stepscope {

// Number of a run in its store; never used twice.
using RunId = std::int64_t;

// Who made a run.
enum class RunSource { kLive, kHeadless, kBatch, kImport };
std::string_view run_source_key(RunSource source);  // "live", "headless", "batch", "import": for files; stable

// "interrupted after step 87": the last of `steps` that are stored.
std::string interrupted_message(int steps);

// Status of a run in whose row something else stands than what was written.
inline constexpr std::string_view kDamagedRun = "damaged";

// Where a fork comes from.
struct ForkSummary {
  std::optional<RunId> parent;  // none: not in this store (any more): purged, left behind by a bundle, never kept
  std::string parent_uuid;      // empty: never kept
  int step{0};                  // the first one of its own; times below are of its own steps
  std::string changes;          // "planner: simple → idm; headway_time: 2"; empty: none
};

// A line of the list of runs.
struct RunSummary {
  RunId id{0};
  std::string uuid;   // the same in every store that the run was carried to
  std::string label;  // the user's name for it, often empty
  RunSource source{RunSource::kHeadless};
  std::int64_t created_ms{0};  // since the Unix epoch, UTC
  // "running", "interrupted" (its program ended before it did), else as in the manifest: "reached_end", "stopped",
  // "failed"; or kDamagedRun.
  std::string status;
  std::string message;  // of "failed" and of kDamagedRun; of "interrupted": "interrupted after step 87"
  std::string planner, challenge, controller, profile;
  std::string log, token, scenario_type, location;
  int steps{0};       // stored
  int iterations{0};  // of the scenario; a whole run has one step less
  // Of its own steps, ms. None: it has none, or goes on and they are not known yet.
  std::optional<double> mean_step_ms, p95_step_ms, max_step_ms;
  std::optional<double> final_score;
  std::int64_t bytes{0};  // in the store, with files unpacked from a bundle
  int bookmarks{0};
  bool deleted{false};
  std::optional<ForkSummary> fork;  // of a run that went on from a step of another one
};

}  // namespace stepscope
