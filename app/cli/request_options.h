#pragma once

#include <string>
#include <vector>

#include "app/cli/parser.h"
#include "core/assembly/assembled_run.h"

namespace stepscope::cli {

// Planner, challenge and everything else that makes a request.
struct RequestOptions {
  std::vector<std::string> planners{"simple"};             // --planner
  std::vector<std::string> challenges{"open-loop-boxes"};  // --challenge
  std::string controller;                                  // --controller
  std::string agents{"reference"};                         // --agents
  std::vector<std::string> parameters;                     // --param
  std::string model;                                       // --model
  std::string profile{"fast"};                             // --profile
  std::vector<std::string> switches;                       // --set
};

// "name=value" → {name, value}; an error names the option.
Result<std::pair<std::string, std::string>> split_assignment(const std::string& option, const std::string& text);
// A model that is a file is meant from wherever the run is made again.
std::string model_text(const std::string& text);

// kOne: one planner in one challenge; kSeveral: each may be given several times, or as a list with commas.
enum class Requests { kOne, kSeveral };
void add_request_options(Parser& parser, RequestOptions& options, Requests requests);
// The same without --profile and --set, for what runs several profiles.
void add_driver_options(Parser& parser, RequestOptions& options, Requests requests);

// Every planner in every challenge, challenges of the first planner first. An error is wrong usage: it names what is
// unknown. Parameters are name=value, and with several planners planner.name=value.
Result<std::vector<RunRequest>> requests_of(const RequestOptions& options);
Result<EngineProfile> profile_of(const RequestOptions& options);

}  // namespace stepscope::cli
