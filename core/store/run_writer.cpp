#include "core/store/run_writer.h"

#include "core/sqlite/transaction.h"
#include "core/store/process_stamp.h"
#include "core/store/row_bytes.h"
#include "core/store/row_inserter.h"
#include "core/store/run_row.h"
#include "core/store/step_journal.h"
#include "core/store/timing_bytes.h"
#include "core/store/zlib_bytes.h"

namespace stepscope {

namespace {

constexpr const char* kInsertRun =
    "INSERT INTO run(uuid, label, source, created_ms, status, message, planner, challenge, controller, profile, log, "
    "token, scenario_type, location, iterations, step_interval_s, process, process_start, machine, db_path, maps_path, "
    "stages, manifest, fork_parent, fork_step, fork_changes) VALUES(?1, ?2, ?3, ?4, 'running', '', ?5, ?6, ?7, ?8, ?9, "
    "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)";
constexpr const char* kFinishRun =
    "UPDATE run SET status = ?2, message = ?3, manifest = ?4, metrics = ?5, final_score = ?6, steps = ?7, "
    "mean_step_ns = ?8, p95_step_ns = ?9, max_step_ns = ?10, bytes = ?11 WHERE id = ?1";
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
  const RunId id = database.last_insert_id();
  if (Status sealed = seal_run(database, id); !sealed.ok()) return sealed.error();
  return id;
}

}  // namespace

struct RunWriter::Parts {
  RecordingStore store;
  ScenarioPtr scenario;
  RunId id{0};
  std::int64_t bytes{0};
  DatabaseFault fault{DatabaseFault::kNone};
  std::optional<RowInserter> inserter;
  std::optional<StepJournal> journal;
  bool journal_works{false};
  RowBytes rows;  // written, not committed

  ~Parts() {
    if (journal && rows.empty()) journal->remove();
  }
  void encode(const StepBatch& batch);
  // In one transaction: all rows that wait, then `rest`.
  template <typename Rest>
  Status commit(const Rest& rest);
  Status end_run(const EndedRun& run);
};

RunWriter::RunWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RunWriter::RunWriter(RunWriter&&) noexcept = default;
RunWriter::~RunWriter() = default;
RunId RunWriter::id() const { return parts_->id; }
const std::filesystem::path& RunWriter::file() const { return parts_->store.file; }
DatabaseFault RunWriter::fault() const { return parts_->fault; }
bool RunWriter::has_journal() const { return parts_->journal_works; }
std::size_t RunWriter::waiting() const { return parts_->rows.bytes().size(); }
void RunWriter::drop_waiting() { parts_->rows.clear(); }

Result<RunWriter> RunWriter::begin(RecordingStore store, const BegunRun& run, DatabaseFault* fault) {
  std::unique_ptr<Parts> parts(new Parts{.store = std::move(store), .scenario = run.scenario});
  const Database& database = parts->store.database;
  auto inserter = RowInserter::prepare(database);
  auto transaction = inserter.ok() ? Transaction::begin(database) : Result<Transaction>(inserter.error());
  auto id = transaction.ok() ? insert_run(database, run) : Result<std::int64_t>(transaction.error());
  const Status begun = id.ok() ? transaction.value().commit() : Status(id.error());
  if (!begun.ok()) {
    if (fault != nullptr) *fault = database.fault();  // before it is undone
    return begun.error();
  }
  parts->inserter.emplace(std::move(inserter).value());
  parts->id = id.value();
  parts->bytes = kRunOverhead + static_cast<std::int64_t>(run.manifest.size());
  if (auto journal = StepJournal::create(journal_file(parts->store.file, run.uuid)); journal.ok()) {
    parts->journal.emplace(std::move(journal).value());
    parts->journal_works = true;
  }
  return RunWriter(std::move(parts));
}

void RunWriter::Parts::encode(const StepBatch& batch) {
  for (const FramePtr& frame : batch.frames) {
    const auto step = static_cast<std::size_t>(frame->step);
    RecordedFrame recorded;
    if (frame->step < scenario->iterations()) recorded = scenario->iteration(frame->step);
    rows.add_step(*frame, recorded,
                  step < batch.spans->steps() ? batch.spans->of_step(step) : std::span<const SpanRecord>{});
  }
  if (batch.texts != nullptr) {
    for (std::size_t i = batch.first_text; i < batch.texts->texts.size(); ++i)
      rows.add_statement(i, batch.texts->texts[i]);
    for (std::size_t i = batch.first_site; i < batch.texts->sites.size(); ++i) rows.add_site(i, batch.texts->sites[i]);
  }
  if (!batch.executions.empty()) rows.add_executions(batch.first_execution, batch.executions);
  if (!batch.background.empty()) rows.add_background(batch.first_background, batch.background);
}

Status RunWriter::write(const StepBatch& batch) {
  const std::size_t before = parts_->rows.bytes().size();
  parts_->encode(batch);
  if (parts_->journal_works && parts_->journal->append(parts_->rows.bytes().substr(before)).ok()) return {};
  parts_->journal_works = false;  // what it has stays there until it is committed
  Status committed = commit();
  if (!committed.ok()) parts_->rows.cut(before);
  return committed;
}

template <typename Rest>
Status RunWriter::Parts::commit(const Rest& rest) {
  const std::int64_t bytes_before = bytes;
  auto transaction = Transaction::begin(store.database);
  Status done = transaction.ok() ? inserter->insert(id, rows.bytes(), bytes) : Status(transaction.error());
  if (done.ok()) done = rest();
  if (done.ok()) done = transaction.value().commit();
  if (done.ok()) {
    rows.clear();
    if (journal_works) journal->restart();
    return {};
  }
  fault = store.database.fault();  // before it is undone
  bytes = bytes_before;
  return done;
}

Status RunWriter::commit() {
  return parts_->commit([] { return Status(); });
}

Status RunWriter::Parts::end_run(const EndedRun& run) {
  auto statement = store.database.prepare(kFinishRun, "run");
  if (!statement.ok()) return statement.error();
  const std::string metrics = run.metrics.empty() ? std::string() : deflated(run.metrics, kMetricsLevel);
  Statement& s = statement.value();
  s.bind(1, id).bind(2, run.status).bind(3, run.message).bind(4, run.manifest).bind_null(5).bind_null(6);
  if (!metrics.empty()) s.bind_blob(5, metrics.data(), metrics.size());
  if (run.final_score) s.bind(6, *run.final_score);
  s.bind(7, static_cast<std::int64_t>(run.steps));
  s.bind(8, run.mean_step_ns).bind(9, run.p95_step_ns).bind(10, run.max_step_ns);
  if (Status done = s.bind(11, bytes + static_cast<std::int64_t>(metrics.size())).run(); !done.ok()) return done;
  return seal_ended_run(store.database, id);
}

Status RunWriter::finish(const EndedRun& run) {
  Status done = parts_->commit([&] { return parts_->end_run(run); });
  if (done.ok() && parts_->journal) parts_->journal->remove();
  return done;
}

}  // namespace stepscope
