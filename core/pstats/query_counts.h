#pragma once

#include <cstdint>
#include <vector>

#include "core/pstats/profile_table.h"

namespace stepscope {

// A function whose calls are more than the statements beneath it.
struct RowGenerator {
  enum class Kind : std::uint8_t {
    kExecutes,  // executes statements itself and hands on a row per resumption (execute_many)
    kHandsOn,   // hands on the rows of another one
    kUnknown,   // executes fewer statements than it has calls: a generator of rows, or a cache
  };
  std::size_t function{0};
  Kind kind{Kind::kExecutes};
  std::int64_t calls{0};       // as the profile counts them: entries and resumptions
  std::int64_t statements{0};  // executed by it; kHandsOn: 0, the profile cannot tell
};

// What a profile says about a database: three counts that are easily mixed up, and what looks like them.
struct QueryCounts {
  bool built_ins{false};          // whether built-in functions were profiled: without them nothing is counted
  std::int64_t statements{0};     // calls of execute, executemany, executescript
  std::int64_t connections{0};    // calls of sqlite3.connect
  std::int64_t fetches{0};        // calls of fetchone, fetchmany, fetchall
  std::int64_t resumptions{0};    // calls of generators that execute statements
  std::int64_t rows{0};           // handed on by them: a generator is entered once more than it has rows …
  std::int64_t single_rows{0};    // … and statements of functions that fetch a single row (at most one row each)
  std::int64_t lazy_loads{0};     // rows that an object-relational layer loaded one by one, a statement each
  bool object_relational{false};  // SQLAlchemy was at work
  std::vector<RowGenerator> generators;  // most calls first
};
QueryCounts count_queries(const ProfileTable& table);

}  // namespace stepscope
