#include "core/record/async_log.h"

#include <pthread.h>
#include <sched.h>

#include <exception>
#include <utility>

namespace stepscope {

namespace {
Error cannot_be_made(const std::exception& why) {
  return make_error(std::string("the simulation log cannot be made: ") + why.what());
}
}  // namespace

AsyncLog::AsyncLog(AssembledRun& run, GrowingFile file)
    : run_(run), file_(std::move(file)), thread_([this] { work(); }) {}

AsyncLog::~AsyncLog() {
  if (!thread_.joinable()) return;
  steps_.fetch_or(kAbandoned | kEnded, std::memory_order_release);
  steps_.notify_one();
  thread_.join();
}

void AsyncLog::on_step(const FramePtr&, std::span<const SpanRecord>) {
  const std::uint32_t steps = steps_.fetch_add(1, std::memory_order_release) + 1;
  if (steps % kStepsPerWakeUp == 0) steps_.notify_one();
}

Result<LogEnd> AsyncLog::finish() {
  const std::int64_t begin = clock_.now_ns();
  steps_.fetch_or(kEnded, std::memory_order_release);
  steps_.notify_one();
  Packer rest;
  const Status packed = pack_rest(rest);
  thread_.join();
  if (!status_.ok()) return status_.error();
  if (!packed.ok()) return packed.error();
  if (Status status = end_with(rest); !status.ok()) return status.error();
  if (Status status = file_.commit(); !status.ok()) return status.error();
  return LogEnd{.writing = LogWriting::kAsync,
                .wait_ns = clock_.now_ns() - begin,
                .bytes = file_.size(),
                .note = {},
                .spans = std::move(spans_)};
}

// Beside the log's thread.
Status AsyncLog::pack_rest(Packer& rest) {
  rest_.wait(kNotYet, std::memory_order_acquire);
  const std::uint32_t first = rest_.load(std::memory_order_acquire);
  if (first == kNothing) return {};
  try {
    return rest.frames(run_, first, steps_.load(std::memory_order_acquire) & ~kEnded);
  } catch (const std::exception& exception) {  // out of memory
    return cannot_be_made(exception);
  }
}

Status AsyncLog::end_with(Packer& rest) {
  append_log_end(run_, model_, rest.bytes);
  if (Status status = rest.flush(); !status.ok()) return status;
  if (Status status = rest.stream.finish(rest.packed); !status.ok()) return status;
  return file_.append(rest.packed);
}

void AsyncLog::work() {
  // A batch thread that wakes takes no core from a thread that runs, least of all from the simulation's. Where that
  // cannot be had, it works all the same.
  const sched_param no_priority{};
  pthread_setschedparam(pthread_self(), SCHED_BATCH, &no_priority);
  try {
    status_ = write_all();
  } catch (const std::exception& exception) {  // out of memory
    status_ = cannot_be_made(exception);
  }
  std::uint32_t not_yet = kNotYet;
  if (rest_.compare_exchange_strong(not_yet, kNothing, std::memory_order_acq_rel)) rest_.notify_one();
}

Status AsyncLog::write_all() {
  auto model = logged_model(run_);
  if (!model.ok()) return model.error();
  model_ = std::move(model).value();
  const LogParts parts = log_parts(run_);
  const auto begun = xz_stream_of(log_beginning(0, parts));
  if (!begun.ok()) return begun.error();
  if (Status status = file_.append(begun.value()); !status.ok()) return status;

  std::uint32_t done = 0, seen = 0, all = 0;
  for (bool ended = false; !ended;) {
    // Some at a time: what is there then, when the end comes, is still to be shared.
    if ((seen & ~kEnded) < done + kStepsPerWakeUp) steps_.wait(seen, std::memory_order_acquire);
    seen = steps_.load(std::memory_order_acquire);
    if ((seen & kAbandoned) != 0) return {};
    all = seen & ~kEnded;
    ended = seen != all;
    if (!ended && all < done + kStepsPerWakeUp) continue;
    const std::int64_t begin = clock_.now_ns();
    const std::uint32_t end = ended ? done + (all - done) / 2 : done + kStepsPerWakeUp;
    if (ended) {
      rest_.store(end, std::memory_order_release);
      rest_.notify_one();
    }
    if (Status status = packer_.frames(run_, done, end); !status.ok()) return status;
    done = end;
    if (ended)
      if (Status status = packer_.stream.finish(packer_.packed); !status.ok()) return status;
    if (Status status = write_packed(); !status.ok()) return status;
    spans_.push_back({.stage = Stage::kRecording, .lane = 2, .begin_ns = begin, .end_ns = clock_.now_ns()});
  }
  const auto beginning = xz_stream_of(log_beginning(all, parts));
  if (!beginning.ok()) return beginning.error();
  if (beginning.value().size() != begun.value().size())
    return make_error("xz: the beginning of the simulation log has changed its size");
  return file_.overwrite(0, beginning.value());
}

Status AsyncLog::write_packed() {
  Status status = file_.append(packer_.packed);
  packer_.packed.clear();
  return status;
}

Status AsyncLog::Packer::frames(const AssembledRun& run, std::size_t first, std::size_t end) {
  for (std::size_t k = first; k < end; ++k) {
    append_log_frame(*run.tape().frame(k), bytes);
    if (Status status = flush(); !status.ok()) return status;
  }
  return {};
}

Status AsyncLog::Packer::flush() {
  Status status = stream.pack(bytes, packed);
  bytes.clear();
  return status;
}

}  // namespace stepscope
