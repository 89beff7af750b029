#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "ui/bridge/kept_ref.h"

namespace stepscope::ui {

// Who is to be seen side by side: planners that are run, or runs that were kept. One of the two is empty.
struct StartComparison {
  std::vector<std::string> planners;
  std::vector<KeptRef> kept;
};

// Names as --compare takes them: ids of planners, or numbers of a store ("7", "run:7") and run folders; two to four.
// `store`: the one that numbers are of. An error says which name is neither, or that they are mixed.
Result<StartComparison> comparison_of(const std::vector<std::string>& names, const std::filesystem::path& store);

}  // namespace stepscope::ui
