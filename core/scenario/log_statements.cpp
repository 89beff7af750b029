#include "core/scenario/log_statements.h"

#include <string>

namespace stepscope {

Result<std::unique_ptr<LogStatements>> LogStatements::open(const std::filesystem::path& file,
                                                           LogConnections connections, std::span<const LogQuery> texts,
                                                           StatementLedger* ledger) {
  std::unique_ptr<LogStatements> statements(new LogStatements(file, texts, ledger));
  if (connections == LogConnections::kPooled) {
    auto database = Database::open_read_only(file, ledger);
    if (!database.ok()) return database.error();
    statements->pooled_.emplace(std::move(database).value());
  }
  return statements;
}

Error LogStatements::missing(std::size_t kind, std::string_view thing, Token key) const {
  return {.file = file_.string(),
          .place = std::string(texts_[kind].columns.front().table),
          .field = {},
          .reason = "the log changed while it was in use: nothing about " + std::string(thing) + " " + key.hex()};
}

}  // namespace stepscope
