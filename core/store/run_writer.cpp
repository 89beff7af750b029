#include "core/store/run_writer.h"

#include "core/sqlite/transaction.h"
#include "core/store/process_stamp.h"
#include "core/store/schema.h"
#include "core/store/timing_bytes.h"
#include "core/store/zlib_bytes.h"

namespace stepscope {

namespace {

constexpr const char* kInsertRun =
    "INSERT INTO run(uuid, label, source, created_ms, status, message, planner, challenge, controller, profile, log, "
    "token, scenario_type, location, iterations, step_interval_s, process, process_start, machine, db_path, maps_path, "
    "stages, manifest, fork_parent, fork_step, fork_changes) VALUES(?1, ?2, ?3, ?4, 'running', '', ?5, ?6, ?7, ?8, ?9, "
    "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)";
constexpr const char* kInsertStep =
    "INSERT OR REPLACE INTO step VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
    "?18)";
constexpr const char* kFinishRun =
    "UPDATE run SET status = ?2, message = ?3, manifest = ?4, metrics = ?5, final_score = ?6, steps = ?7, "
    "mean_step_ns = ?8, p95_step_ns = ?9, max_step_ns = ?10, bytes = ?11 WHERE id = ?1";
constexpr std::int64_t kRowOverhead = 80;   // numbers and headers of a step's row, about
constexpr std::int64_t kRunOverhead = 800;  // short columns of a run's row, about
constexpr int kMetricsLevel = 6;

// maps/<location>/<version>/map.gpkg
std::filesystem::path maps_folder(const Scenario& scenario) {
  std::error_code code;
  const std::filesystem::path file = std::filesystem::absolute(scenario.map().file(), code);
  return file.parent_path().parent_path().parent_path();
}

std::string changes_text(const std::optional<ForkOrigin>& fork) {
  std::string text;
  if (fork)
    for (const std::string& change : fork->changes) text += (text.empty() ? "" : "; ") + change;
  return text;
}

Result<std::int64_t> insert_run(const Database& database, const BegunRun& run) {
  auto statement = database.prepare(kInsertRun, "run");
  if (!statement.ok()) return statement.error();
  const ProcessStamp process = this_process();
  const RunFacts& facts = run.facts;
  std::error_code code;
  const std::string db = std::filesystem::absolute(run.scenario->id().db, code).string();
  int parameter = 0;
  Statement& s = statement.value();
  for (const std::string_view text :
       {std::string_view(run.uuid), std::string_view(run.label), run_source_key(run.source)})
    s.bind(++parameter, text);
  s.bind(++parameter, run.created_ms);
  for (const std::string* text : {&facts.planner, &facts.challenge, &facts.controller, &facts.profile, &facts.log,
                                  &facts.token, &facts.scenario_type, &facts.location})
    s.bind(++parameter, *text);
  s.bind(13, static_cast<std::int64_t>(facts.iterations)).bind(14, run.step_interval_s);
  s.bind(15, process.id).bind(16, process.start).bind(17, process.machine);
  s.bind(18, db).bind(19, maps_folder(*run.scenario).string()).bind(20, stage_keys()).bind(21, run.manifest);
  s.bind(22, facts.fork ? facts.fork->parent : std::string()).bind_null(23).bind(24, changes_text(facts.fork));
  if (facts.fork) s.bind(23, static_cast<std::int64_t>(facts.fork->step));
  if (Status done = s.run(); !done.ok()) return done.error();
  return database.last_insert_id();
}

}  // namespace

struct RunWriter::Parts {
  RecordingStore store;
  ScenarioPtr scenario;
  RunId id{0};
  std::int64_t bytes{0};
  DatabaseFault fault{DatabaseFault::kNone};
  std::optional<Statement> insert_step, insert_executions, insert_background;
  ByteWriter stages, ego, spans, plan, objects, lights, other;
  ObjectWriter object_writer;

