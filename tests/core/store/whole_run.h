#pragma once

#include <cstdint>
#include <string>

#include "core/record/metrics_json.h"
#include "core/store/frame_bytes.h"
#include "core/store/run_store.h"
#include "core/store/timing_bytes.h"

namespace stepscope::test {

// What the list says of a run, but for its number and size.
inline std::string in_list(const RunSummary& run) {
  std::string text;
  for (const std::string& part : {run.uuid, run.label, run.status, run.message, run.planner, run.challenge,
                                  run.controller, run.profile, run.log, run.token, run.scenario_type, run.location})
    text += part + "\n";
  ByteWriter out;
  for (const std::int64_t number : {run.created_ms, static_cast<std::int64_t>(run.steps),
                                    static_cast<std::int64_t>(run.iterations), std::int64_t{run.deleted}})
    out.signed_number(number);
  for (const auto& value : {run.mean_step_ms, run.p95_step_ms, run.max_step_ms, run.final_score})
    out.real(value.value_or(-1.0));
  text += out.bytes();
  if (run.fork) text += run.fork->parent_uuid + run.fork->changes + std::to_string(run.fork->step);
  return text;
}

inline void add_timing(const ProfiledRun& run, ByteWriter& out) {
  for (std::size_t k = 0; k < run.steps.size(); ++k) {
    const StepTiming& step = run.steps[k];
    const StepCounters& c = step.counters;
    for (const std::int64_t number : {run.times[k].us, step.wall_ns, step.cpu_ns, c.statements, c.rows, c.connections,
                                      c.agents, c.map_objects, c.lead_checks, c.raster_pixels, c.allocations})
      out.signed_number(number);
    write_stage_times(step, out);
    write_ego(run.ego[k], out);
    write_spans(run.spans->of_step(k), out);
  }
  write_spans(run.background, out);
}

inline void add_statements(const ProfiledRun& run, ByteWriter& out) {
  for (const StatementText& text : run.statement_log.texts) {
    out.blob(text.sql);
    out.blob(text.plan);
  }
  for (const std::string& site : run.statement_log.sites) out.blob(site);
  write_executions(run.statement_log.executions, out);
  for (const StatementCost& cost : run.statements) {
    out.blob(cost.sql);
    for (const std::int64_t number : {cost.calls, cost.rows, cost.total_ns, cost.connections, cost.repeats})
      out.signed_number(number);
  }
}

inline void add_scenes(const std::vector<FramePtr>& frames, ByteWriter& out) {
  ObjectWriter objects;
  for (const FramePtr& frame : frames) {
    out.signed_number(frame->step);
    write_plan(frame->trajectory, out);
    objects.write(frame->objects, {}, out);
    write_lights(frame->lights, {}, out);
  }
}

// Everything that a store says of a run, as bytes to be compared; or its first error.
inline Result<std::string> whole_run(const RunStore& store, RunId id, const ScenarioPtr& scenario) {
  const auto summary = store.summary(id);
  if (!summary.ok()) return summary.error();
  const auto run = store.read(id);
  if (!run.ok()) return run.error();
  const auto frames = store.frames(id, scenario);
  if (!frames.ok()) return frames.error();
  const auto manifest = store.manifest_text(id);
  if (!manifest.ok()) return manifest.error();
  const auto marks = store.bookmarks(id);
  if (!marks.ok()) return marks.error();
  ByteWriter out;
  out.blob(in_list(summary.value()));
  out.blob(manifest.value());
  out.real(run.value().step_interval_s);
  if (run.value().score) out.blob(metrics_json(*run.value().score, run.value().times));
  add_timing(run.value(), out);
  add_statements(run.value(), out);
  add_scenes(frames.value(), out);
  for (const KeptBookmark& mark : marks.value()) {
    out.signed_number(mark.step);
    out.blob(mark.note);
  }
  return std::string(out.bytes());
}

}  // namespace stepscope::test
