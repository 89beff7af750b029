#include "core/sqlite/database.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <fstream>

#include "core/base/clock.h"
#include "core/probe/span.h"

namespace stepscope {

namespace {

const SteadyClock kClock;

// "file:" URI of a path: everything but the plainest characters percent-encoded.
std::string file_uri(const std::filesystem::path& file, std::string_view query) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::strchr("/._-~", c) != nullptr) {
      uri += c;
    } else {
      uri += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
    }
  }
  return uri.append("?").append(query);
}

std::uint32_t big_endian(const unsigned char* p, int bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < bytes; ++i) value = (value << 8) | p[i];
  return value;
}

Error file_error(const std::filesystem::path& file, std::string reason) {
  return {.file = file.string(), .place = {}, .field = {}, .reason = std::move(reason)};
}

// SQLite finds out late that a file is not its own; look at the 100-byte header first.
Status check_header(const std::filesystem::path& file) {
  std::error_code code;
  const auto status = std::filesystem::status(file, code);
  if (!std::filesystem::exists(status)) return file_error(file, "file does not exist");
  if (std::filesystem::is_directory(status)) return file_error(file, "is a folder, not a database");
  std::ifstream in(file, std::ios::binary);
  if (!in) return file_error(file, "cannot be read (no permission?)");
  std::array<unsigned char, 100> header{};
  in.read(reinterpret_cast<char*>(header.data()), header.size());
  if (in.gcount() == 0) return file_error(file, "file is empty");
  if (in.gcount() < 16 || std::memcmp(header.data(), "SQLite format 3", 16) != 0)
    return file_error(file, "not an SQLite database");
  if (in.gcount() < 100) return file_error(file, "truncated: shorter than an SQLite header");
  const std::uint64_t page_size = big_endian(&header[16], 2) == 1 ? 65536 : big_endian(&header[16], 2);
  const std::uint64_t pages = big_endian(&header[28], 4);
  const std::uint64_t size = std::filesystem::file_size(file, code);
  const bool count_valid = big_endian(&header[24], 4) == big_endian(&header[92], 4);
  if (count_valid && pages > 0 && size < pages * page_size)
    return file_error(file, "truncated: " + std::to_string(size) + " bytes of " + std::to_string(pages * page_size));
  return {};
}

}  // namespace

Database::Database(sqlite3* handle, std::string file, StatementLedger* ledger)
    : handle_(handle), file_(std::move(file)), ledger_(ledger) {}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      file_(std::move(other.file_)),
      ledger_(other.ledger_),
      opening_counted_(other.opening_counted_) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(file_, other.file_);
  std::swap(ledger_, other.ledger_);
  std::swap(opening_counted_, other.opening_counted_);
  return *this;
}

Database::~Database() { sqlite3_close(handle_); }

Result<Database> Database::open_read_only(const std::filesystem::path& file, StatementLedger* ledger) {
  if (Status header = check_header(file); !header.ok()) return header.error();
  const ScopedSpan span(Stage::kDatabase);
  sqlite3* handle = nullptr;
  const std::string uri = file_uri(file, "mode=ro&immutable=1");
  const int code = sqlite3_open_v2(uri.c_str(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
  Database database(handle, file.string(), ledger);
  if (code != SQLITE_OK) return database.last_error("");
  if (StepProbe* probe = StepProbe::current(); probe != nullptr) probe->counters().connections += 1;
  return database;
}

Result<Database> Database::open_read_write(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(file.string().c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Database database(handle, file.string(), nullptr);
  if (code != SQLITE_OK) return database.last_error("");
  return database;
}

Error Database::last_error(std::string_view place) const {
  return {.file = file_,
          .place = std::string(place),
          .field = {},
          .reason = handle_ != nullptr ? sqlite3_errmsg(handle_) : "out of memory"};
}

Result<Statement> Database::prepare(std::string_view sql, std::string_view place) const {
  const ScopedSpan span(Stage::kDatabase);
  const std::int64_t begin = kClock.now_ns();
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
    return last_error(place);
  if (ledger_ != nullptr && !opening_counted_) {
    ledger_->record_connection(std::string(sql));
    opening_counted_ = true;
  }
  return Statement(*this, statement, std::string(sql), std::string(place), kClock.now_ns() - begin);
}

Status Database::execute(const std::string& sql) const {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return last_error("");
  return {};
}

Result<std::vector<std::string>> Database::tables() const {
  auto statement = prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid");
  if (!statement.ok()) return statement.error();
  std::vector<std::string> names;
  for (;;) {
    auto row = statement.value().step();
    if (!row.ok()) return row.error();
    if (!row.value()) return names;
    names.emplace_back(statement.value().text(0));
  }
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
      return Error{.file = file_, .place = std::string(table), .field = std::string(column),
                   .reason = "column is missing"};
  }
  return {};
}

}  // namespace stepscope
