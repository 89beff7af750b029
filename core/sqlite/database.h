#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/token.h"
#include "core/sqlite/ledger.h"

struct sqlite3;
struct sqlite3_stmt;

namespace stepscope {

class Statement;

// What kept the last call on a connection from succeeding, as far as its caller does something about it.
enum class DatabaseFault {
  kNone,
  kBusy,      // another program is writing
  kFull,      // the disk is full, or the file must not grow
  kDamaged,   // a page makes no sense, or the file is not a database
  kUnfit,     // the statement does not fit the file's tables: of one of our own, their text is damaged
  kReadOnly,  // no permission, a read-only medium
  kOther,
};

// A connection to an SQLite file. One thread at a time.
class Database {
 public:
  // For reading somebody's data: mode=ro and immutable=1, so that no lock, journal or WAL file ever appears beside it
  // and read-only media work. Refuses what check_database_file() refuses.
  static Result<Database> open_read_only(const std::filesystem::path& file, StatementLedger* ledger = nullptr);
  // Creates or opens a file of our own for writing.
  static Result<Database> open_read_write(const std::filesystem::path& file);
  // Opens a file of our own that others may be writing meanwhile: for writing too, if that is allowed. An error if it
  // does not exist.
  static Result<Database> open_shared(const std::filesystem::path& file);
  // Creates a file of our own that others can be attached to.
  static Result<Database> create(const std::filesystem::path& file);

  // Puts another file beside this one for statements that read it as `name`. kData: as open_read_only() opens it;
  // kShared: others may be writing it meanwhile.
  enum class Attached { kData, kShared };
  Status attach(const std::filesystem::path& file, const std::string& name, Attached kind) const;
  Status detach(const std::string& name) const;

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  const std::string& file() const { return file_; }

  // The error names the file and SQLite's message ("no such column: …"). `place` goes into Error::place.
  Result<Statement> prepare(std::string_view sql, std::string_view place = {}) const;
  // Runs one or more statements without result.
  Status execute(const std::string& sql) const;

  // Names of a table's columns, as stored. Empty if there is no such table.
  Result<std::vector<std::string>> columns(std::string_view table) const;
  // An error naming the first table or column of these that is missing.
  Status require(std::string_view table, const std::vector<std::string_view>& columns) const;

  // An Error about this file with SQLite's last message.
  Error last_error(std::string_view place) const;
  // Of the last call on this connection or one of its statements.
  DatabaseFault fault() const;
  bool writable() const;
  // From now on, waits up to ten seconds where another connection is writing (core/sqlite/turn.h tells of it).
  void be_patient() const;
  std::int64_t last_insert_id() const;

 private:
  Database(sqlite3* handle, std::string file, StatementLedger* ledger);

  sqlite3* handle_{nullptr};
  std::string file_;
  StatementLedger* ledger_{nullptr};
  StatementLedger::Opening opening_;
  mutable bool opening_counted_{false};  // bookkeeping of the ledger, not content
  friend class Statement;
};

// What a column of the current row holds.
enum class ColumnKind { kInteger, kReal, kText, kBlob, kNull };

// A prepared statement; its Database must outlive it. Executions, rows and time are counted in the database's ledger
// and in the current step's counters. Every call is a `database` span of the current step; whoever reads many rows
// opens a DatabaseSpan around the query, which makes it one.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Parameters, numbered from 1, kept from execution to execution; not to be changed between the first row and the
  // last. Token binds as the 8-byte blob the format demands.
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, double value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, Token token);
  Statement& bind_blob(int parameter, const void* bytes, std::size_t size);
  Statement& bind_null(int parameter);

  // True with a row, false at the end (the statement is then ready for another execution, parameters kept), an error
  // if SQLite reports one (a damaged page, a locked file …).
  Result<bool> step();
  // Executes a statement that returns no rows (INSERT …) and resets it.
  Status run();
  // Ends an execution before its last row.
  void reset();

  ColumnKind kind(int column) const;
  bool is_null(int column) const { return kind(column) == ColumnKind::kNull; }
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  // valid until the next step
  std::string_view blob(int column) const;  // bytes; valid until the next step
  // 8-byte blob → token; none for NULL, empty and any other length.
  std::optional<Token> token(int column) const;

 private:
  friend class Database;
  Statement(const Database& database, sqlite3_stmt* statement, std::string sql, std::string place,
            std::int64_t prepare_ns);
  void finish_execution();
  void begin_execution();
  void remember(int parameter, const void* bytes, std::size_t size);

  sqlite3_stmt* statement_{nullptr};
  sqlite3* handle_{nullptr};
  StatementLedger* ledger_{nullptr};
  std::string sql_, place_, file_;
  std::vector<std::uint64_t> parameter_hashes_;  // one per parameter
  std::int64_t prepare_ns_{0};
  std::int64_t ns_{0};
  std::int64_t begin_ns_{0};
  std::int64_t rows_{0};
  std::int32_t step_{-1};
  bool executing_{false};
};

}  // namespace stepscope
