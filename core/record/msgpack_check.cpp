#include "core/record/msgpack_check.h"

#include <nlohmann/json.hpp>

namespace stepscope {

namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 8;                        // a log: map, frames, frame, objects, object
constexpr std::int64_t kMostValues = 200'000'000;  // of 16 bytes each

// Listens to the reader without keeping anything; `false` ends it.
class Check final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }
  bool key(string_t&) override { return true; }
  bool start_object(std::size_t) override { return open(); }
  bool start_array(std::size_t) override { return open(); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) override {
    problem = "does not hold MessagePack: byte " + std::to_string(byte);
    return false;
  }

  std::string problem;

 private:
  bool value() {
    if (++values_ <= kMostValues) return true;
    problem = "holds more than " + std::to_string(kMostValues) + " values";
    return false;
  }
  bool open() {
    if (++depth_ <= kDeepest) return value();
    problem = "is nested deeper than " + std::to_string(kDeepest) + " levels: it is not a simulation log";
    return false;
  }
  bool close() {
    --depth_;
    return true;
  }

  int depth_{0};
  std::int64_t values_{0};
};

}  // namespace

std::string msgpack_problem(const std::string& bytes) {
  Check check;
  const bool whole = Json::sax_parse(bytes, &check, Json::input_format_t::msgpack);
  if (!whole && check.problem.empty()) return "does not hold MessagePack";
  return check.problem;
}

}  // namespace stepscope
