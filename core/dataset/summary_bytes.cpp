#include "core/dataset/summary_bytes.h"

#include <cstring>
#include <unordered_map>

namespace stepscope {

namespace {

class Writer {
 public:
  void number(std::uint64_t value) {  // 7 bits a byte, lowest first
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  void fixed(std::uint64_t value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void real(double value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void text(const std::string& value) {  // its number, and where that is new the text itself
    const auto [known, added] = texts_.emplace(value, texts_.size());
    number(known->second);
    if (!added) return;
    number(value.size());
    bytes_ += value;
  }
  void texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
  std::unordered_map<std::string, std::size_t> texts_;
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
  std::uint64_t fixed() { return plain<std::uint64_t>(); }
  double real() { return plain<double>(); }
  std::string text() {
    const std::uint64_t known = number();
    if (known < texts_.size()) return std::string(texts_[known]);
    const std::uint64_t size = number();
    if (!ok_ || known != texts_.size() || size > bytes_.size()) return fail(), std::string();
    texts_.push_back(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return std::string(texts_.back());
  }
  std::vector<std::string> texts() {
    std::vector<std::string> values(count());
    for (std::string& value : values) value = text();
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
  template <typename T>
  T plain() {
    T value{};
    if (bytes_.size() < sizeof value) return fail(), value;
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }

  std::string_view bytes_;
  std::vector<std::string_view> texts_;
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
  out.number(summary.scenarios.size());
  for (const ScenarioRow& row : summary.scenarios) {
    out.fixed(row.token.value);
    out.fixed(static_cast<std::uint64_t>(row.time.us));
    out.text(row.type);
    out.texts(row.tags);
    out.number(static_cast<std::uint64_t>(row.agents));
    out.number(static_cast<std::uint64_t>(row.iterations));
    out.real(row.history_s);
    out.text(row.problem);
  }
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
  summary.scenarios.resize(in.count());
  for (ScenarioRow& row : summary.scenarios) {
    row.token.value = in.fixed();
    row.time.us = static_cast<std::int64_t>(in.fixed());
    row.type = in.text();
    row.tags = in.texts();
    row.agents = static_cast<int>(in.number());
    row.iterations = static_cast<int>(in.number());
    row.history_s = in.real();
    row.problem = in.text();
    if (!in.ok()) return std::nullopt;
  }
  if (!in.ok() || !in.at_end()) return std::nullopt;
  return summary;
}

}  // namespace stepscope
