#include "core/pstats/profile_table.h"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <tuple>

#include "core/pstats/marshal_document.h"

namespace stepscope {

namespace {

using Kind = MarshalNode::Kind;
using Key = std::tuple<std::string_view, std::int64_t, std::string_view>;

constexpr std::size_t kBytesPerPair = 5;  // the least that a caller and what it called take in a file
constexpr std::size_t kTextPerByte = 16;  // names may be written once and referred to, but not without end
constexpr std::int64_t kMostCalls = std::int64_t{1} << 40;  // sums of them stay in range

std::string beginning(std::string_view text) {
  constexpr std::size_t kShown = 120;
  return text.size() <= kShown ? std::string(text) : std::string(text.substr(0, kShown)) + "…";
}

class TableReader {
 public:
  TableReader(const MarshalDocument& document, const std::string& name, std::size_t bytes)
      : document_(document), name_(name), most_pairs_(bytes / kBytesPerPair), most_text_(bytes * kTextPerByte) {}

  Result<ProfileTable> run() {
    const MarshalNode& root = document_.root();
    if (root.kind != Kind::kDict) return error("the file", "", "is no table of functions");
    if (root.count == 0) return error("the table of functions", "", "is empty: nothing was profiled");
    ProfileTable table;
    for (std::size_t i = 0; i < root.count / 2; ++i)
      if (Status status = add_function(document_.child(root, 2 * i), i, table); !status.ok())
        return std::move(status).error();
    for (std::size_t i = 0; i < root.count / 2; ++i)
      if (Status status = add_numbers(document_.child(root, 2 * i + 1), table.functions[i]); !status.ok())
        return std::move(status).error();
    return table;
  }

 private:
  Error error(std::string place, std::string field, std::string reason) const {
    return {.file = name_, .place = std::move(place), .field = std::move(field), .reason = std::move(reason)};
  }
  // "entry 37 (query_session.py:12 execute_many)"
  static std::string entry(const ProfiledFunction& function, std::size_t number) {
    return "entry " + std::to_string(number + 1) + " (" + beginning(function.file) + ":" +
           std::to_string(function.line) + " " + beginning(function.name) + ")";
  }

  std::optional<Key> key_of(const MarshalNode& node) const {
    if (node.kind != Kind::kTuple || node.count != 3) return std::nullopt;
    const MarshalNode& file = document_.child(node, 0);
    const MarshalNode& line = document_.child(node, 1);
    const MarshalNode& name = document_.child(node, 2);
    if (file.kind != Kind::kText || line.kind != Kind::kInteger || name.kind != Kind::kText) return std::nullopt;
    return Key(file.text, line.integer, name.text);
  }

  Status add_function(const MarshalNode& node, std::size_t number, ProfileTable& table) {
    const auto key = key_of(node);
    if (!key)
      return error("entry " + std::to_string(number + 1), "key", "is not a file, a line and a name of a function");
    if (!numbers_.emplace(*key, number).second) {
      const ProfiledFunction twice{std::string(std::get<0>(*key)), std::get<1>(*key), std::string(std::get<2>(*key))};
      return error(entry(twice, number), "key", "stands in the table twice");
    }
    text_ += std::get<0>(*key).size() + std::get<2>(*key).size();
    if (text_ > most_text_)
      return error("entry " + std::to_string(number + 1), "key", "longer names than the file has room for");
    table.functions.push_back(
        {.file = std::string(std::get<0>(*key)), .line = std::get<1>(*key), .name = std::string(std::get<2>(*key))});
    return {};
  }

  static std::optional<double> seconds(const MarshalNode& node) {
    const double value = node.kind == Kind::kReal      ? node.real
                         : node.kind == Kind::kInteger ? static_cast<double>(node.integer)
                                                       : std::nan("");
    // Own time is total less children on a clock that may be set back: a hair below zero is zero.
    if (!std::isfinite(value) || value > 1e12 || value < -1.0) return std::nullopt;
    return std::max(0.0, value);
  }
  static std::optional<std::int64_t> count(const MarshalNode& node) {
    if (node.kind != Kind::kInteger || node.integer < 0 || node.integer > kMostCalls) return std::nullopt;
    return node.integer;
  }

