#include "core/store/timing_bytes.h"

#include <algorithm>

namespace stepscope {

namespace {

Stage stage_of(std::uint64_t number, std::span<const Stage> stages, ByteReader& in) {
  if (number < stages.size()) return stages[static_cast<std::size_t>(number)];
  in.fail();
  return Stage::kStep;
}

constexpr std::uint64_t kRepeat = 1;

}  // namespace

std::string stage_keys() {
  std::string keys;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    if (i > 0) keys += ',';
    keys += stage_key(static_cast<Stage>(i));
  }
  return keys;
}

std::vector<Stage> stages_from_keys(std::string_view keys) {
  std::vector<Stage> stages;
  while (!keys.empty()) {
    const std::size_t end = std::min(keys.find(','), keys.size());
    std::size_t i = 0;
    while (i < kStageCount && stage_key(static_cast<Stage>(i)) != keys.substr(0, end)) ++i;
    if (i == kStageCount) return {};
    stages.push_back(static_cast<Stage>(i));
    keys.remove_prefix(std::min(end + 1, keys.size()));
  }
  return stages;
}

void write_stage_times(const StepTiming& timing, ByteWriter& out) {
  for (std::size_t i = 0; i < kStageCount; ++i) {
    if (timing.total_ns[i] == 0 && timing.self_ns[i] == 0) continue;
    out.unsigned_number(i);
    out.signed_number(timing.total_ns[i]);
    out.signed_number(timing.self_ns[i]);
  }
}

void read_stage_times(ByteReader& in, std::span<const Stage> stages, StepTiming& timing) {
  while (in.ok() && !in.at_end()) {
    const auto stage = static_cast<std::size_t>(stage_of(in.unsigned_number(), stages, in));
    timing.total_ns[stage] = in.signed_number();
    timing.self_ns[stage] = in.signed_number();
  }
}

void write_spans(std::span<const SpanRecord> spans, ByteWriter& out) {
  out.unsigned_number(spans.size());
  std::int64_t before = 0;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const SpanRecord& span = spans[i];
    out.unsigned_number(static_cast<std::uint64_t>(span.stage));
    out.unsigned_number(span.lane);
    out.signed_number(span.parent < 0 ? -1 : static_cast<std::int64_t>(i) - span.parent);
    out.signed_number(span.detail);
    out.signed_number(span.begin_ns - before);
    out.signed_number(span.end_ns - span.begin_ns);
    before = span.begin_ns;
  }
}

void read_spans(ByteReader& in, std::span<const Stage> stages, std::vector<SpanRecord>& out) {
  const std::size_t count = in.count();
  out.clear();
  out.reserve(count);
  std::int64_t before = 0;
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    SpanRecord span;
    span.stage = stage_of(in.unsigned_number(), stages, in);
    span.lane = static_cast<std::uint8_t>(in.unsigned_number());
    const std::int64_t back = in.signed_number();
    span.parent = back < 0 ? std::int16_t{-1} : static_cast<std::int16_t>(static_cast<std::int64_t>(i) - back);
    if (back == 0 || back > static_cast<std::int64_t>(i)) in.fail();
    span.detail = static_cast<std::int32_t>(in.signed_number());
    span.begin_ns = before + in.signed_number();
    span.end_ns = span.begin_ns + in.signed_number();
    before = span.begin_ns;
    out.push_back(span);
  }
}

void write_executions(std::span<const StatementExecution> executions, ByteWriter& out) {
  out.unsigned_number(executions.size());
  std::int64_t step = 0, before = 0;
  for (const StatementExecution& e : executions) {
    out.signed_number(e.step - step);
    out.unsigned_number(static_cast<std::uint64_t>(e.statement));
    out.signed_number(e.site);
    out.unsigned_number(static_cast<std::uint64_t>(e.connections) << 1 | (e.repeat ? kRepeat : 0));
    out.fixed(e.parameters);
    out.signed_number(e.begin_ns - before);
    out.signed_number(e.ns);
    out.signed_number(e.rows);
    step = e.step;
    before = e.begin_ns;
  }
  for (const StatementExecution& e : executions) {
    out.signed_number(e.scanned);
    out.signed_number(e.connect_ns);
  }
}

void read_executions(ByteReader& in, std::vector<StatementExecution>& out) {
  const std::size_t count = in.count();
  std::int64_t step = 0, before = 0;
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    StatementExecution e;
    step += in.signed_number();
    e.step = static_cast<std::int32_t>(step);
    e.statement = static_cast<std::int32_t>(in.unsigned_number());
    e.site = static_cast<std::int32_t>(in.signed_number());
    const std::uint64_t connections = in.unsigned_number();
    e.connections = static_cast<std::int32_t>(connections >> 1);
    e.repeat = (connections & kRepeat) != 0;
    e.parameters = in.fixed();
    e.begin_ns = before + in.signed_number();
    e.ns = in.signed_number();
    e.rows = in.signed_number();
    before = e.begin_ns;
    out.push_back(e);
  }
  if (!in.ok() || in.at_end()) return;  // the first stores ended here
  for (std::size_t i = out.size() - count; i < out.size() && in.ok(); ++i) {
    out[i].scanned = in.signed_number();
    out[i].connect_ns = in.signed_number();
  }
}

}  // namespace stepscope
