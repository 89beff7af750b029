#include "core/record/trace_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>

#include "core/files/json_text.h"
#include "core/probe/counters.h"

namespace stepscope {

namespace {

constexpr int kOutsideSteps = 1000;  // thread of the statements that no step executed

std::string in_quotes(std::string_view text) { return json_text(nlohmann::json(text)); }

// The executions of a step in order, statement by statement: a database span's detail is the number of its statement.
class StepStatements {
 public:
  explicit StepStatements(const StatementLog* log) : log_(log) {
    if (log_ == nullptr) return;
    for (const StatementText& text : log_->texts) texts_.push_back(in_quotes(text.sql));
    for (const std::string& site : log_->sites) sites_.push_back(in_quotes(site));
    for (const StatementExecution& execution : log_->executions)
      if (known(execution)) by_step_[execution.step].push_back(&execution);
  }

  void begin(int step) {
    const auto found = by_step_.find(step);
    left_ = found == by_step_.end() ? std::vector<const StatementExecution*>{} : found->second;
  }
  const StatementExecution* take(std::int32_t statement) {
    for (auto it = left_.begin(); it != left_.end(); ++it) {
      if ((*it)->statement != statement) continue;
      const StatementExecution* taken = *it;
      left_.erase(it);
      return taken;
    }
    return nullptr;
  }
  std::span<const StatementExecution* const> outside_steps() const {
    const auto found = by_step_.find(-1);
    if (found == by_step_.end()) return {};
    return found->second;
  }
  const std::string* text(std::int32_t statement) const { return at(texts_, statement); }
  const std::string* site(std::int32_t number) const { return at(sites_, number); }

 private:
  static const std::string* at(const std::vector<std::string>& list, std::int32_t i) {
    return i >= 0 && static_cast<std::size_t>(i) < list.size() ? &list[static_cast<std::size_t>(i)] : nullptr;
  }
  bool known(const StatementExecution& e) const { return text(e.statement) != nullptr; }

  const StatementLog* log_;
  std::vector<std::string> texts_, sites_;  // as JSON
  std::map<std::int32_t, std::vector<const StatementExecution*>> by_step_;
  std::vector<const StatementExecution*> left_;
};

class TraceWriter {
 public:
  std::string text(std::span<const TracedRun> runs) {
    add("{{\"displayTimeUnit\":\"ns\",\"traceEvents\":[");
    int process = 0;
    for (const TracedRun& run : runs) add_run(run, ++process);
    add("\n]}}\n");
    return fmt::to_string(out_);
  }

 private:
  template <typename... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }
  // Begin of an event: its separator, kind, process and thread.
  void open(char kind, int thread) {
    add(R"({}{{"ph":"{}","pid":{},"tid":{})", first_ ? "\n" : ",\n", kind, process_, thread);
    first_ = false;
  }
  void add_time(const char* key, std::int64_t ns) { add(R"(,"{}":{}.{:03})", key, ns / 1000, ns % 1000); }

  void add_name(const char* what, int thread, const std::string& json_name) {
    open('M', thread);
    add(R"(,"name":"{}","args":{{"name":{}}}}})", what, json_name);
  }

  void add_run(const TracedRun& run, int process) {
    process_ = process;
    StepStatements statements(run.statements);
    origin_ns_ = origin_of(run, statements);
    add_name("process_name", 1, in_quotes(run.title));
    add_name("thread_name", 1, "\"simulation\"");
    add_lanes(run);
    if (!statements.outside_steps().empty()) add_name("thread_name", kOutsideSteps, "\"statements outside of steps\"");
    add_outside(statements);
    if (run.spans == nullptr) return;
    const std::size_t steps = run.spans->steps();
    for (std::size_t step = 0; step < steps; ++step) {
      statements.begin(static_cast<int>(step));
      const auto spans = run.spans->of_step(step);
      add_boundary(step, spans.front().begin_ns);
      for (const SpanRecord& span : spans) add_span(span, static_cast<std::int64_t>(step), statements);
      if (step < run.steps.size()) add_counters(run.steps[step].counters, spans.front().begin_ns);
    }
  }