  Status add_numbers(const MarshalNode& node, ProfiledFunction& function) {
    const std::size_t number = numbers_.at(Key(function.file, function.line, function.name));
    if (node.kind != Kind::kTuple || node.count != 5)
      return error(entry(function, number), "", "has not the five values of a function");
    const auto primitive = count(document_.child(node, 0));
    const auto calls = count(document_.child(node, 1));
    const auto own = seconds(document_.child(node, 2));
    const auto cumulative = seconds(document_.child(node, 3));
    if (!primitive) return error(entry(function, number), "primitive calls", "is not a count");
    if (!calls) return error(entry(function, number), "calls", "is not a count");
    if (!own) return error(entry(function, number), "own time", "is not a time in seconds");
    if (!cumulative) return error(entry(function, number), "cumulative time", "is not a time in seconds");
    function.primitive_calls = *primitive;
    function.calls = *calls;
    function.own_s = *own;
    function.cumulative_s = *cumulative;
    return add_callers(document_.child(node, 4), function, number);
  }

  Status add_callers(const MarshalNode& node, ProfiledFunction& function, std::size_t number) {
    if (node.kind != Kind::kDict) return error(entry(function, number), "callers", "is not a table of callers");
    pairs_ += node.count / 2;
    if (pairs_ > most_pairs_)
      return error(entry(function, number), "callers", "more callers than the file has room for");
    for (std::size_t i = 0; i < node.count / 2; ++i) {
      const auto key = key_of(document_.child(node, 2 * i));
      if (!key) return error(entry(function, number), "callers", "a caller is not a file, a line and a name");
      auto share = share_of(document_.child(node, 2 * i + 1));
      if (!share) return error(entry(function, number), "callers", "a caller has not the values of a call");
      if (const auto found = numbers_.find(*key); found != numbers_.end()) share->caller = found->second;
      function.callers.push_back(*share);
    }
    return {};
  }

  // A number of calls, or (calls, primitive calls, own, cumulative): the first two the other way round than in a
  // function's own values.
  static std::optional<CallerShare> untimed(const MarshalNode& node) {
    const auto calls = count(node);
    if (!calls) return std::nullopt;
    return CallerShare{.calls = *calls, .timed = false};
  }
  std::optional<CallerShare> share_of(const MarshalNode& node) const {
    if (node.kind == Kind::kInteger) return untimed(node);
    if (node.kind != Kind::kTuple || node.count != 4) return std::nullopt;
    const auto calls = count(document_.child(node, 0));
    const auto primitive = count(document_.child(node, 1));
    const auto own = seconds(document_.child(node, 2));
    const auto cumulative = seconds(document_.child(node, 3));
    if (!calls || !primitive || !own || !cumulative) return std::nullopt;
    return CallerShare{.calls = std::max(*calls, *primitive), .own_s = *own, .cumulative_s = *cumulative};
  }

  const MarshalDocument& document_;
  const std::string& name_;
  std::size_t most_pairs_, most_text_;
  std::size_t pairs_{0}, text_{0};
  std::map<Key, std::size_t> numbers_;  // texts are the document's
};

Error unreadable(const std::filesystem::path& file) {
  std::string reason = "cannot be read";
  if (errno != 0) reason += std::string(": ") + std::strerror(errno);
  return {.file = file.string(), .place = {}, .field = {}, .reason = std::move(reason)};
}

}  // namespace

double ProfileTable::own_s() const {
  double sum = 0.0;
  for (const ProfiledFunction& function : functions) sum += function.own_s;
  return sum;
}

std::int64_t ProfileTable::calls() const {
  std::int64_t sum = 0;
  for (const ProfiledFunction& function : functions) sum += function.calls;
  return sum;
}

Result<ProfileTable> parse_profile(std::string content, const std::string& name) {
  if (!content.empty() && (content.front() & 0x7f) != '{')
    return Error{.file = name,
                 .place = "byte 0",
                 .field = {},
                 .reason = "is no profile of Python's cProfile (a .stats file begins with a table of functions)"};
  const std::size_t bytes = content.size();
  const auto document = MarshalDocument::parse(std::move(content), name);
  if (!document.ok()) return document.error();
  return TableReader(document.value(), name, bytes).run();
}

Result<ProfileTable> read_profile(const std::filesystem::path& file) {
  errno = 0;
  std::error_code code;
  if (const auto size = std::filesystem::file_size(file, code); !code && size > MarshalDocument::kMaxBytes)
    return Error{.file = file.string(), .place = {}, .field = {}, .reason = "larger than any profile (64 MB)"};
  std::ifstream in(file, std::ios::binary);
  if (!in) return unreadable(file);
  std::string content;
  std::vector<char> chunk(1 << 16);
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0) {
    content.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
    if (content.size() > MarshalDocument::kMaxBytes) break;  // a pipe or a device has no size beforehand
  }
  if (in.bad()) return unreadable(file);
  return parse_profile(std::move(content), file.string());
}

}  // namespace stepscope
