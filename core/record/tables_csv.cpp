#include <fmt/format.h>

#include <iterator>

#include "core/record/run_record.h"

namespace stepscope {

std::string steps_csv(const RunRecord& record) {
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "step,time_us,wall_ns,cpu_ns");
  for (std::size_t i = 0; i < kStageCount; ++i) fmt::format_to(add, ",{}_ns", stage_key(static_cast<Stage>(i)));
  fmt::format_to(add, ",statements,rows,connections,agents,map_objects,allocations,lead_checks,raster_pixels\n");
  const RunTape& tape = record.run.tape();
  for (std::size_t k = 0; k < tape.size(); ++k) {
    const FramePtr frame = tape.frame(k);
    const StepTiming& timing = frame->timing;
    fmt::format_to(add, "{},{},{},{}", frame->step, frame->time.us, timing.wall_ns, timing.cpu_ns);
    for (const std::int64_t self : timing.self_ns) fmt::format_to(add, ",{}", self);
    const StepCounters& c = timing.counters;
    fmt::format_to(add, ",{},{},{},{},{},{},{},{}\n", c.statements, c.rows, c.connections, c.agents, c.map_objects,
                   c.allocations, c.lead_checks, c.raster_pixels);
  }
  return fmt::to_string(out);
}

}  // namespace stepscope
