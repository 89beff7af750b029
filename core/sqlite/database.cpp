#include "core/sqlite/database.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "core/base/clock.h"
#include "core/sqlite/database_span.h"
#include "core/sqlite/file_check.h"
#include "core/sqlite/library_setup.h"
#include "core/sqlite/turn.h"

namespace stepscope {

namespace {

const SteadyClock kClock;

// "file:" URI of a path: everything but the plainest characters percent-encoded.
std::string file_uri(const std::filesystem::path& file, std::string_view query) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  static constexpr std::string_view kPlain = "/._-~";
  std::error_code ignored;  // a relative path is then left to SQLite, which says so if it cannot be opened
  const std::filesystem::path absolute = std::filesystem::absolute(file, ignored);
  std::string uri = "file:";
  for (const char c : (absolute.empty() ? file : absolute).string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
    }
  }
  return uri.append("?").append(query);
}

}  // namespace

Database::Database(sqlite3* handle, std::string file, StatementLedger* ledger)
    : handle_(handle), file_(std::move(file)), ledger_(ledger) {}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      file_(std::move(other.file_)),
      ledger_(other.ledger_),
      opening_(other.opening_),
      opening_counted_(other.opening_counted_) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(file_, other.file_);
  std::swap(ledger_, other.ledger_);
  std::swap(opening_, other.opening_);
  std::swap(opening_counted_, other.opening_counted_);
  return *this;
}

Database::~Database() {
  if (handle_ == nullptr) return;
  const DatabaseSpan span;
  sqlite3_close_v2(handle_);
}

Result<Database> Database::open_read_only(const std::filesystem::path& file, StatementLedger* ledger) {
  const DatabaseSpan span;
  const std::int64_t begin = kClock.now_ns();
  if (Status whole = check_database_file(file); !whole.ok()) return whole.error();
  set_up_sqlite();
  sqlite3* handle = nullptr;
  const std::string uri = file_uri(file, "mode=ro&immutable=1");
  const int code =
      sqlite3_open_v2(uri.c_str(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle, file.string(), ledger);
  if (code != SQLITE_OK) return database.last_error("");
  StepProbe* probe = StepProbe::current();
  if (probe != nullptr) probe->counters().connections += 1;
  database.opening_ = {.step = probe != nullptr ? probe->step() : -1, .ns = kClock.now_ns() - begin};
  return database;
}

Result<Database> Database::open_read_write(const std::filesystem::path& file) {
  set_up_sqlite();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.string().c_str(), &handle,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle, file.string(), nullptr);
  if (code != SQLITE_OK) return database.last_error("");
  return database;
}

Result<Database> Database::open_shared(const std::filesystem::path& file) {
  set_up_sqlite();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file_uri(file, "mode=rw").c_str(), &handle,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle, file.string(), nullptr);
  if (code != SQLITE_OK) return database.last_error("");
  return database;
}

Result<Database> Database::create(const std::filesystem::path& file) {
  set_up_sqlite();
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(file_uri(file, "mode=rwc").c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle, file.string(), nullptr);
  if (code != SQLITE_OK) return database.last_error("");
  return database;
}

Status Database::attach(const std::filesystem::path& file, const std::string& name, Attached kind) const {
  if (kind == Attached::kData)
    if (Status whole = check_database_file(file); !whole.ok()) return whole;
  auto statement = prepare("ATTACH ?1 AS " + name);
  if (!statement.ok()) return statement.error();
  statement.value().bind(1, file_uri(file, kind == Attached::kData ? "mode=ro&immutable=1" : "mode=ro"));
  if (Status done = statement.value().run(); !done.ok()) {
    Error error = done.error();
    error.file = file.string();
    return error;
  }
  return {};
}

Status Database::detach(const std::string& name) const { return execute("DETACH " + name); }

DatabaseFault Database::fault() const {
  switch (sqlite3_errcode(handle_) & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return DatabaseFault::kNone;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return DatabaseFault::kBusy;
    case SQLITE_FULL:
      return DatabaseFault::kFull;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return DatabaseFault::kDamaged;
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return DatabaseFault::kUnfit;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return DatabaseFault::kReadOnly;
    default:
      return DatabaseFault::kOther;
  }
}

bool Database::writable() const { return sqlite3_db_readonly(handle_, "main") == 0; }

void Database::be_patient() const { sqlite3_busy_handler(handle_, &try_turn_again, handle_); }

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(handle_); }

Error Database::last_error(std::string_view place) const {
  return {.file = file_,
          .place = std::string(place),
          .field = {},
          .reason = handle_ != nullptr ? sqlite3_errmsg(handle_) : "out of memory"};
}

Result<Statement> Database::prepare(std::string_view sql, std::string_view place) const {
  const DatabaseSpan span;
  const std::int64_t begin = kClock.now_ns();
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
    return last_error(place);
  if (ledger_ != nullptr && !opening_counted_) {
    ledger_->record_connection(std::string(sql), opening_);
    opening_counted_ = true;
  }
  return Statement(*this, statement, std::string(sql), std::string(place), kClock.now_ns() - begin);
}

Status Database::execute(const std::string& sql) const {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return last_error("");
  return {};
}

Result<std::vector<std::string>> Database::columns(std::string_view table) const {
  auto statement = prepare("SELECT name FROM pragma_table_info(?1)", table);
  if (!statement.ok()) return statement.error();
  statement.value().bind(1, table);
  std::vector<std::string> names;
  for (;;) {
    auto row = statement.value().step();
    if (!row.ok()) return row.error();
    if (!row.value()) return names;
    names.emplace_back(statement.value().text(0));
  }
}

Status Database::require(std::string_view table, const std::vector<std::string_view>& wanted) const {
  auto present = columns(table);
  if (!present.ok()) return present.error();
  if (present.value().empty())
    return Error{.file = file_, .place = std::string(table), .field = {}, .reason = "table is missing"};
  for (const std::string_view column : wanted) {
    if (std::find(present.value().begin(), present.value().end(), column) == present.value().end())
      return Error{
          .file = file_, .place = std::string(table), .field = std::string(column), .reason = "column is missing"};
  }
  return {};
}

}  // namespace stepscope
