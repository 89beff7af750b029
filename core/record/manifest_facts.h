#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "core/analysis/profiled_run.h"
#include "core/base/result.h"
#include "core/files/json_node.h"

namespace stepscope {

// Which run it went on from; none of a run that began at its beginning. Throws JsonFault.
std::optional<ForkOrigin> fork_in(const JsonNode& manifest);

// What a manifest says about its run. Returns the number of steps that the run made. Throws JsonFault.
int take_facts(const JsonNode& manifest, RunFacts& facts);

// By number of the statement: its connections that were opened elsewhere than where it was executed, before the steps.
using ConnectionsApart = std::map<std::int32_t, std::int64_t>;

// Everything that a run's analysis takes from its manifest. Manifests of early versions have the facts alone.
struct ManifestContent {
  RunFacts facts;
  int steps{0};
  StatementLog loading;  // what reading the scenario executed
  ConnectionsApart connections_apart;
};
ManifestContent content_in(const JsonNode& manifest);  // throws JsonFault

// The same from a manifest's text. An error names `file`, where it is from, and the field.
Result<ManifestContent> parse_content(const std::string& text, const std::filesystem::path& file);

}  // namespace stepscope
