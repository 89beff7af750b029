#include "core/record/trace_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>

#include "core/files/json_node.h"
#include "core/files/text_file.h"

namespace stepscope {

namespace {

using Json = JsonNode::Json;

constexpr std::int64_t kOutsideSteps = 1000;  // threads from here on: as the writer numbers them
constexpr double kLargestUs = 1e12;           // 11 days; times of this size keep their nanoseconds

std::optional<Stage> stage_named(std::string_view name) {
  if (name == "step") return Stage::kStep;
  for (std::size_t i = 1; i < kStageCount; ++i)
    if (const auto stage = static_cast<Stage>(i); stage_key(stage) == name || stage_title(stage) == name) return stage;
  return std::nullopt;
}

class TraceReader {
 public:
  void take(const Json& json) {
    const JsonNode event(json, "event " + std::to_string(number_++));
    if (event.text("ph") != "X") return;
    const std::int64_t thread = event.integer("tid");
    if (thread >= kOutsideSteps) {
      take_statement(event.child("args"), -1, time(event, "ts"));
      return;
    }
    SpanRecord span{.stage = {}, .begin_ns = time(event, "ts")};
    span.end_ns = span.begin_ns + time(event, "dur");
    const JsonNode args = event.child("args");
    const std::string name = args.text_or("stage", event.text("name").c_str());
    const auto stage = stage_named(name);
    if (!stage) event.fail("name", "there is no stage \"" + name + "\"");
    span.stage = *stage;
    if (args.json().contains("detail")) span.detail = args.count("detail");
    if (thread == 1) return take_step_span(args, span);
    if (thread < 1 || thread > 256) event.fail("tid", "is not a thread of a run");
    span.lane = static_cast<std::uint8_t>(thread - 1);
    trace_.background.push_back(span);
  }

  StoredTrace finish() {
    end_step();
    auto tape = std::make_shared<SpanTape>(steps_.size());
    for (const auto& spans : steps_) tape->append(spans);
    trace_.spans = std::move(tape);
    return std::move(trace_);
  }

 private:
  static std::int64_t time(const JsonNode& event, const char* field) {
    const double us = event.number(field);
    if (!(us >= 0.0 && us <= kLargestUs)) event.fail(field, "is not a time");
    return std::llround(us * 1e3);
  }

  void take_step_span(const JsonNode& args, SpanRecord span) {
    const int step = args.count("step");
    if (span.stage == Stage::kStep) {
      end_step();
      if (static_cast<std::size_t>(step) != steps_.size())
        args.fail("step", "is " + std::to_string(step) + " where step " + std::to_string(steps_.size()) + " begins");
      open_.push_back(span);
      return;
    }
    if (open_.empty() || static_cast<std::size_t>(step) != steps_.size()) args.fail("step", "is that of another step");
    span.parent = args.json().contains("parent") ? parent_said(args) : parent_around(span);
    if (span.stage == Stage::kDatabase && args.json().contains("sql"))
      span.detail = take_statement(args, step, span.begin_ns);
    open_.push_back(span);
  }

  std::int16_t parent_said(const JsonNode& args) const {
    const std::int64_t parent = args.integer("parent");
    if (parent < 0 || parent >= static_cast<std::int64_t>(open_.size())) args.fail("parent", "is no earlier span");
    return static_cast<std::int16_t>(parent);
  }
  // Early versions did not say it: the latest span that has not ended.
  std::int16_t parent_around(const SpanRecord& span) const {
    for (std::size_t i = open_.size(); i-- > 1;)
      if (open_[i].end_ns >= span.end_ns) return static_cast<std::int16_t>(i);
    return 0;
  }

  std::int32_t number_of(std::map<std::string, std::int32_t>& numbers, const std::string& text, bool& added) {
    const auto [it, is_new] = numbers.try_emplace(text, static_cast<std::int32_t>(numbers.size()));
    added = is_new;
    return it->second;
  }

  std::int32_t take_statement(const JsonNode& args, int step, std::int64_t begin_ns) {
    bool added = false;
    StatementExecution execution{.step = step, .begin_ns = begin_ns};
    const std::string sql = args.text("sql");
    execution.statement = number_of(statements_, sql, added);
    if (added) trace_.statements.texts.push_back({.sql = sql, .plan = {}});
    if (!args.json().contains("rows")) return execution.statement;
    execution.rows = args.count("rows");
    execution.connections = args.count("connections");
    execution.repeat = args.at("repeat") == true;
    execution.ns = args.integer("ns");
    execution.parameters = std::strtoull(args.text("parameters").c_str(), nullptr, 16);
    if (args.json().contains("site")) {
      const std::string site = args.text("site");
      execution.site = number_of(sites_, site, added);
      if (added) trace_.statements.sites.push_back(site);
    }
    trace_.statements.executions.push_back(execution);
    return execution.statement;
  }

  void end_step() {
    if (open_.empty()) return;
    steps_.push_back(std::move(open_));
    open_.clear();
  }

  StoredTrace trace_;
  std::vector<std::vector<SpanRecord>> steps_;
  std::vector<SpanRecord> open_;
  std::map<std::string, std::int32_t> statements_, sites_;
  std::size_t number_{0};
};

}  // namespace

Result<StoredTrace> read_trace(const std::filesystem::path& file) {
  const auto text = read_file(file);
  if (!text.ok()) return text.error();
  TraceReader reader;
  bool events = false;
  // Events are handed over one by one and not kept: a trace may be large.
  const auto visit = [&reader, &events](int depth, Json::parse_event_t kind, Json& parsed) {
    if (depth == 1 && kind == Json::parse_event_t::key) events = parsed == "traceEvents";
    if (depth != 2 || kind != Json::parse_event_t::object_end || !events) return true;
    reader.take(parsed);
    return false;
  };
  try {
    const Json whole = Json::parse(text.value(), visit);
    JsonNode(whole, "").list("traceEvents");
    return reader.finish();
  } catch (const JsonFault& fault) {
    return fault.in(file);
  } catch (const Json::parse_error& error) {
    return Error{
        .file = file.string(), .place = "byte " + std::to_string(error.byte), .field = {}, .reason = "is not JSON"};
  } catch (const Json::exception& error) {  // a number too large for anything
    return Error{.file = file.string(), .place = {}, .field = {}, .reason = json_problem(text.value(), error)};
  }
}

}  // namespace stepscope
