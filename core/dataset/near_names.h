#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepscope {

// Number of letters to insert, remove or replace to make one text of the other (Levenshtein 1966).
std::size_t edit_distance(std::string_view a, std::string_view b);

// Of these names, at most `most` that somebody who wrote `name` may have meant, best first: spelled much like it, or
// containing it.
std::vector<std::string> near_names(std::string_view name, std::span<const std::string> names, std::size_t most = 5);

}  // namespace stepscope
