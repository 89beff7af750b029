#include "core/record/statement_log_json.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace stepscope {

namespace {

using Json = nlohmann::ordered_json;

Json execution_json(const StatementExecution& e) {
  return {{"step", e.step},
          {"statement", e.statement},
          {"site", e.site},
          {"connections", e.connections},
          {"parameters", fmt::format("{:016x}", e.parameters)},
          {"begin_ns", e.begin_ns},
          {"ns", e.ns},
          {"rows", e.rows},
          {"scanned", e.scanned},
          {"connect_ns", e.connect_ns},
          {"repeat", e.repeat}};
}

std::uint64_t parameters_in(const JsonNode& node) {
  const std::string digits = node.text("parameters");
  std::uint64_t value = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (code != std::errc{} || end != digits.data() + digits.size() || digits.empty())
    node.fail("parameters", "is not a hexadecimal number of 64 bits");
  return value;
}

// A number from `least` on that is below `end`.
std::int32_t number_in(const JsonNode& node, const char* field, std::int64_t least, std::int64_t end) {
  const std::int64_t value = node.integer(field);
  if (value < least || value >= end) node.fail(field, std::to_string(value) + " is none of those there are");
  return static_cast<std::int32_t>(value);
}

StatementExecution execution_in(const JsonNode& node, const StatementLog& log) {
  constexpr std::int64_t kMost = 1'000'000'000;
  const Json& repeat = node.at("repeat");
  if (!repeat.is_boolean()) node.fail("repeat", "is neither true nor false");
  return {.step = number_in(node, "step", -1, kMost),
          .statement = number_in(node, "statement", 0, static_cast<std::int64_t>(log.texts.size())),
          .site = number_in(node, "site", -1, static_cast<std::int64_t>(log.sites.size())),
          .connections = number_in(node, "connections", 0, kMost),
          .parameters = parameters_in(node),
          .begin_ns = node.integer("begin_ns"),
          .ns = node.integer("ns"),
          .rows = node.integer("rows"),
          .scanned = node.integer("scanned"),
          .connect_ns = node.integer("connect_ns"),
          .repeat = repeat.get<bool>()};
}

}  // namespace

nlohmann::ordered_json statement_log_json(const StatementLog& log) {
  Json texts = Json::array(), executions = Json::array();
  for (const StatementText& text : log.texts) texts.push_back({{"sql", text.sql}, {"plan", text.plan}});
  for (const StatementExecution& execution : log.executions) executions.push_back(execution_json(execution));
  return {{"connections_apart", log.connections_apart},
          {"statements", std::move(texts)},
          {"sites", log.sites},
          {"executions", std::move(executions)}};
}

StatementLog statement_log_in(const JsonNode& node) {
  StatementLog log;
  log.connections_apart = node.count("connections_apart");
  for (const Json& entry : node.list("statements")) {
    const JsonNode text(entry, node.place() + ".statements");
    log.texts.push_back({.sql = text.text("sql"), .plan = text.text("plan")});
  }
  for (const Json& site : node.list("sites")) log.sites.push_back(node.text_of(site, "sites"));
  for (const Json& entry : node.list("executions"))
    log.executions.push_back(execution_in(JsonNode(entry, node.place() + ".executions"), log));
  return log;
}

}  // namespace stepscope
