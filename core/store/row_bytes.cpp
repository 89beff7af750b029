#include "core/store/row_bytes.h"

#include "core/store/timing_bytes.h"

namespace stepscope {

void RowBytes::begin_row(RowTable table, std::size_t number) {
  rows_.unsigned_number(static_cast<std::uint64_t>(table));
  rows_.unsigned_number(number);
}

void RowBytes::add_step(const StepFrame& frame, const RecordedFrame& recorded, std::span<const SpanRecord> spans) {
  begin_row(RowTable::kStep, static_cast<std::size_t>(frame.step));
  const StepCounters& c = frame.timing.counters;
  const std::int64_t numbers[kStepNumbers] = {
      frame.time.us, frame.timing.wall_ns, frame.timing.cpu_ns, c.statements,    c.rows,       c.connections,
      c.agents,      c.map_objects,        c.lead_checks,       c.raster_pixels, c.allocations};
  for (const std::int64_t number : numbers) rows_.signed_number(number);
  const auto add = [this](const auto& write) {
    blob_.clear();
    write();
    rows_.blob(blob_.bytes());
  };
  add([&] { write_stage_times(frame.timing, blob_); });
  add([&] { write_ego(frame.ego, blob_); });
  add([&] { write_spans(spans, blob_); });
  add([&] { write_plan(frame.trajectory, blob_); });
  add([&] { object_writer_.write(frame.objects, recorded.objects, blob_); });
  add([&] { write_lights(frame.lights, recorded.lights, blob_); });
}

void RowBytes::add_statement(std::size_t number, const StatementText& text) {
  begin_row(RowTable::kStatement, number);
  rows_.blob(text.sql);
  rows_.blob(text.plan);
}

void RowBytes::add_site(std::size_t number, std::string_view text) {
  begin_row(RowTable::kSite, number);
  rows_.blob(text);
}

void RowBytes::add_executions(std::size_t first, std::span<const StatementExecution> executions) {
  begin_row(RowTable::kExecutions, first);
  blob_.clear();
  write_executions(executions, blob_);
  rows_.blob(blob_.bytes());
}

void RowBytes::add_background(std::size_t first, std::span<const SpanRecord> spans) {
  begin_row(RowTable::kBackground, first);
  blob_.clear();
  write_spans(spans, blob_);
  rows_.blob(blob_.bytes());
}

}  // namespace stepscope
