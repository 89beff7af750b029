#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/base/token.h"
#include "core/sqlite/database.h"

namespace stepscope {

// A column of a log's table, for SQL and for messages.
struct LogColumn {
  std::string_view table;
  std::string_view name;
};

// A statement on a log, with where each column of its result comes from. `columns` may go on after the result's columns
// with those that only conditions use.
struct LogQuery {
  std::string_view sql;
  std::span<const LogColumn> columns;
};

// Prepares the query. If that fails because a table or column of it is missing, the error names it.
Result<Statement> prepare(const Database& log, const LogQuery& query);

// Reads the columns of a statement's present row. A value that cannot be used is remembered (the first one of a row),
// so that a row is read in one go and asked for its fault once. Result columns are numbered from 0.
class LogRow {
 public:
  LogRow(const Database& log, const Statement& statement, const LogQuery& query)
      : log_(log), statement_(statement), columns_(query.columns) {}

  // A finite number; 0 in case of a fault.
  double number(int column);
  // A whole number, however stored (INTEGER, a REAL without fraction, decimal text).
  std::int64_t integer(int column);
  // A token of 8 bytes.
  Token token(int column);
  // The same, none for NULL and the empty blob.
  std::optional<Token> optional_token(int column);
  // Empty for NULL. Valid until the next step.
  std::string_view text(int column) const { return statement_.text(column); }
  bool is_null(int column) const { return statement_.is_null(column); }

  // Calls the column faulty for another reason, e.g. because what it refers to is missing.
  void refuse(int column, std::string reason);

  // The first fault of this row, naming table, column and, where `row` is given, the row's token. Cleared by the call.
  Status check(std::optional<Token> row);

 private:
  const Database& log_;
  const Statement& statement_;
  std::span<const LogColumn> columns_;
  int faulty_{-1};
  std::string reason_;
};

}  // namespace stepscope
