#include "core/dataset/near_names.h"

#include <algorithm>
#include <numeric>

namespace stepscope {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::vector<std::string> near_names(std::string_view name, std::span<const std::string> names, std::size_t most) {
  struct Candidate {
    std::size_t distance;
    std::string name;
    auto operator<=>(const Candidate&) const = default;
  };
  std::vector<Candidate> candidates;
  for (const std::string& candidate : names) {
    const std::size_t distance = edit_distance(name, candidate);
    const bool contains = !name.empty() && candidate.find(name) != std::string::npos;
    if (contains || distance <= std::max<std::size_t>(2, name.size() / 3))
      candidates.push_back({contains ? std::min<std::size_t>(distance, 1) : distance, candidate});
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  if (candidates.size() > most) candidates.resize(most);
  std::vector<std::string> out;
  for (Candidate& candidate : candidates) out.push_back(std::move(candidate.name));
  return out;
}

}  // namespace stepscope
