#pragma once

#include <optional>
#include <string_view>

#include "core/sqlite/database.h"
#include "core/store/bytes.h"
#include "core/store/run_summary.h"

namespace stepscope {

// Puts the rows of RowBytes into a store's tables. The database must outlive it.
class RowInserter {
 public:
  static Result<RowInserter> prepare(const Database& store);

  // Rows that are there already are replaced, so that the same may come twice. `bytes` grows by about what they take.
  // An error of the database, or: the bytes make no sense from somewhere on; the rows before are in. Within a
  // transaction.
  Status insert(RunId run, std::string_view rows, std::int64_t& bytes);

 private:
  RowInserter() = default;
  Status insert_row(RunId run, ByteReader& in, std::int64_t& bytes);
  void bind_step(ByteReader& in, std::size_t begin, std::int64_t& bytes);  // `begin`: of its number

  std::optional<Statement> step_, statement_, site_, executions_, background_;
};

}  // namespace stepscope
