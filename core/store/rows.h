#pragma once

#include <cstdint>
#include <string_view>

#include "core/sqlite/database.h"

namespace stepscope {

// Calls `take` with every row of a statement. `take` returns a Status; its error ends the reading.
template <typename Take>
Status each_row(Statement& statement, const Take& take) {
  for (;;) {
    auto row = statement.step();
    if (!row.ok()) return row.error();
    if (!row.value()) return {};
    if (Status taken = take(statement); !taken.ok()) return taken;
  }
}

// While it lives, every statement on the connection sees the file as it was for the first of them, whatever others
// write meanwhile.
class Snapshot {
 public:
  explicit Snapshot(const Database& database) : database_(database), open_(database.execute("BEGIN").ok()) {}
  ~Snapshot() {
    if (open_) (void)database_.execute("COMMIT").ok();
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  const Database& database_;
  bool open_;
};

// The first number of a statement's first row; 0 without a row.
inline Result<std::int64_t> one_number(const Database& database, std::string_view sql, std::string_view place = {}) {
  auto statement = database.prepare(sql, place);
  if (!statement.ok()) return statement.error();
  auto row = statement.value().step();
  if (!row.ok()) return row.error();
  return row.value() ? statement.value().integer(0) : 0;
}

}  // namespace stepscope
