#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// Asks SQLite how it goes about every text that has no plan yet (EXPLAIN QUERY PLAN; nothing is executed) and writes
// the answer into it, one line per node, children indented by two spaces. With a connection of its own that no ledger
// and no step counts: to be called when the run is over. A text that SQLite refuses (the file has changed) keeps an
// empty plan. The error is that of opening the file.
Status explain_statements(const std::filesystem::path& file, std::vector<StatementText>& texts);
Status explain_statements(const std::filesystem::path& file, StatementLedger& ledger);

// How a node of a plan gets at its rows.
enum class PlanAccess {
  kKey,             // by its primary key or row number
  kIndex,           // by an index
  kScan,            // all rows of a table
  kIndexScan,       // all entries of an index
  kResultScan,      // all rows of an intermediate result
  kTemporaryIndex,  // by an index that SQLite builds for this very call
  kSort,            // sorts in memory
};
struct PlanNode {
  PlanAccess access{PlanAccess::kScan};
  std::string table;  // by its own name, not the alias of the statement; kSort: what for, "ORDER BY"
  std::string index;
};
// The nodes of a plan that read or sort rows, in its order.
std::vector<PlanNode> plan_nodes(const StatementText& text);

// What its executions did, for the words about the plan.
struct PlanFigures {
  std::int64_t calls{0}, rows{0}, scanned{0};
};
enum class PlanGrade {
  kUnknown,  // no plan
  kFine,     // reads what it returns
  kScan,     // goes through a large table or builds an index for every call
};
struct PlanVerdict {
  PlanGrade grade{PlanGrade::kUnknown};
  std::string text;  // plain words, one line per node; "scans the whole table lidar_box: about 45 000 rows …"
};
// A scan counts as large beyond kSmallScan rows per call; without executions every scan does.
inline constexpr std::int64_t kSmallScan = 100;
PlanVerdict plan_verdict(const StatementText& text, const PlanFigures& figures);

}  // namespace stepscope
