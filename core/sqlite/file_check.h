#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace stepscope {

// SQLite finds out late, or never, that a file is not whole. An error if the file is missing, not a plain file, not
// readable, not an SQLite database, shorter than its header says, or if changes that another program has not finished
// writing lie beside it (a write-ahead log or a hot journal, which a reader of an immutable file would not see).
Status check_database_file(const std::filesystem::path& file);

// The same, for a file that others may be writing: what lies beside it belongs to it, and its size says nothing while
// a write-ahead log does.
Status check_shared_database_file(const std::filesystem::path& file);

}  // namespace stepscope
