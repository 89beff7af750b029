#include "core/store/recording.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <utility>

#include "core/analysis/stage_statistics.h"
#include "core/metrics/has_score.h"
#include "core/record/metrics_json.h"
#include "core/record/profiled_run_of.h"

namespace stepscope {

namespace {

constexpr std::int64_t kRetryNs = 2'000'000'000;
constexpr std::size_t kExecutionsPerStep = 16;        // of a baseline run, with room
constexpr std::size_t kFramesWaiting = 1 << 12;       // many more than the writer is ever behind by
constexpr std::int64_t kCommitEveryNs = 250'000'000;  // what readers of a run that goes on are behind by
constexpr std::size_t kCommitBytes = std::size_t{1} << 20;
constexpr std::size_t kSpansPerRow = 64;  // the writer's own, which nobody misses after a kill
constexpr std::uint8_t kWriterLane = 1;

// Waking this thread must not put it in the place of the simulation's where no core is free.
void step_aside() {
  const sched_param ordinary{.sched_priority = 0};
  pthread_setschedparam(pthread_self(), SCHED_BATCH, &ordinary);
}

std::string new_uuid() {
  static constexpr char kHex[] = "0123456789abcdef";
  std::random_device source;
  std::string uuid;
  for (int i = 0; i < 32; ++i) uuid += kHex[source() & 0xF];
  return uuid;
}

std::int64_t now_ms() {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::milliseconds>(system_clock::now().time_since_epoch()).count();
}

// Another store has to do. Statements that do not fit its tables fitted them when it was made.
bool unusable(DatabaseFault fault) { return fault == DatabaseFault::kDamaged || fault == DatabaseFault::kUnfit; }

BegunRun begun_run(AssembledRun& run, const RecorderOptions& options) {
  const Scenario& scenario = *run.scenario();
  return {.uuid = new_uuid(),
          .label = options.label,
          .source = options.source,
          .facts = facts_of({.run = run, .outcome = {}, .window = options.window}),
          .manifest = begun_manifest_json(run, options.window),
          .step_interval_s = mean_step_interval_s(scenario),
          .created_ms = now_ms(),
          .scenario = run.scenario()};
}

}  // namespace

Recording::Recording(AssembledRun& run, const RecorderOptions& options, const SpanTape& spans)
    : run_(run),
      options_(options),
      spans_(spans),
      begun_(begun_run(run, options)),
      handover_(std::min<std::size_t>(static_cast<std::size_t>(run.step_count()), kFramesWaiting),
                kFramesWaiting * kExecutionsPerStep / 8),
      store_(options.store) {}

void Recording::tell(std::string problem) {
  const std::scoped_lock lock(telling_);
  if (std::ranges::find(problems_, problem) == problems_.end()) problems_.push_back(std::move(problem));
}

void Recording::add_span(Stage stage, std::int64_t begin_ns) {
  const SpanRecord span{.stage = stage, .lane = kWriterLane, .begin_ns = begin_ns, .end_ns = clock_.now_ns()};
  const std::scoped_lock lock(telling_);
  background_.push_back(span);
}

bool Recording::begin(Attempt attempt) {
  if (writer_ || off_) return writer_.has_value();
  const std::int64_t begin_ns = clock_.now_ns();
  if (attempt == Attempt::kUsual && begin_ns < next_attempt_ns_) return false;
  StoreFault fault{};
  auto store = open_for_recording(options_.store, &fault, damaged_);
  if (!store.ok()) {
    tell("this run is not recorded: " + store.error().text());
    off_ = fault != StoreFault::kBusy;
    next_attempt_ns_ = clock_.now_ns() + kRetryNs;
    return false;
  }
  if (!store.value().note.empty()) tell(store.value().note);
  const std::filesystem::path file = store.value().file;
  DatabaseFault trouble{};
  auto writer = RunWriter::begin(std::move(store).value(), begun_, &trouble);
  if (!writer.ok() && unusable(trouble)) {
    damaged_.push_back(file);
    return begin(attempt);  // with the next one beside it; there are few
  }
  if (!writer.ok()) {
    tell("this run is not recorded: " + writer.error().text());
    next_attempt_ns_ = clock_.now_ns() + kRetryNs;
    return false;
  }
  writer_.emplace(std::move(writer).value());
  last_commit_ns_ = begin_ns;
  {
    const std::scoped_lock lock(telling_);
    id_ = writer_->id();
    store_ = writer_->file();
  }
  add_span(Stage::kRecording, begin_ns);
  return true;
}

// At the end, too: query plans may have been asked for after their statements were written.
bool Recording::texts_needed(Attempt attempt) const {
  if (attempt == Attempt::kLast && !executions_.empty()) return true;
  for (std::size_t i = executions_written_; i < executions_.size(); ++i)
    if (std::cmp_greater_equal(executions_[i].statement, texts_known_) ||
        std::cmp_greater_equal(executions_[i].site, sites_known_))
      return true;
  return false;
}

// What is not written yet.
Status Recording::write_new(Attempt attempt) {
  std::optional<StatementLog> texts;
  if (texts_needed(attempt)) texts = run_.ledger().log(run_.ledger().executions());
  std::vector<SpanRecord> spans;
  {
    const std::scoped_lock lock(telling_);
    if (attempt == Attempt::kLast || background_.size() >= background_written_ + kSpansPerRow)
      spans.assign(background_.begin() + static_cast<std::ptrdiff_t>(background_written_), background_.end());
  }
  const bool all_texts = attempt == Attempt::kLast;  // with plans that were not known before
  const StepBatch batch{.frames = std::span<const FramePtr>(frames_).subspan(frames_written_),
                        .spans = &spans_,
                        .executions = std::span<const StatementExecution>(executions_).subspan(executions_written_),
                        .first_execution = executions_written_,
                        .texts = texts ? &*texts : nullptr,
                        .first_text = all_texts ? 0 : texts_known_,
                        .first_site = all_texts ? 0 : sites_known_,
                        .background = spans,
                        .first_background = background_written_};
  if (Status written = writer_->write(batch); !written.ok()) return written;
  frames_written_ = frames_.size();
  executions_written_ = executions_.size();
  background_written_ += spans.size();
  if (texts) {
    texts_known_ = texts->texts.size();
    sites_known_ = texts->sites.size();
  }
  return {};
}

// A damaged store cannot be written any more. Everything so far is in memory: it goes to another one.
void Recording::start_again_beside() {
  damaged_.push_back(writer_->file());
  next_attempt_ns_ = 0;
  writer_->drop_waiting();
  writer_.reset();
  frames_written_ = executions_written_ = background_written_ = texts_known_ = sites_known_ = 0;
}

void Recording::failed(const Error& error) {
  const DatabaseFault fault = writer_->fault();
  if (fault == DatabaseFault::kBusy) return;  // somebody's turn was longer than the patience: the next attempt tells
  next_attempt_ns_ = clock_.now_ns() + kRetryNs;
  tell("the run store cannot be written: " + error.text() + "; the run goes on, and what it has stored so far is kept");
  if (unusable(fault)) start_again_beside();
}

bool Recording::may_commit(Attempt attempt) const {
  return attempt == Attempt::kLast || clock_.now_ns() >= next_attempt_ns_;
}

bool Recording::commit_is_due() const {
  return writer_->waiting() >= kCommitBytes ||
         (writer_->waiting() > 0 && clock_.now_ns() >= last_commit_ns_ + kCommitEveryNs);
}

void Recording::write(Attempt attempt) {
  if (!begin(attempt) || (!writer_->has_journal() && !may_commit(attempt))) return;
  const std::int64_t begin_ns = clock_.now_ns();
  const bool anything_new =
      attempt == Attempt::kLast || frames_written_ < frames_.size() || executions_written_ < executions_.size();
  Status written = anything_new ? write_new(attempt) : Status();
  const bool commits = written.ok() && attempt == Attempt::kUsual && may_commit(attempt) && commit_is_due();
  if (commits) {
    last_commit_ns_ = begin_ns;
    written = writer_->commit();
  }
  if (!written.ok()) return failed(written.error());
  if (anything_new || commits) add_span(Stage::kRecording, begin_ns);
}

void Recording::work() {
  step_aside();
  StepHandover::Content content;
  if (!options_.store.empty()) begin(Attempt::kUsual);
  {
    const std::scoped_lock lock(telling_);
    ready_ = true;
  }
  ready_bell_.notify_all();
  bool last = options_.store.empty();
  while (!last) {
    handover_.fetch(content);
    last = content.last;
    frames_.insert(frames_.end(), content.frames.begin(), content.frames.end());
    executions_.insert(executions_.end(), content.executions.begin(), content.executions.end());
    if (last) break;
    if (!content.empty() || (writer_ && writer_->waiting() > 0)) write(Attempt::kUsual);
  }
  if (!options_.store.empty()) finish();
}

EndedRun Recording::finished() const {
  EndedRun finished;
  const int first_own = begun_.facts.fork ? begun_.facts.fork->step : 0;
  std::vector<StepTiming> steps;  // its own
  for (const FramePtr& frame : frames_)
    if (frame->step >= first_own) steps.push_back(frame->timing);
  const Distribution step = statistics_of(steps, begun_.step_interval_s).step;
  finished.steps = static_cast<int>(frames_.size());
  if (!steps.empty()) {
    finished.mean_step_ns = step.mean;
    finished.p95_step_ns = step.p95;
    finished.max_step_ns = step.max;
  }
  if (!end_) {
    finished.status = "interrupted";
    finished.message = interrupted_message(finished.steps);
    finished.manifest = begun_.manifest;
    return finished;
  }
  finished.status = end_->outcome.key();
  if (end_->outcome.status == RunStatus::kFailed) finished.message = end_->outcome.error.text();
  finished.manifest = manifest_json(
      {.run = run_, .outcome = end_->outcome, .window = options_.window, .trajectories = TrajectoriesKept::kAll});
  if (end_->score != nullptr) {
    std::vector<SimTime> times;
    for (const FramePtr& frame : frames_) times.push_back(frame->ego.time);
    finished.metrics = metrics_json(*end_->score, times);
    if (has_score(*end_->score)) finished.final_score = end_->score->final_score;
  }
  return finished;
}

void Recording::finish() {
  const EndedRun run = finished();
  for (int attempt = 0; attempt < 2; ++attempt) {  // a damaged store fails the first, another takes the second
    write(Attempt::kLast);
    if (!writer_ || frames_written_ < frames_.size()) continue;
    const Status written = writer_->finish(run);
    complete_ = written.ok();
    if (complete_) return;
    failed(written.error());
  }
  if (!writer_) return;
  if (frames_written_ == 0 && !frames_.empty())
    tell("the run store has none of this run's steps");
  else if (frames_written_ < frames_.size())
    tell("the run store has this run's steps up to number " + std::to_string(frames_written_ - 1) + " only");
  else
    tell("what is left of this run is beside the run store, which takes it when it is opened after this program's end");
}

void Recording::await_ready(std::chrono::milliseconds most) {
  std::unique_lock lock(telling_);
  ready_bell_.wait_for(lock, most, [this] { return ready_; });
}

void Recording::set_end(const RunOutcome& outcome, const Scorecard* score) {
  end_ = End{.outcome = outcome, .score = score};
}

const std::string& Recording::uuid() const { return begun_.uuid; }

std::optional<RunId> Recording::id() const {
  const std::scoped_lock lock(telling_);
  return id_;
}

std::filesystem::path Recording::store() const {
  const std::scoped_lock lock(telling_);
  return store_;
}

std::vector<std::string> Recording::problems() const {
  const std::scoped_lock lock(telling_);
  return problems_;
}

std::vector<SpanRecord> Recording::background() const {
  const std::scoped_lock lock(telling_);
  return background_;
}

}  // namespace stepscope
