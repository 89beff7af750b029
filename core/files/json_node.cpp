#include "core/files/json_node.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace stepscope {

Error JsonFault::in(const std::filesystem::path& file) const {
  return {.file = file.string(), .place = place, .field = field, .reason = reason};
}

JsonNode::JsonNode(const Json& json, std::string place) : json_(json), place_(std::move(place)) {
  if (!json.is_object()) throw JsonFault{.place = place_, .field = {}, .reason = "is not an object"};
}

const JsonNode::Json& JsonNode::at(const char* field) const {
  const auto it = json_.find(field);
  if (it == json_.end()) fail(field, "is missing");
  return *it;
}

JsonNode JsonNode::child(const char* field) const {
  return {at(field), place_.empty() ? field : place_ + ", " + field};
}

double JsonNode::number(const char* field) const { return number_of(at(field), field); }

double JsonNode::number_of(const Json& value, const std::string& field) const {
  if (value.is_number()) return value.get<double>();
  if (value == "inf") return std::numeric_limits<double>::infinity();
  if (value == "-inf") return -std::numeric_limits<double>::infinity();
  if (value == "nan") return std::numeric_limits<double>::quiet_NaN();
  fail(field, "is not a number");
}

std::int64_t JsonNode::integer(const char* field) const { return integer_of(at(field), field); }

std::int64_t JsonNode::integer_of(const Json& value, const std::string& field) const {
  if (!value.is_number_integer()) fail(field, "is not a whole number");
  if (value.is_number_unsigned() && !std::in_range<std::int64_t>(value.get<std::uint64_t>()))
    fail(field, "is too large a number");
  return value.get<std::int64_t>();
}

int JsonNode::count(const char* field) const {
  const std::int64_t value = integer(field);
  if (value < 0 || !std::in_range<int>(value)) fail(field, "is not a count: " + std::to_string(value));
  return static_cast<int>(value);
}

std::string JsonNode::text(const char* field) const { return text_of(at(field), field); }

std::string JsonNode::text_of(const Json& value, const std::string& field) const {
  if (!value.is_string()) fail(field, "is not a text");
  return value.get<std::string>();
}

std::string JsonNode::text_or(const char* field, const char* missing) const {
  return json_.contains(field) ? text(field) : missing;
}

const JsonNode::Json& JsonNode::list(const char* field) const {
  const Json& value = at(field);
  if (!value.is_array()) fail(field, "is not a list");
  return value;
}

std::vector<double> JsonNode::numbers(const char* field) const {
  std::vector<double> out;
  for (const Json& value : list(field)) out.push_back(number_of(value, field));
  return out;
}

std::map<std::string, std::string> JsonNode::texts(const char* field) const {
  const JsonNode inner = child(field);
  std::map<std::string, std::string> out;
  for (const auto& [key, value] : inner.json().items()) out.emplace(key, inner.text_of(value, key));
  return out;
}

void JsonNode::fail(const std::string& field, std::string reason) const {
  throw JsonFault{.place = place_, .field = field, .reason = std::move(reason)};
}

std::string json_problem(std::string_view text, const JsonNode::Json::exception& thrown) {
  const auto* parse = dynamic_cast<const JsonNode::Json::parse_error*>(&thrown);
  if (parse == nullptr) return "holds a number that is too large";  // the only other fault of a text
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return "is not JSON: it is empty";
  if (parse->byte > text.size()) return "is not JSON: it ends too early";
  const std::string_view before = text.substr(0, parse->byte > 0 ? parse->byte - 1 : 0);
  const auto lines = std::ranges::count(before, '\n');
  const std::size_t last = before.rfind('\n');
  const std::size_t column = before.size() - (last == std::string_view::npos ? 0 : last + 1) + 1;
  return "is not JSON: line " + std::to_string(lines + 1) + ", column " + std::to_string(column);
}

Result<JsonNode::Json> parse_json(std::string_view text, const std::filesystem::path& file) {
  try {
    return JsonNode::Json::parse(text);
  } catch (const JsonNode::Json::exception& exception) {
    return Error{.file = file.string(), .place = {}, .field = {}, .reason = json_problem(text, exception)};
  }
}

}  // namespace stepscope
