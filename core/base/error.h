#pragma once

#include <string>
#include <utility>

namespace stepscope {

// What went wrong, said once, for a person: which file, which table or layer in it, which field, and why.
// Empty parts are left out of the text.
struct Error {
  std::string file;    // path or name of the input; empty when no file is involved
  std::string place;   // table, layer, step … inside the file
  std::string field;   // column, key or parameter
  std::string reason;  // a sentence without a full stop

  // "a.db: table lidar_box, column yaw: value is not a number"
  std::string text() const;

  bool operator==(const Error&) const = default;
};

// An error that is not about a file.
Error make_error(std::string reason);

}  // namespace stepscope
