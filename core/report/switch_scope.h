#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/stage_statistics.h"

namespace stepscope {

// What a switch of the engine profile can change in a run.
struct SwitchScope {
  std::vector<Stage> stages;  // that it acts on and that took time in this run
  double acts_on_ns{0.0};     // own time of these, mean per step: what it acts on, not what it saves
  std::string why_no_effect;  // on the steps of this run; empty: it can have one
};
SwitchScope scope_of(std::string_view switch_key, const ProfiledRun& run, const RunStatistics& statistics);

}  // namespace stepscope
