#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/scenario/log_query.h"
#include "core/sqlite/database_span.h"

namespace stepscope {

// Whether every statement opens and closes a connection of its own, or all share one and keep their prepared
// statements.
enum class LogConnections { kPerStatement, kPooled };

// Executes a fixed set of statements on a log during a run.
class LogStatements {
 public:
  // `texts`, known by their index from then on, and `ledger` must outlive it.
  static Result<std::unique_ptr<LogStatements>> open(const std::filesystem::path& file, LogConnections connections,
                                                     std::span<const LogQuery> texts, StatementLedger* ledger);

  // Executes text number `kind`: `bind(statement)`, then `on_row(row)` for every row. `key` names the row in messages.
  // Other texts may be executed in `on_row`.
  template <typename Bind, typename OnRow>
  Status execute(std::size_t kind, Token key, const Bind& bind, const OnRow& on_row);
  // The same where the key is the only parameter.
  template <typename OnRow>
  Status execute(std::size_t kind, Token key, const OnRow& on_row) {
    return execute(
        kind, key, [key](Statement& statement) { statement.bind(1, key); }, on_row);
  }

  // What to say when nothing came although it was there when the scenario was loaded; `thing`: "frame".
  Error missing(std::size_t kind, std::string_view thing, Token key) const;

 private:
  LogStatements(std::filesystem::path file, std::span<const LogQuery> texts, StatementLedger* ledger)
      : file_(std::move(file)), texts_(texts), ledger_(ledger), prepared_(texts.size()) {}
  template <typename Bind, typename OnRow>
  static Status run(const Database& log, Statement& statement, const LogQuery& text, Token key, const Bind& bind,
                    const OnRow& on_row);

  std::filesystem::path file_;
  std::span<const LogQuery> texts_;
  StatementLedger* ledger_;
  std::optional<Database> pooled_;                  // before the statements, which it must outlive
  std::vector<std::optional<Statement>> prepared_;  // of the pooled connection
};

template <typename Bind, typename OnRow>
Status LogStatements::execute(std::size_t kind, Token key, const Bind& bind, const OnRow& on_row) {
  const LogQuery& text = texts_[kind];
  const DatabaseSpan span;
  if (!pooled_) {
    auto database = Database::open_read_only(file_, ledger_);
    if (!database.ok()) return database.error();
    auto statement = prepare(database.value(), text);
    if (!statement.ok()) return statement.error();
    return run(database.value(), statement.value(), text, key, bind, on_row);
  }
  std::optional<Statement>& kept = prepared_[kind];
  if (!kept) {
    auto statement = prepare(*pooled_, text);
    if (!statement.ok()) return statement.error();
    kept.emplace(std::move(statement).value());
  }
  return run(*pooled_, *kept, text, key, bind, on_row);
}

template <typename Bind, typename OnRow>
Status LogStatements::run(const Database& log, Statement& statement, const LogQuery& text, Token key, const Bind& bind,
                          const OnRow& on_row) {
  bind(statement);
  LogRow row(log, statement, text);
  for (;;) {
    auto more = statement.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return {};
    on_row(row);
    if (Status sound = row.check(key); !sound.ok()) {
      statement.reset();
      return sound;
    }
  }
}

}  // namespace stepscope
