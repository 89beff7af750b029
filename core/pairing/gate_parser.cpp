#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "core/pairing/gate.h"
#include "core/pairing/time_source_key.h"

namespace stepscope {

namespace {

struct GateFault {
  std::size_t at;
  std::string expected;
};

struct Unit {
  std::string_view name;
  double ns;
};
constexpr std::array<Unit, 5> kUnits{{{"ns", 1.0}, {"us", 1e3}, {"µs", 1e3}, {"ms", 1e6}, {"s", 1e9}}};

bool letter(char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '-'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

class GateParser {
 public:
  explicit GateParser(const std::string& text) : text_(text) {}

  Gate parse() {
    Gate gate{.text = text_};
    gate.metric = metric();
    gate.order = order();
    limit(gate);
    skip();
    if (at_ < text_.size()) throw GateFault{at_, "the end"};
    return gate;
  }

 private:
  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(std::string_view what) {
    skip();
    if (std::string_view(text_).substr(at_, what.size()) != what) return false;
    at_ += what.size();
    return true;
  }
  void need(std::string_view what) {
    if (!take(what)) throw GateFault{at_, "\"" + std::string(what) + "\""};
  }
  std::string word() {
    skip();
    std::string out;
    while (at_ < text_.size() && (letter(text_[at_]) || (!out.empty() && digit(text_[at_])))) out += text_[at_++];
    return out;
  }

  TimeSource stage_called(std::string name, std::size_t at) {
    if (take(".self")) name += ".self";
    if (const auto source = time_source_from_key(name)) return *source;
    throw GateFault{at, "a stage (" + time_source_choices() + ")"};
  }

  GateMetric metric() {
    skip();
    const std::size_t at = at_;
    const std::string name = word();
    using Kind = GateMetric::Kind;
    if (name == "total") return {.kind = Kind::kTotal};
    if (name == "score") return {.kind = Kind::kScore};
    if (name == "misses") return {.kind = Kind::kMisses, .budget_ns = budget()};
    if (name == "p50") return {.kind = Kind::kQuantile, .source = in_brackets(), .quantile = 0.5};
    if (name == "p95") return {.kind = Kind::kQuantile, .source = in_brackets(), .quantile = 0.95};
    if (name == "p99") return {.kind = Kind::kQuantile, .source = in_brackets(), .quantile = 0.99};
    if (name == "max") return {.kind = Kind::kQuantile, .source = in_brackets(), .quantile = 1.0};
    if (name.empty()) throw GateFault{at, "total, score, misses(100ms), p50, p95, p99 or max of a stage, or a stage"};
    if (take("(")) throw GateFault{at, "p50, p95, p99, max or misses before a bracket"};
    return {.kind = Kind::kMean, .source = stage_called(name, at)};
  }
  TimeSource in_brackets() {
    need("(");
    skip();
    const std::size_t at = at_;
    const TimeSource source = stage_called(word(), at);
    need(")");
    return source;
  }
  std::int64_t budget() {
    need("(");
    const double value = number();
    const Unit* unit = taken_unit();
    if (unit == nullptr) throw GateFault{at_, "a unit (ns, us, ms, s)"};
    need(")");
    return std::llround(value * unit->ns);
  }

  GateOrder order() {
    if (take("<=") || take("≤")) return GateOrder::kAtMost;
    if (take(">=") || take("≥")) return GateOrder::kAtLeast;
    if (take("<")) return GateOrder::kBelow;
    if (take(">")) return GateOrder::kAbove;
    throw GateFault{at_, "<=, <, >= or >"};
  }

  double number() {
    skip();
    double value = 0.0;
    const auto [end, code] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (code != std::errc{} || !std::isfinite(value) || value < 0.0) throw GateFault{at_, "a number of 0 or more"};
    at_ = static_cast<std::size_t>(end - text_.data());
    return value;
  }
  const Unit* taken_unit() {
    for (const Unit& unit : kUnits)
      if (take(unit.name)) return &unit;
    return nullptr;
  }
  void limit(Gate& gate) {
    const bool time = gate.metric.kind != GateMetric::Kind::kMisses && gate.metric.kind != GateMetric::Kind::kScore;
    gate.limit = number();
    const std::size_t at = at_;
    if (const Unit* unit = taken_unit(); unit != nullptr) {
      if (!time) throw GateFault{at, "no unit"};
      gate.limit *= unit->ns;
      gate.scale = GateScale::kTime;
      return;
    }
    gate.scale = time ? GateScale::kRatio : GateScale::kNumber;
    if (!take("%")) return;
    if (gate.metric.kind != GateMetric::Kind::kMisses)
      throw GateFault{at, "a number such as 1.05 (only misses take %)"};
    gate.scale = GateScale::kShare;
    gate.limit /= 100.0;
  }

  const std::string& text_;
  std::size_t at_{0};
};

}  // namespace

Result<Gate> parse_gate(const std::string& text) {
  try {
    return GateParser(text).parse();
  } catch (const GateFault& fault) {
    return Error{.file = {},
                 .place = "--gate",
                 .field = {},
                 .reason = fmt::format("\"{}\", character {}: expected {}", text, fault.at + 1, fault.expected)};
  }
}

}  // namespace stepscope
