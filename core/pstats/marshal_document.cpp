#include "core/pstats/marshal_document.h"

#include <charconv>
#include <cstring>
#include <optional>

#include "core/pstats/marshal_bytes.h"

namespace stepscope {

namespace {

using Kind = MarshalNode::Kind;

constexpr std::uint8_t kFlagRef = 0x80;  // this value may be referred to by its number later

std::string shown(std::uint8_t type) {
  if (type > 0x20 && type < 0x7f) return std::string("'") + static_cast<char>(type) + "'";
  constexpr char kHex[] = "0123456789abcdef";
  return std::string("0x") + kHex[type >> 4] + kHex[type & 15];
}

// Why a type that marshal knows is not read.
std::string_view refusal(std::uint8_t type) {
  switch (type) {
    case 'c':
      return "program code; a profile holds none";
    case '<':
    case '>':
    case ':':
    case 'x':
    case 'y':
    case 'S':
    case '.':
      return "a value that no profile holds";
    case 'R':
      return "a reference as Python 2 writes it; profiles of Python 3 are read";
    default:
      return "no value of Python's marshal format";
  }
}

}  // namespace

class MarshalParser {
 public:
  MarshalParser(MarshalDocument& document, const std::string& name)
      : document_(document), name_(name), bytes_({document.content_.data(), document.content_.size()}) {}

  Status run() {
    const auto root = value(0);
    if (root == kFailed || root == kEnd) return failure("the file ends a value that never began");
    document_.root_ = root;
    if (bytes_.left() > 0)
      return failure("the profile ends here, but " + std::to_string(bytes_.left()) + " more bytes follow");
    return {};
  }

 private:
  using Index = std::uint32_t;
  static constexpr Index kFailed = 0xffffffff;
  static constexpr Index kEnd = 0xfffffffe;         // the mark that ends a dict
  static constexpr Index kUnfinished = 0xfffffffd;  // a container that is being read

  Error failure(std::string_view otherwise) const {
    return {.file = name_,
            .place = "byte " + std::to_string(error_.empty() ? bytes_.at() : error_at_),
            .field = {},
            .reason = error_.empty() ? std::string(otherwise) : error_};
  }
  Index fail(std::size_t at, std::string reason) {
    if (error_.empty()) {
      error_ = std::move(reason);
      error_at_ = at;
    }
    return kFailed;
  }
  Index truncated() { return fail(bytes_.size(), "the file ends in the middle of a value"); }

  Index add(MarshalNode node) {
    if (document_.nodes_.size() >= MarshalDocument::kMaxValues)
      return fail(node.offset, "more values than in any profile");
    document_.nodes_.push_back(node);
    return static_cast<Index>(document_.nodes_.size() - 1);
  }

  // Reads a value; kFailed with error_ set, kEnd for the end mark of a dict.
  Index value(int depth) {
    const std::size_t at = bytes_.at();
    const auto byte = bytes_.byte();
    if (!byte) return truncated();
    const bool flagged = (*byte & kFlagRef) != 0;
    const std::uint8_t type = *byte & ~kFlagRef;
    std::optional<std::size_t> number;
    if (flagged) {
      number = references_.size();
      references_.push_back(kUnfinished);
    }
    if (depth > MarshalDocument::kMaxDepth) return fail(at, "values are nested deeper than in any profile");
    const Index index = of_type(type, at, depth);
    if (number && index < kUnfinished) references_[*number] = index;
    return index;
  }

  Index of_type(std::uint8_t type, std::size_t at, int depth) {
    MarshalNode node{.offset = static_cast<std::uint32_t>(at)};
    switch (type) {
      case '0':
        return kEnd;
      case 'N':
        return add(node);
      case 'F':
      case 'T':
        node.kind = Kind::kBool;
        node.integer = type == 'T' ? 1 : 0;
        return add(node);
      case 'i':
      case 'I':
      case 'l':
        return integer(type, node);
      case 'f':
      case 'g':
        return real(type, node);
      case 's':
      case 't':
      case 'u':
      case 'a':
      case 'A':
      case 'z':
      case 'Z':
        return text(type, node);
      case 'r':
        return reference(at);
      case '(':
      case ')':
      case '[':
      case '{':
        return container(type, node, depth);
      default:
        return fail(at, shown(type) + " is " + std::string(refusal(type)));
    }
  }

  Index integer(std::uint8_t type, MarshalNode node) {
    node.kind = Kind::kInteger;
    const auto number = type == 'i' ? bytes_.int32() : type == 'I' ? bytes_.int64() : long_number(node.offset);
    if (!number) return error_.empty() ? truncated() : kFailed;
    node.integer = *number;
    return add(node);
  }

