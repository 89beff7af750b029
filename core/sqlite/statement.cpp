#include <sqlite3.h>

#include <cassert>
#include <utility>

#include "core/base/clock.h"
#include "core/base/fnv.h"
#include "core/sqlite/database.h"
#include "core/sqlite/database_span.h"

namespace stepscope {

namespace {

const SteadyClock kClock;

std::uint64_t hash_of(const void* bytes, std::size_t size) { return fnv1a({static_cast<const char*>(bytes), size}); }

}  // namespace

Statement::Statement(const Database& database, sqlite3_stmt* statement, std::string sql, std::string place,
                     std::int64_t prepare_ns)
    : statement_(statement),
      handle_(database.handle_),
      ledger_(database.ledger_),
      sql_(std::move(sql)),
      place_(std::move(place)),
      file_(database.file_),
      parameter_hashes_(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement))),
      prepare_ns_(prepare_ns) {}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      handle_(other.handle_),
      ledger_(other.ledger_),
      sql_(std::move(other.sql_)),
      place_(std::move(other.place_)),
      file_(std::move(other.file_)),
      parameter_hashes_(std::move(other.parameter_hashes_)),
      prepare_ns_(other.prepare_ns_),
      ns_(other.ns_),
      begin_ns_(other.begin_ns_),
      rows_(other.rows_),
      step_(other.step_),
      executing_(std::exchange(other.executing_, false)) {}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  const DatabaseSpan span;
  reset();
  sqlite3_finalize(statement_);
}

void Statement::remember(int parameter, const void* bytes, std::size_t size) {
  assert(!executing_);
  if (ledger_ == nullptr) return;  // nobody asks
  const auto index = static_cast<std::size_t>(parameter - 1);
  if (index < parameter_hashes_.size()) parameter_hashes_[index] = hash_of(bytes, size);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(statement_, parameter, value);
  remember(parameter, &value, sizeof value);
  return *this;
}

Statement& Statement::bind(int parameter, double value) {
  sqlite3_bind_double(statement_, parameter, value);
  remember(parameter, &value, sizeof value);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  const char* characters = text.data() != nullptr ? text.data() : "";  // a null pointer would bind NULL
  sqlite3_bind_text(statement_, parameter, characters, static_cast<int>(text.size()), SQLITE_TRANSIENT);
  remember(parameter, text.data(), text.size());
  return *this;
}

Statement& Statement::bind(int parameter, Token token) {
  unsigned char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(token.value >> (56 - 8 * i));
  return bind_blob(parameter, bytes, sizeof bytes);
}

Statement& Statement::bind_blob(int parameter, const void* bytes, std::size_t size) {
  const void* data = bytes != nullptr ? bytes : "";
  sqlite3_bind_blob(statement_, parameter, data, static_cast<int>(size), SQLITE_TRANSIENT);
  remember(parameter, bytes, size);
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  sqlite3_bind_null(statement_, parameter);
  remember(parameter, nullptr, 0);
  return *this;
}

void Statement::begin_execution() {
  executing_ = true;
  rows_ = 0;
  ns_ = std::exchange(prepare_ns_, 0);
  begin_ns_ = kClock.now_ns();
  StepProbe* probe = StepProbe::current();
  step_ = probe != nullptr ? probe->step() : -1;
  if (probe != nullptr) probe->counters().statements += 1;
}

void Statement::finish_execution() {
  executing_ = false;
  if (ledger_ == nullptr) return;
  ledger_->record({.sql = sql_,
                   .parameters = hash_of(parameter_hashes_.data(), parameter_hashes_.size() * sizeof(std::uint64_t)),
                   .step = step_,
                   .begin_ns = begin_ns_,
                   .ns = ns_,
                   .rows = rows_,
                   .scanned = sqlite3_stmt_status(statement_, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1)});
}

Result<bool> Statement::step() {
  const DatabaseSpan span;
  if (!executing_) begin_execution();
  const std::int64_t begin = kClock.now_ns();
  const int code = sqlite3_step(statement_);
  ns_ += kClock.now_ns() - begin;
  if (code == SQLITE_ROW) {
    ++rows_;
    if (StepProbe* probe = StepProbe::current(); probe != nullptr) probe->counters().rows += 1;
    return true;
  }
  if (code == SQLITE_DONE) {
    sqlite3_reset(statement_);
    finish_execution();
    return false;
  }
  Error error{.file = file_, .place = place_, .field = {}, .reason = sqlite3_errmsg(handle_)};
  reset();
  return error;
}

Status Statement::run() {
  auto row = step();
  if (!row.ok()) return row.error();
  if (row.value()) reset();
  return {};
}

void Statement::reset() {
  if (!executing_) return;
  sqlite3_reset(statement_);
  finish_execution();
}

ColumnKind Statement::kind(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return ColumnKind::kInteger;
    case SQLITE_FLOAT:
      return ColumnKind::kReal;
    case SQLITE_TEXT:
      return ColumnKind::kText;
    case SQLITE_BLOB:
      return ColumnKind::kBlob;
    default:
      return ColumnKind::kNull;
  }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text == nullptr ? std::string_view{}
                         : std::string_view{text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr ? std::string_view{}
                          : std::string_view{bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<Token> Statement::token(int column) const {
  if (kind(column) != ColumnKind::kBlob) return std::nullopt;
  const std::string_view bytes = blob(column);
  return Token::from_bytes(bytes.data(), bytes.size());
}

}  // namespace stepscope
