#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace stepscope {

// What is wrong in a JSON file, without the file. Thrown by JsonNode and caught where a file is read: no further.
struct JsonFault {
  std::string place, field, reason;

  Error in(const std::filesystem::path& file) const;
};

// A JSON object of somebody's file together with the words for its place, so that a fault can name it. Borrows the
// JSON.
class JsonNode {
 public:
  using Json = nlohmann::ordered_json;

  JsonNode(const Json& json, std::string place);  // throws unless it is an object

  const Json& json() const { return json_; }
  const std::string& place() const { return place_; }

  // What a field holds. Missing, of another type or, for whole numbers, out of range: throws.
  const Json& at(const char* field) const;
  JsonNode child(const char* field) const;
  double number(const char* field) const;  // the texts "inf", "-inf" and "nan" are numbers, too
  std::int64_t integer(const char* field) const;
  int count(const char* field) const;  // 0 or more
  std::string text(const char* field) const;
  std::string text_or(const char* field, const char* missing) const;
  const Json& list(const char* field) const;
  std::vector<double> numbers(const char* field) const;
  std::map<std::string, std::string> texts(const char* field) const;

  // The same of a value that is inside a field.
  double number_of(const Json& value, const std::string& field) const;
  std::int64_t integer_of(const Json& value, const std::string& field) const;
  std::string text_of(const Json& value, const std::string& field) const;

  [[noreturn]] void fail(const std::string& field, std::string reason) const;

 private:
  const Json& json_;
  std::string place_;
};

// What a JSON reader threw about this text, in plain words: "is not JSON: line 3, column 7".
std::string json_problem(std::string_view text, const JsonNode::Json::exception& thrown);

// The error says where in the text it stops being JSON.
Result<JsonNode::Json> parse_json(std::string_view text, const std::filesystem::path& file);

}  // namespace stepscope