  // Digits of 15 bits, least significant first; the sign of the length is that of the number.
  std::optional<std::int64_t> long_number(std::size_t at) {
    const auto length = bytes_.int32();
    if (!length) return std::nullopt;
    const std::int64_t digits = *length < 0 ? -*length : *length;
    if (digits > 4) {
      fail(at, "a whole number too large for any count");
      return std::nullopt;
    }
    std::int64_t magnitude = 0;
    for (std::int64_t i = 0; i < digits; ++i) {
      const auto digit = bytes_.int16();
      if (!digit) return std::nullopt;
      if (*digit < 0) {
        fail(at, "a digit of a whole number is out of range");
        return std::nullopt;
      }
      magnitude |= *digit << (15 * i);
    }
    return *length < 0 ? -magnitude : magnitude;
  }

  Index real(std::uint8_t type, MarshalNode node) {
    node.kind = Kind::kReal;
    if (type == 'g') {
      const auto bits = bytes_.int64();
      if (!bits) return truncated();
      std::memcpy(&node.real, &*bits, sizeof node.real);
      return add(node);
    }
    const auto length = bytes_.byte();
    const auto digits = length ? bytes_.text(*length) : std::nullopt;
    if (!digits) return truncated();
    const char* end = digits->data() + digits->size();
    const auto [stop, code] = std::from_chars(digits->data(), end, node.real);
    if (code != std::errc() || stop != end) return fail(node.offset, "a number is written in a way that is none");
    return add(node);
  }

  Index text(std::uint8_t type, MarshalNode node) {
    node.kind = Kind::kText;
    const auto length = type == 'z' || type == 'Z' ? bytes_.byte_as_size() : bytes_.int32();
    if (!length) return truncated();
    if (*length < 0) return fail(node.offset, "a text of negative length");
    const auto bytes = bytes_.text(static_cast<std::size_t>(*length));
    if (!bytes) return truncated();
    node.text = *bytes;
    return add(node);
  }

  Index reference(std::size_t at) {
    const auto number = bytes_.int32();
    if (!number) return truncated();
    if (*number < 0 || static_cast<std::size_t>(*number) >= references_.size())
      return fail(at, "refers to a value that was not read before");
    const Index index = references_[static_cast<std::size_t>(*number)];
    return index == kUnfinished ? fail(at, "a value contains itself") : index;
  }

  Index container(std::uint8_t type, MarshalNode node, int depth) {
    node.kind = type == '{' ? Kind::kDict : type == '[' ? Kind::kList : Kind::kTuple;
    std::int64_t length = 0;
    if (type != '{') {
      const auto stated = type == ')' ? bytes_.byte_as_size() : bytes_.int32();
      if (!stated) return truncated();
      length = *stated;
      if (length < 0) return fail(node.offset, "a list of negative length");
      if (static_cast<std::uint64_t>(length) > bytes_.left()) return truncated();  // a value takes a byte at least
    }
    const std::size_t waiting = waiting_.size();
    for (std::int64_t i = 0; type == '{' || i < length; ++i) {
      const Index key = value(depth + 1);
      if (key == kEnd && type == '{') break;
      if (key == kEnd) return fail(bytes_.at() - 1, "the end of a dict outside of one");
      if (key == kFailed) return kFailed;
      waiting_.push_back(key);
      if (type != '{') continue;
      const Index content = value(depth + 1);
      if (content == kEnd) return fail(bytes_.at() - 1, "a key of a dict has no value");
      if (content == kFailed) return kFailed;
      waiting_.push_back(content);
    }
    node.first = static_cast<std::uint32_t>(document_.children_.size());
    node.count = static_cast<std::uint32_t>(waiting_.size() - waiting);
    document_.children_.insert(document_.children_.end(), waiting_.begin() + static_cast<std::ptrdiff_t>(waiting),
                               waiting_.end());
    waiting_.resize(waiting);
    return add(node);
  }

  MarshalDocument& document_;
  const std::string& name_;
  MarshalBytes bytes_;
  std::vector<Index> references_;  // by number of the flagged value
  std::vector<Index> waiting_;     // children of the containers being read, innermost last
  std::string error_;
  std::size_t error_at_{0};
};

Result<MarshalDocument> MarshalDocument::parse(std::string content, const std::string& name) {
  const auto refused = [&name](std::string reason) {
    return Error{.file = name, .place = {}, .field = {}, .reason = std::move(reason)};
  };
  if (content.empty()) return refused("the file is empty");
  if (content.size() > kMaxBytes) return refused("larger than any profile (64 MB)");
  MarshalDocument document;
  document.content_.assign(content.begin(), content.end());
  if (Status status = MarshalParser(document, name).run(); !status.ok()) return std::move(status).error();
  return document;
}

}  // namespace stepscope
