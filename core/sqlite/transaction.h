#pragma once

#include <utility>

#include "core/sqlite/database.h"

namespace stepscope {

// Changes that happen together or not at all. Undone when it goes away without commit().
class Transaction {
 public:
  // Takes the right to write at once, so that it cannot be lost in the middle; waits as long as the connection's busy
  // timeout for others.
  static Result<Transaction> begin(const Database& database) {
    if (Status status = database.execute("BEGIN IMMEDIATE"); !status.ok()) return status.error();
    return Transaction(database);
  }
  ~Transaction() {
    if (database_ != nullptr) (void)database_->execute("ROLLBACK").ok();
  }
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;

  Status commit() {
    if (Status status = database_->execute("COMMIT"); !status.ok()) return status;
    database_ = nullptr;
    return {};
  }

 private:
  explicit Transaction(const Database& database) : database_(&database) {}

  const Database* database_;
};

}  // namespace stepscope
