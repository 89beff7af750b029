#pragma once

#include <functional>

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/parser.h"

namespace stepscope::cli {

// Each adds one subcommand to `app`; the returned function runs it after parsing, if it was chosen.
struct Command {
  Parser* parser{nullptr};
  std::function<ExitCode()> run;
};

Command add_ablate_command(Parser& app);
Command add_demo_command(Parser& app);
Command add_scenarios_command(Parser& app);
Command add_simulate_command(Parser& app);
Command add_fork_command(Parser& app);
Command add_batch_command(Parser& app);
Command add_metrics_command(Parser& app);
Command add_report_command(Parser& app);
Command add_raster_command(Parser& app);
Command add_train_command(Parser& app);
Command add_import_profile_command(Parser& app);
Command add_explain_command(Parser& app);
Command add_runs_command(Parser& app);
Command add_queries_command(Parser& app);
Command add_model_command(Parser& app);
Command add_compare_command(Parser& app);
Command add_profiles_command(Parser& app);

// --json and --quiet.
void add_common_options(Parser& parser, CommonOptions& options);

}  // namespace stepscope::cli
