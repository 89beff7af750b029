#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/store/run_store.h"

namespace stepscope::cli {

// The runs of a store, one row each, aligned columns.
std::string runs_table(const std::vector<RunSummary>& runs);
// Everything about one, one line a fact. `forks`: of it, in words; may be empty.
std::string run_facts(const RunSummary& run, const std::vector<KeptBookmark>& bookmarks, const std::string& forks);
nlohmann::ordered_json run_json(const RunSummary& run);

// "12.3 MB": powers of 1000.
std::string size_text(std::int64_t bytes);

}  // namespace stepscope::cli
