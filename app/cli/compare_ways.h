#pragma once

#include "app/cli/compare_options.h"
#include "app/cli/exit_code.h"

namespace stepscope::cli {

// The three things `compare` does.
ExitCode compare_stored_runs(const CompareOptions& options, const std::vector<Gate>& gates);
ExitCode compare_measured(const CompareOptions& options, const ComparedArms& arms, const std::vector<Gate>& gates);
ExitCode compare_with_kept(const CompareOptions& options, const Arm& arm, const std::vector<Gate>& gates);

}  // namespace stepscope::cli
