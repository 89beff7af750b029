#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepscope::ui {

// Steps [first, last] drawn as one column, represented by the one that took longest (the first of equals).
struct StripColumn {
  std::size_t first{0};
  std::size_t last{0};
  std::size_t worst{0};
  bool operator==(const StripColumn&) const = default;
};

// Joins the steps [begin, end) into at most about `max_columns` columns, so that the worst step is always in sight. One
// column per step while there is room. Columns begin at multiples of their width, so that panning does not make them
// flicker; the first and the last may therefore hold fewer steps (and there may be one column more).
class StripDecimator {
 public:
  const std::vector<StripColumn>& columns(std::span<const std::int64_t> walls_ns, std::size_t begin, std::size_t end,
                                          std::size_t max_columns);

 private:
  std::vector<StripColumn> columns_;   // kept, so that drawing allocates nothing once it has grown
};

}  // namespace stepscope::ui
