#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace stepscope {

// One value of Python's marshal format, as far as plain data go.
struct MarshalNode {
  enum class Kind : std::uint8_t { kNone, kBool, kInteger, kReal, kText, kTuple, kList, kDict };
  Kind kind{Kind::kNone};
  std::uint32_t offset{0};           // of its first byte in the file
  std::uint32_t first{0}, count{0};  // tuple, list, dict: its children; a dict has key, value, key, value …
  std::int64_t integer{0};           // kInteger; kBool: 0 or 1
  double real{0.0};                  // kReal
  std::string_view text;             // kText: bytes of the file, UTF-8 as Python writes it
};

// A file in Python's marshal format, versions 0 to 4, as Python 3 writes it, read as a tree of plain data. Nothing in
// it is executed: code objects, sets, complex numbers and everything else that is no plain data are refused, as are
// values that contain themselves. Memory follows what the file holds (some 60 bytes for a value), never what it claims.
class MarshalDocument {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
  static constexpr std::size_t kMaxValues = std::size_t{1} << 23;  // a profile of 100 000 functions has fewer
  static constexpr int kMaxDepth = 32;

  // `name`: of the file, for errors, whose place is the byte where reading ended.
  static Result<MarshalDocument> parse(std::string content, const std::string& name);

  const MarshalNode& root() const { return nodes_[root_]; }
  // Of a tuple, list or dict.
  std::size_t size(const MarshalNode& container) const { return container.count; }
  const MarshalNode& child(const MarshalNode& container, std::size_t i) const {
    return nodes_[children_[container.first + i]];
  }

 private:
  friend class MarshalParser;
  std::vector<char> content_;  // the texts point into it, also after a move
  std::vector<MarshalNode> nodes_;
  std::vector<std::uint32_t> children_;
  std::uint32_t root_{0};
};

}  // namespace stepscope