  Status write_step(const StepFrame& frame, std::span<const SpanRecord> step_spans);
  Status write_blob(Statement& statement, std::size_t first, const ByteWriter& data);
  Status write_texts(const StatementLog& log);
  Status write_rows(const StepBatch& batch);
};

RunWriter::RunWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RunWriter::RunWriter(RunWriter&&) noexcept = default;
RunWriter::~RunWriter() = default;
RunId RunWriter::id() const { return parts_->id; }
const std::filesystem::path& RunWriter::file() const { return parts_->store.file; }
DatabaseFault RunWriter::fault() const { return parts_->fault; }

Result<RunWriter> RunWriter::begin(RecordingStore store, const BegunRun& run, DatabaseFault* fault) {
  auto parts = std::make_unique<Parts>(Parts{.store = std::move(store), .scenario = run.scenario});
  const Database& database = parts->store.database;
  for (const auto& [sql, place, statement] :
       {std::tuple{kInsertStep, "step", &parts->insert_step},
        {"INSERT OR REPLACE INTO executions VALUES(?1, ?2)", "executions", &parts->insert_executions},
        {"INSERT OR REPLACE INTO background VALUES(?1, ?2)", "background", &parts->insert_background}}) {
    auto prepared = database.prepare(sql, place);
    if (!prepared.ok()) {
      if (fault != nullptr) *fault = database.fault();
      return prepared.error();
    }
    statement->emplace(std::move(prepared).value());
  }
  auto id = insert_run(database, run);
  if (!id.ok()) {
    if (fault != nullptr) *fault = database.fault();
    return id.error();
  }
  parts->id = id.value();
  parts->bytes = kRunOverhead + static_cast<std::int64_t>(run.manifest.size());
  return RunWriter(std::move(parts));
}

Status RunWriter::Parts::write_step(const StepFrame& frame, std::span<const SpanRecord> step_spans) {
  for (ByteWriter* column : {&stages, &ego, &spans, &plan, &objects, &lights}) column->clear();
  RecordedFrame recorded;
  if (frame.step < scenario->iterations()) recorded = scenario->iteration(frame.step);
  write_stage_times(frame.timing, stages);
  write_ego(frame.ego, ego);
  write_spans(step_spans, spans);
  write_plan(frame.trajectory, plan);
  object_writer.write(frame.objects, recorded.objects, objects);
  write_lights(frame.lights, recorded.lights, lights);
  Statement& s = *insert_step;
  s.bind(1, first_row_of(id) + frame.step);
  int parameter = 1;
  const StepCounters& c = frame.timing.counters;
  for (const std::int64_t value :
       {frame.time.us, frame.timing.wall_ns, frame.timing.cpu_ns, c.statements, c.rows, c.connections, c.agents,
        c.map_objects, c.lead_checks, c.raster_pixels, c.allocations})
    s.bind(++parameter, value);
  bytes += kRowOverhead;
  for (const ByteWriter* column : {&stages, &ego, &spans, &plan, &objects, &lights}) {
    s.bind_blob(++parameter, column->bytes().data(), column->bytes().size());
    bytes += static_cast<std::int64_t>(column->bytes().size());
  }
  return s.run();
}

Status RunWriter::Parts::write_blob(Statement& statement, std::size_t first, const ByteWriter& data) {
  bytes += static_cast<std::int64_t>(data.bytes().size());
  return statement.bind(1, first_row_of(id) + static_cast<std::int64_t>(first))
      .bind_blob(2, data.bytes().data(), data.bytes().size())
      .run();
}

// All of them: a plan may have been asked for after its text was written.
Status RunWriter::Parts::write_texts(const StatementLog& log) {
  auto text = store.database.prepare("INSERT OR REPLACE INTO statement VALUES(?1, ?2, ?3)", "statement");
  if (!text.ok()) return text.error();
  for (std::size_t i = 0; i < log.texts.size(); ++i) {
    text.value().bind(1, first_row_of(id) + static_cast<std::int64_t>(i)).bind(2, log.texts[i].sql);
    if (Status done = text.value().bind(3, log.texts[i].plan).run(); !done.ok()) return done;
  }
  auto site = store.database.prepare("INSERT OR REPLACE INTO site VALUES(?1, ?2)", "site");
  if (!site.ok()) return site.error();
  for (std::size_t i = 0; i < log.sites.size(); ++i) {
    site.value().bind(1, first_row_of(id) + static_cast<std::int64_t>(i));
    if (Status done = site.value().bind(2, log.sites[i]).run(); !done.ok()) return done;
  }
  return {};
}

Status RunWriter::Parts::write_rows(const StepBatch& batch) {
  for (const FramePtr& frame : batch.frames) {
    const auto step = static_cast<std::size_t>(frame->step);
    const auto step_spans = step < batch.spans->steps() ? batch.spans->of_step(step) : std::span<const SpanRecord>{};
    if (Status done = write_step(*frame, step_spans); !done.ok()) return done;
  }
  if (batch.texts != nullptr)
    if (Status done = write_texts(*batch.texts); !done.ok()) return done;
  if (!batch.executions.empty()) {
    other.clear();
    write_executions(batch.executions, other);
    if (Status done = write_blob(*insert_executions, batch.first_execution, other); !done.ok()) return done;
  }
  if (batch.background.empty()) return {};
  other.clear();
  write_spans(batch.background, other);
  return write_blob(*insert_background, batch.first_background, other);
}

Status RunWriter::write(const StepBatch& batch) {
  const Database& database = parts_->store.database;
  const std::int64_t bytes_before = parts_->bytes;
  auto transaction = Transaction::begin(database);
  Status written = transaction.ok() ? parts_->write_rows(batch) : Status(transaction.error());
  if (written.ok()) written = transaction.value().commit();
  if (written.ok()) return {};
  parts_->fault = database.fault();  // before it is undone
  parts_->bytes = bytes_before;
  return written;
}

Status RunWriter::finish(const EndedRun& run) {
  auto statement = parts_->store.database.prepare(kFinishRun, "run");
  if (!statement.ok()) return statement.error();
  const std::string metrics = run.metrics.empty() ? std::string() : deflated(run.metrics, kMetricsLevel);
  Statement& s = statement.value();
  s.bind(1, parts_->id).bind(2, run.status).bind(3, run.message).bind(4, run.manifest).bind_null(5).bind_null(6);
  if (!metrics.empty()) s.bind_blob(5, metrics.data(), metrics.size());
  if (run.final_score) s.bind(6, *run.final_score);
  s.bind(7, static_cast<std::int64_t>(run.steps));
  s.bind(8, run.mean_step_ns).bind(9, run.p95_step_ns).bind(10, run.max_step_ns);
  s.bind(11, parts_->bytes + static_cast<std::int64_t>(metrics.size()));
  Status done = s.run();
  if (!done.ok()) parts_->fault = parts_->store.database.fault();
  return done;
}

}  // namespace stepscope
