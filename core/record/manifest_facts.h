#pragma once

#include <filesystem>
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

// The same from a manifest's text. An error names `file`, where it is from, and the field.
Result<RunFacts> parse_facts(const std::string& text, const std::filesystem::path& file);

}  // namespace stepscope
