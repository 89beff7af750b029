#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <unordered_set>
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

// One execution of a statement.
struct StatementExecution {
  std::int32_t step{-1};        // of the run; −1: outside a step
  std::int32_t statement{0};    // index in StatementLog::texts
  std::int32_t site{-1};        // index in StatementLog::sites
  std::int32_t connections{0};  // opened to run it
  std::uint64_t parameters{0};  // hash of what was bound
  std::int64_t begin_ns{0};     // of the first row, steady clock
  std::int64_t ns{0};           // prepare and all rows
  std::int64_t rows{0};
  bool repeat{false};  // the run had executed it with these parameters before: could have been cached
};

struct StatementText {
  std::string sql;
  std::string plan;  // how SQLite goes about it, one line per node, indented; empty: not asked for yet
};

// Everything that was executed, oldest first.
struct StatementLog {
  std::vector<StatementText> texts;
  std::vector<std::string> sites;  // who asked: the open stages and the table, "step › input preparation › … (table)"
  std::vector<StatementExecution> executions;
};

// Counts statements, rows and connections of every Database it was handed to. Thread-safe.
class StatementLedger {
 public:
  struct Execution {
    const std::string& sql;
    const std::string& place;  // table or part of the log, for the site
    std::uint64_t parameters;  // hash
    std::int64_t begin_ns, ns, rows;
  };
  void record(const Execution& execution);
  // A connection was opened in order to run `sql`.
  void record_connection(const std::string& sql);

  // Sorted by total time, longest first.
  std::vector<StatementCost> costs() const;
  // The executions from number `first` on, with all texts and sites.
  StatementLog log(std::size_t first = 0) const;
  std::size_t executions() const;
  // Appends the executions from number `first` on to `out`, which allocates nothing while it has room.
  void read(std::size_t first, std::vector<StatementExecution>& out) const;

 private:
  struct Entry {
    StatementCost cost;
    std::int32_t number{0};
    std::int32_t connections_to_come{0};  // opened for the next execution
    std::unordered_set<std::uint64_t> parameters;
  };
  Entry& entry_of(const std::string& sql);
  std::int32_t site_of(const std::string& place);

  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;  // this and all below: guarded by mutex_
  std::map<std::string, std::int32_t> site_numbers_;
  std::string site_;  // buffer
  StatementLog log_;
};

}  // namespace stepscope
