#pragma once

#include <gtest/gtest.h>
#include <fstream>
#include <string>

#include "core/sqlite/database.h"
#include "tests/support/files.h"

namespace stepscope::test {

inline std::filesystem::path mini_log() { return mini_root() / "splits/synthetic/synthetic-mini-01.db"; }

// A copy of the small log that a test may break.
class DamagedLog {
 public:
  DamagedLog() { std::filesystem::copy_file(mini_log(), file()); }
  // Damaged by one or more SQL statements.
  explicit DamagedLog(const std::string& sql) : DamagedLog() { run(sql); }

  std::filesystem::path file() const { return folder_.path() / "synthetic-mini-01.db"; }
  void run(const std::string& sql) const {
    auto log = Database::open_read_write(file());
    ASSERT_TRUE(log.ok()) << log.error().text();
    const Status status = log.value().execute("PRAGMA foreign_keys = OFF;" + sql);
    ASSERT_TRUE(status.ok()) << status.error().text();
  }
  // Replaces the whole file.
  void write(const std::string& bytes) const { std::ofstream(file(), std::ios::binary | std::ios::trunc) << bytes; }
  void truncate(std::uintmax_t bytes) const { std::filesystem::resize_file(file(), bytes); }

 private:
  TemporaryFolder folder_;
};

}  // namespace stepscope::test
