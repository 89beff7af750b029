#include <fmt/format.h>

#include <cassert>
#include <iterator>

#include "core/record/json_text.h"
#include "core/record/run_record.h"

namespace stepscope {

// Trace Event Format, as chrome://tracing and ui.perfetto.dev read it: complete events ("X"), times in microseconds.
std::string trace_json(const RunRecord& record) {
  assert(record.spans != nullptr);
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  const nlohmann::json title = "stepscope " + record.run.request().planner + " on " + record.run.scenario()->log_name();
  fmt::format_to(add, "{{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n");
  fmt::format_to(add, R"({{"ph":"M","pid":1,"tid":1,"name":"process_name","args":{{"name":{}}}}},)", json_text(title));
  fmt::format_to(add,
                 "\n"
                 R"({{"ph":"M","pid":1,"tid":1,"name":"thread_name","args":{{"name":"simulation"}}}})");
  const SpanTape& store = *record.spans;
  const std::int64_t origin_ns = store.steps() > 0 ? store.of_step(0).front().begin_ns : 0;
  for (std::size_t step = 0; step < store.steps(); ++step) {
    for (const SpanRecord& span : store.of_step(step)) {
      fmt::format_to(add,
                     ",\n"
                     R"({{"ph":"X","pid":1,"tid":1,"name":"{}","ts":{:.3f},"dur":{:.3f},"args":{{"step":{}}}}})",
                     stage_title(span.stage), static_cast<double>(span.begin_ns - origin_ns) * 1e-3,
                     static_cast<double>(span.end_ns - span.begin_ns) * 1e-3, step);
    }
  }
  fmt::format_to(add, "\n]}}\n");
  return fmt::to_string(out);
}

}  // namespace stepscope
