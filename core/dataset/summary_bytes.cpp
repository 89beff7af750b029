#include "core/dataset/summary_bytes.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace stepscope {

namespace {

class Writer {
 public:
  void number(std::uint64_t value) {  // 7 bits a byte, lowest first
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  void fixed(std::uint64_t value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void text(const std::string& value) {
    number(value.size());
    bytes_ += value;
  }
  void texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  void numbers(const std::vector<std::uint32_t>& values) {
    number(values.size());
    for (const std::uint32_t value : values) number(value);
  }
  // Each as the step from the one before: short where they ascend.
  template <typename Values>
  void ascending(const Values& values) {
    number(values.size());
    std::uint64_t before = 0;
    for (const auto& value : values) {
      number(plain(value) - before);
      before = plain(value);
    }
  }
  std::string take() { return std::move(bytes_); }

 private:
  static std::uint64_t plain(std::uint32_t value) { return value; }
  static std::uint64_t plain(SimTime value) { return static_cast<std::uint64_t>(value.us); }

  std::string bytes_;
};

// Reads what Writer wrote. After the first fault everything is 0 or empty and ok() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) return fail();
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return fail();
  }
  std::uint64_t fixed() {
    std::uint64_t value = 0;
    if (bytes_.size() < sizeof value) return fail();
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }
  std::string text() {
    std::string value(bytes_.substr(0, count()));
    bytes_.remove_prefix(std::min(value.size(), bytes_.size()));
    return value;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> values(count());
    for (std::string& value : values) value = text();
    return values;
  }
  std::vector<std::uint32_t> numbers() {
    std::vector<std::uint32_t> values(count());
    for (std::uint32_t& value : values) value = small(number());
    return values;
  }
  std::vector<std::uint32_t> ascending_numbers() {
    std::vector<std::uint32_t> values(count());
    std::uint64_t sum = 0;
    for (std::uint32_t& value : values) value = small(sum += number());
    return values;
  }
  std::vector<SimTime> ascending_times() {
    std::vector<SimTime> values(count());
    std::uint64_t sum = 0;
    for (SimTime& value : values) value.us = static_cast<std::int64_t>(sum += number());
    return values;
  }
  // Of things that take at least a byte each.
  std::size_t count() {
    const std::uint64_t value = number();
    return value <= bytes_.size() ? value : fail();
  }
  bool ok() const { return ok_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::uint64_t fail() {
    ok_ = false;
    bytes_ = {};
    return 0;
  }
  std::uint32_t small(std::uint64_t value) {
    return static_cast<std::uint32_t>(value <= std::numeric_limits<std::uint32_t>::max() ? value : fail());
  }

  std::string_view bytes_;
  bool ok_{true};
};

}  // namespace

std::string to_bytes(const LogSummary& summary) {
  Writer out;
  for (const std::string* text : {&summary.name, &summary.location, &summary.vehicle, &summary.date}) out.text(*text);
  out.fixed(static_cast<std::uint64_t>(summary.begin.us));
  out.fixed(static_cast<std::uint64_t>(summary.end.us));
  out.number(static_cast<std::uint64_t>(summary.frames));
  out.texts(summary.warnings);
  const ScenarioColumns& columns = summary.scenarios.columns();
  out.number(columns.tokens.size());
  for (const Token token : columns.tokens) out.fixed(token.value);
  out.ascending(columns.times);
  out.numbers(columns.agents);
  // Two rising parts, tagged and untagged.
  const auto untagged = columns.frames.begin() + static_cast<std::ptrdiff_t>(columns.row_sets.size());
  out.ascending(std::vector(columns.frames.begin(), untagged));
  out.ascending(std::vector(untagged, columns.frames.end()));
  out.numbers(columns.row_sets);
  out.texts(columns.types);
  out.ascending(columns.set_begins);
  out.numbers(columns.set_types);
  return out.take();
}

std::optional<LogSummary> summary_from_bytes(std::string_view bytes) {
  Reader in(bytes);
  LogSummary summary;
  for (std::string* text : {&summary.name, &summary.location, &summary.vehicle, &summary.date}) *text = in.text();
  summary.begin.us = static_cast<std::int64_t>(in.fixed());
  summary.end.us = static_cast<std::int64_t>(in.fixed());
  summary.frames = static_cast<std::int64_t>(in.number());
  summary.warnings = in.texts();
  ScenarioColumns columns;
  columns.tokens.resize(in.count());
  for (Token& token : columns.tokens) token.value = in.fixed();
  columns.times = in.ascending_times();
  columns.agents = in.numbers();
  columns.frames = in.ascending_numbers();
  const std::vector<std::uint32_t> untagged = in.ascending_numbers();
  columns.frames.reserve(columns.frames.size() + untagged.size());
  columns.frames.insert(columns.frames.end(), untagged.begin(), untagged.end());
  columns.row_sets = in.numbers();
  columns.types = in.texts();
  columns.set_begins = in.ascending_numbers();
  columns.set_types = in.numbers();
  if (!in.ok() || !in.at_end()) return std::nullopt;
  auto scenarios = ScenarioList::of(std::move(columns));
  if (!scenarios) return std::nullopt;
  summary.scenarios = std::move(*scenarios);
  return summary;
}

}  // namespace stepscope
