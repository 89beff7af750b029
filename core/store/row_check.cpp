#include "core/store/row_check.h"

#include <zlib.h>

#include "core/store/row_bytes.h"

namespace stepscope {

std::int64_t check_of(std::string_view bytes, std::string_view more) {
  const auto add = [](uLong sum, std::string_view part) {
    if (part.empty()) return sum;  // zlib takes a null pointer for the wish to begin anew
    return crc32_z(sum, reinterpret_cast<const Bytef*>(part.data()), part.size());
  };
  return static_cast<std::int64_t>(add(add(0, bytes), more));
}

RowCheck& RowCheck::timing(const Statement& row, std::int64_t step) {
  begin(step);
  for (int column = 1; column <= kStepNumbers; ++column) add(row.integer(column));
  for (int column = 1 + kStepNumbers; column < kTimingCheck; ++column) add(row.blob(column));
  return *this;
}

}  // namespace stepscope
