#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "core/base/result.h"
#include "core/dataset/data_root.h"
#include "core/scenario/scenario.h"

namespace stepscope::cli {

// Where the data are.
struct DataOptions {
  std::string db;  // --db, with --maps
  std::string maps;
  std::string data;  // --data, default $STEPSCOPE_DATA
};
void add_data_options(CLI::App& parser, DataOptions& options);

// Finds and summarises the logs. An error if neither --db nor --data is given or nothing can be read; logs with
// problems are reported through the console and left out.
Result<DatasetPtr> open_dataset(const DataOptions& options, Console& console);

// Which scenarios.
struct SelectionOptions {
  std::vector<std::string> tokens;  // --scenario
  std::string type;                 // --type
  bool all{false};                  // --all
  std::size_t limit{0};             // --limit, 0 = no limit
  std::optional<double> duration_s, offset_s, subsample;
};
void add_selection_options(CLI::App& parser, SelectionOptions& options);

// A scenario to run.
struct ChosenScenario {
  ScenarioId id;
  std::string type;
  std::string location;
  ScenarioExtraction extraction;
};
// In the order of the reference: by token. A token that is not in any log is an error. Without --scenario and --type,
// --all chooses every tagged scenario.
Result<std::vector<ChosenScenario>> choose(const Dataset& dataset, const SelectionOptions& options);

}  // namespace stepscope::cli
