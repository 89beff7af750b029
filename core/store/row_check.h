#pragma once

#include <cstdint>
#include <string_view>

#include "core/sqlite/database.h"
#include "core/store/bytes.h"

namespace stepscope {

// crc32 of some bytes, and of more behind them: sees every change of a single bit, and of any 32 in a row.
std::int64_t check_of(std::string_view bytes, std::string_view more = {});

// The check value of a row that belongs to a run: of its number within the run and of its columns, laid out as in
// RowBytes. Rows that were written before schema 4 have none.
class RowCheck {
 public:
  RowCheck& begin(std::int64_t number) {
    bytes_.clear();
    bytes_.unsigned_number(static_cast<std::uint64_t>(number));
    return *this;
  }
  RowCheck& add(std::int64_t value) {
    bytes_.signed_number(value);
    return *this;
  }
  RowCheck& add(std::string_view blob) {
    bytes_.blob(blob);
    return *this;
  }
  // Of a row of kTimingColumns (row_bytes.h): all of them.
  RowCheck& timing(const Statement& row, std::int64_t step);
  std::int64_t value() const { return check_of(bytes_.bytes()); }

 private:
  ByteWriter bytes_;
};

}  // namespace stepscope
