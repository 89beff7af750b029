#pragma once

#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/cli/parser.h"
#include "core/base/result.h"
#include "core/dataset/scenario_selection.h"

namespace stepscope::cli {

// Where the data are.
struct DataOptions {
  std::string db;  // --db, with --maps
  std::string maps;
  std::string data;  // --data, default $STEPSCOPE_DATA
};
void add_data_options(Parser& parser, DataOptions& options);

// Finds and summarises the logs. An error if neither --db nor --data is given or nothing can be read; logs with
// problems are reported through the console and left out.
Result<DatasetPtr> open_dataset(const DataOptions& options, Console& console);

// Which scenarios.
struct SelectionOptions {
  std::vector<std::string> tokens;  // --scenario
  ScenarioFilter filter;
  std::string limit;  // --limit: a count, or a share with a point
  bool all{false};    // --all
};
// What chooses and filters. For `scenarios`, which shows everything unless told otherwise, without --all.
enum class Choice { kListed, kRun };
void add_selection_options(Parser& parser, SelectionOptions& options, Choice choice);

// Only how the chosen scenarios are cut out of their logs: --duration, --offset, --subsample. add_selection_options()
// includes them.
void add_cut_options(Parser& parser, SelectionOptions& options);

// By token unless shuffled. Errors without a file are wrong usage: a type, log or location that the data do not have,
// nothing chosen at all. Errors with a file are about the data: a token that no log has, no scenario that passes.
Result<std::vector<ChosenScenario>> choose(const Dataset& dataset, const SelectionOptions& options, Console& console);

// The same, where it is fine that none passes and all are wanted.
Result<std::vector<ChosenScenario>> list(const Dataset& dataset, const SelectionOptions& options, Console& console);

}  // namespace stepscope::cli
