#pragma once

#include <span>
#include <string_view>

#include "core/probe/span.h"
#include "core/scenario/scenario.h"
#include "core/sqlite/ledger.h"
#include "core/store/frame_bytes.h"
#include "core/world/step_frame.h"

namespace stepscope {

// Which table a row goes to. The numbers stand in journals: they never change.
enum class RowTable : std::uint64_t { kStep = 1, kStatement = 2, kSite = 3, kExecutions = 4, kBackground = 5 };

// Columns of a step's row.
inline constexpr int kStepNumbers = 11, kTimingBlobs = 3, kSceneBlobs = 3;
inline constexpr const char* kStepColumns =
    "id, time_us, wall_ns, cpu_ns, statements, rows, connections, agents, map_objects, lead_checks, raster_pixels, "
    "allocations, stages, ego, spans, plan, objects, lights, timing_crc, scene_crc";
// Those that its timing is read from: number, numbers, blobs, and their check value.
inline constexpr const char* kTimingColumns =
    "id, time_us, wall_ns, cpu_ns, statements, rows, connections, agents, map_objects, lead_checks, raster_pixels, "
    "allocations, stages, ego, spans, timing_crc";
inline constexpr int kTimingCheck = 1 + kStepNumbers + kTimingBlobs;  // of these columns, the last

// Rows of one run as they wait for their tables: the table, the row's number within the run, its columns. A RowInserter
// puts them there.
class RowBytes {
 public:
  // `recorded`: the scenario's iteration at this step, or nothing.
  void add_step(const StepFrame& frame, const RecordedFrame& recorded, std::span<const SpanRecord> spans);
  void add_statement(std::size_t number, const StatementText& text);
  void add_site(std::size_t number, std::string_view text);
  void add_executions(std::size_t first, std::span<const StatementExecution> executions);
  void add_background(std::size_t first, std::span<const SpanRecord> spans);

  std::string_view bytes() const { return rows_.bytes(); }
  bool empty() const { return rows_.bytes().empty(); }
  void clear() { rows_.clear(); }
  void cut(std::size_t size) { rows_.cut(size); }

 private:
  void begin_row(RowTable table, std::size_t number);

  ByteWriter rows_, blob_;
  ObjectWriter object_writer_;
};

}  // namespace stepscope