  void add_lanes(const TracedRun& run) {
    std::vector<std::uint8_t> lanes;
    for (const SpanRecord& span : run.background) lanes.push_back(span.lane);
    std::sort(lanes.begin(), lanes.end());
    lanes.erase(std::unique(lanes.begin(), lanes.end()), lanes.end());
    for (const std::uint8_t lane : lanes) add_name("thread_name", lane + 1, fmt::format("\"background {}\"", lane));
    StepStatements none(nullptr);
    for (const SpanRecord& span : run.background) add_span(span, -1, none);
  }

  static std::int64_t origin_of(const TracedRun& run, const StepStatements& statements) {
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    if (run.spans != nullptr && run.spans->steps() > 0) first = run.spans->of_step(0).front().begin_ns;
    for (const SpanRecord& span : run.background) first = std::min(first, span.begin_ns);
    for (const StatementExecution* execution : statements.outside_steps()) first = std::min(first, execution->begin_ns);
    return first;
  }

  void add_span(const SpanRecord& span, std::int64_t step, StepStatements& statements) {
    open('X', span.lane + 1);
    add(R"(,"name":"{}")", stage_title(span.stage));
    add_time("ts", std::max<std::int64_t>(span.begin_ns - origin_ns_, 0));
    add_time("dur", std::max<std::int64_t>(span.end_ns - span.begin_ns, 0));
    add(R"(,"args":{{"step":{},"stage":"{}","parent":{})", step, key_of(span.stage), span.parent);
    if (span.stage == Stage::kDatabase) {
      if (const std::string* sql = statements.text(span.detail); sql != nullptr) add(R"(,"sql":{})", *sql);
      if (const StatementExecution* execution = statements.take(span.detail); execution != nullptr)
        add_execution(*execution, statements);
    } else if (span.detail >= 0) {
      add(R"(,"detail":{})", span.detail);
    }
    add("}}}}");
  }

  // One after another: what an execution took contains its preparation, before the begin of its first row.
  void add_outside(const StepStatements& statements) {
    std::vector<const StatementExecution*> list(statements.outside_steps().begin(), statements.outside_steps().end());
    std::ranges::stable_sort(list, {}, &StatementExecution::begin_ns);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const StatementExecution& execution = *list[i];
      std::int64_t ns = execution.ns;
      if (i + 1 < list.size()) ns = std::min(ns, list[i + 1]->begin_ns - execution.begin_ns);
      open('X', kOutsideSteps);
      add(R"(,"name":"database")");
      add_time("ts", std::max<std::int64_t>(execution.begin_ns - origin_ns_, 0));
      add_time("dur", std::max<std::int64_t>(ns, 0));
      add(R"(,"args":{{"sql":{})", *statements.text(execution.statement));
      add_execution(execution, statements);
      add("}}}}");
    }
  }

  void add_execution(const StatementExecution& e, const StepStatements& statements) {
    add(R"(,"rows":{},"connections":{},"repeat":{},"ns":{},"parameters":"{:016x}")", e.rows, e.connections, e.repeat,
        e.ns, e.parameters);
    if (const std::string* site = statements.site(e.site); site != nullptr) add(R"(,"site":{})", *site);
  }

  void add_boundary(std::size_t step, std::int64_t begin_ns) {
    open('i', 1);
    add(R"(,"name":"step {}","s":"p")", step);
    add_time("ts", std::max<std::int64_t>(begin_ns - origin_ns_, 0));
    add("}}");
  }

  void add_counters(const StepCounters& counters, std::int64_t begin_ns) {
    for (const CounterText& counter : kCounters) {
      open('C', 1);
      add(R"(,"name":"{}")", counter.title);
      add_time("ts", std::max<std::int64_t>(begin_ns - origin_ns_, 0));
      add(R"(,"args":{{"per step":{}}}}})", counters.*counter.value);
    }
  }

  // Of the step itself "step": its key in tables names what its self time is.
  static std::string_view key_of(Stage stage) { return stage == Stage::kStep ? "step" : stage_key(stage); }

  fmt::memory_buffer out_;
  int process_{0};
  std::int64_t origin_ns_{0};
  bool first_{true};
};

}  // namespace

std::string trace_json(std::span<const TracedRun> runs) { return TraceWriter().text(runs); }

}  // namespace stepscope
