#include "core/scenario/log_query.h"

#include <charconv>
#include <cmath>
#include <string>
#include <utility>

namespace stepscope {

namespace {

constexpr std::size_t kQuotedText = 40;  // characters of a wrong text that a message shows

std::string described(const Statement& statement, int column) {
  switch (statement.kind(column)) {
    case ColumnKind::kNull:
      return "NULL";
    case ColumnKind::kText:
      return "the text \"" + std::string(statement.text(column).substr(0, kQuotedText)) + "\"";
    case ColumnKind::kBlob:
      return "a blob of " + std::to_string(statement.blob(column).size()) + " bytes";
    default:
      return std::string(statement.text(column));
  }
}

std::optional<std::int64_t> whole_number(const Statement& statement, int column) {
  switch (statement.kind(column)) {
    case ColumnKind::kInteger:
      return statement.integer(column);
    case ColumnKind::kReal: {
      const double value = statement.real(column);
      if (std::trunc(value) != value || std::abs(value) > 9.0e18) return std::nullopt;
      return static_cast<std::int64_t>(value);
    }
    case ColumnKind::kText: {
      const std::string_view text = statement.text(column);
      std::int64_t value = 0;
      const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
      return value;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

Result<Statement> prepare(const Database& log, const LogQuery& query) {
  auto statement = log.prepare(query.sql, query.columns.front().table);
  if (statement.ok()) return statement;
  for (const LogColumn& column : query.columns) {
    if (Status present = log.require(column.table, {column.name}); !present.ok()) return present.error();
  }
  return statement;
}

double LogRow::number(int column) {
  const ColumnKind kind = statement_.kind(column);
  if (kind == ColumnKind::kReal || kind == ColumnKind::kInteger) {
    const double value = statement_.real(column);
    if (std::isfinite(value)) return value;
  }
  refuse(column, "is " + described(statement_, column) + " instead of a number");
  return 0.0;
}

std::int64_t LogRow::integer(int column) {
  if (const auto value = whole_number(statement_, column); value) return *value;
  refuse(column, "is " + described(statement_, column) + " instead of a whole number");
  return 0;
}

Token LogRow::token(int column) {
  if (const auto value = statement_.token(column); value) return *value;
  refuse(column, "is " + described(statement_, column) + " instead of a token of 8 bytes");
  return {};
}

std::optional<Token> LogRow::optional_token(int column) {
  const ColumnKind kind = statement_.kind(column);
  if (kind == ColumnKind::kNull) return std::nullopt;
  if (kind == ColumnKind::kBlob && statement_.blob(column).empty()) return std::nullopt;
  return token(column);
}

void LogRow::refuse(int column, std::string reason) {
  if (faulty_ >= 0) return;
  faulty_ = column;
  reason_ = std::move(reason);
}

Status LogRow::check(std::optional<Token> row) {
  if (faulty_ < 0) return {};
  const LogColumn& column = columns_[static_cast<std::size_t>(std::exchange(faulty_, -1))];
  return Error{.file = log_.file(),
               .place = std::string(column.table),
               .field = std::string(column.name),
               .reason = std::move(reason_) + (row ? " (row " + row->hex() + ")" : "")};
}

}  // namespace stepscope
