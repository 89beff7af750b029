#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/sqlite/database.h"
#include "core/store/row_check.h"
#include "core/store/run_summary.h"

namespace stepscope {

// Reads the rows of one run out of the tables beside that of the runs. Errors name file, table, row and column: what is
// there makes no sense, is not what was written, or some of it is missing.
class StoredRows {
 public:
  // `stages`: this program's, by the numbers that the run gave them. `ended`: its row says how many rows there are.
  static Result<StoredRows> of_run(const Database& store, RunId run, std::vector<Stage> stages, bool ended);

  Status read_steps(ProfiledRun& out);
  Status read_background(ProfiledRun& out);
  Status read_log(StatementLog& log);  // statements, sites, executions

 private:
  // Numbers of a run's last rows; −1 without any. None: not known, of a run that goes on or of an earlier version.
  struct Ends {
    std::optional<std::int64_t> step, statement, site, execution, background;
  };

  StoredRows(const Database& store, RunId run, std::vector<Stage> stages)
      : store_(store), run_(run), stages_(std::move(stages)) {}
  template <typename Take>
  Status rows(const char* table, const std::string& columns, const Take& take);
  Status read_step(const Statement& row, std::int64_t step, ProfiledRun& out, std::vector<SpanRecord>& spans);
  Status read_texts(StatementLog& log);
  Status sound(const char* table, const Statement& row, int check_column, std::int64_t number, std::size_t next) const;
  Status complete(const char* table, std::int64_t last, std::optional<std::int64_t> expected) const;
  Error error_in(const char* table, std::int64_t number, const char* field, const char* reason) const;

  const Database& store_;
  RunId run_;
  std::vector<Stage> stages_;
  bool checked_{false};  // its rows have check values
  Ends ends_;
  RowCheck check_;
};

}  // namespace stepscope
