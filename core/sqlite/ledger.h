#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace stepscope {

// What one distinct SQL text cost so far.
struct StatementCost {
  std::string sql;
  std::int64_t calls{0};
  std::int64_t rows{0};
  std::int64_t total_ns{0};     // prepare and all steps
  std::int64_t connections{0};  // connections opened to run it
  std::int64_t repeats{0};      // calls with parameters already seen: could have been cached
};

// Counts statements, rows and connections of every Database it was handed to. Thread-safe.
class StatementLedger {
 public:
  void record(const std::string& sql, std::uint64_t parameter_hash, std::int64_t rows, std::int64_t ns);
  // A connection was opened in order to run `sql` (empty: not known).
  void record_connection(const std::string& sql);
  // Sorted by total time, longest first.
  std::vector<StatementCost> costs() const;

 private:
  struct Entry {
    StatementCost cost;
    std::map<std::uint64_t, std::int64_t> parameters;  // hash → calls
  };
  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;  // guarded by mutex_
};

}  // namespace stepscope
