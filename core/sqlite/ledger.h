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
  std::int64_t connections{0};  // connections opened to run it, wherever
  std::int64_t repeats{0};      // calls with parameters already seen: could have been cached
};

// One execution of a statement.
struct StatementExecution {
  std::int32_t step{-1};        // of the run, in which it began; −1: outside a step
  std::int32_t statement{0};    // index in StatementLog::texts
  std::int32_t site{-1};        // index in StatementLog::sites
  std::int32_t connections{0};  // opened in the same step to run it
  std::uint64_t parameters{0};  // hash of what was bound
  std::int64_t begin_ns{0};     // of the first row, steady clock
  std::int64_t ns{0};           // prepare and all rows
  std::int64_t rows{0};         // returned
  std::int64_t scanned{0};      // rows gone through one by one in tables that no index narrowed down
  std::int64_t connect_ns{0};   // opening its connections; not part of ns
  bool repeat{false};           // the run had executed it with these parameters before: could have been cached
};

struct StatementText {
  std::string sql;
  std::string plan;  // how SQLite goes about it, one line per node, indented; empty: not known (query_plan.h)
};

// Everything that was executed, oldest first.
struct StatementLog {
  std::vector<StatementText> texts;
  std::vector<std::string> sites;  // who asked: the open stages, "step › planner"; "outside of steps"
  std::vector<StatementExecution> executions;
  // Connections that were opened elsewhere than where a statement first used them: a pooled one, before all steps.
  // They are in no execution's count.
  std::int64_t connections_apart{0};
};

// Counts statements, rows and connections of every Database it was handed to. Thread-safe.
class StatementLedger {
 public:
  struct Execution {
    const std::string& sql;
    std::uint64_t parameters;  // hash
    std::int32_t step;
    std::int64_t begin_ns, ns, rows, scanned;
  };
  void record(const Execution& execution);
  // A connection was opened, in this step (−1: outside), in order to run `sql`.
  struct Opening {
    std::int32_t step{-1};
    std::int64_t ns{0};
  };
  void record_connection(const std::string& sql, const Opening& opening);

  // Sorted by total time, longest first.
  std::vector<StatementCost> costs() const;
  // The executions from number `first` on, with all texts and sites.
  StatementLog log(std::size_t first = 0) const;
  std::size_t executions() const;
  // Appends the executions from number `first` on to `out`, which allocates nothing while it has room.
  void read(std::size_t first, std::vector<StatementExecution>& out) const;

  // Goes on as if nothing had been executed so far. That parameters were seen, and what was opened, stays known.
  void forget_executions();

  // How SQLite goes about text number `text` (explain_statements() in query_plan.h).
  void set_plan(std::size_t text, std::string plan);

 private:
  struct Entry {
    StatementCost cost;
    std::int32_t number{0};
    std::vector<Opening> openings;  // for the next execution
    std::unordered_set<std::uint64_t> parameters;
  };
  Entry& entry_of(const std::string& sql);
  std::int32_t present_site();

  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;  // this and all below: guarded by mutex_
  std::map<std::string, std::int32_t> site_numbers_;
  std::string site_;  // buffer
  StatementLog log_;
};

}  // namespace stepscope
