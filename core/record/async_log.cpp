#include "core/record/async_log.h"

#include <pthread.h>
#include <sched.h>

#include <exception>
#include <utility>

#include "core/record/log_content.h"

namespace stepscope {

AsyncLog::AsyncLog(AssembledRun& run, GrowingFile file)
    : run_(run), file_(std::move(file)), thread_([this] { work(); }) {}

AsyncLog::~AsyncLog() {
  if (!thread_.joinable()) return;
  steps_.fetch_or(kAbandoned, std::memory_order_release);
  end();
}

void AsyncLog::on_step(const FramePtr&, std::span<const SpanRecord>) {
  const std::uint32_t steps = steps_.fetch_add(1, std::memory_order_release) + 1;
  if (steps % kStepsPerWakeUp == 0) steps_.notify_one();
}

void AsyncLog::end() {
  steps_.fetch_or(kEnded, std::memory_order_release);
  steps_.notify_one();
  thread_.join();
}

Result<LogEnd> AsyncLog::finish() {
  const std::int64_t begin = clock_.now_ns();
  end();
  if (!status_.ok()) return status_.error();
  if (Status status = file_.commit(); !status.ok()) return status.error();
  return LogEnd{.writing = LogWriting::kAsync,
                .wait_ns = clock_.now_ns() - begin,
                .bytes = file_.size(),
                .note = {},
                .spans = std::move(spans_)};
}

void AsyncLog::work() {
  // A batch thread that wakes takes no core from a thread that runs, least of all from the simulation's. Where that
  // cannot be had, it works all the same.
  const sched_param no_priority{};
  pthread_setschedparam(pthread_self(), SCHED_BATCH, &no_priority);
  try {
    status_ = write_all();
  } catch (const std::exception& exception) {  // out of memory
    status_ = make_error(std::string("the simulation log cannot be made: ") + exception.what());
  }
}

Status AsyncLog::write_all() {
  const auto model = logged_model(run_);
  if (!model.ok()) return model.error();
  const LogParts parts = log_parts(run_);
  const auto begun = xz_stream_of(log_beginning(0, parts));
  if (!begun.ok()) return begun.error();
  if (Status status = file_.append(begun.value()); !status.ok()) return status;

  std::uint32_t done = 0, seen = 0;
  for (;;) {
    steps_.wait(seen, std::memory_order_acquire);
    seen = steps_.load(std::memory_order_acquire);
    if ((seen & kAbandoned) != 0) return {};
    const std::uint32_t steps = seen & ~kEnded;
    const bool ended = seen != steps;
    if (!ended && steps < done + kStepsPerWakeUp) continue;
    const std::int64_t begin = clock_.now_ns();
    if (Status status = pack_frames(done, steps); !status.ok()) return status;
    done = steps;
    if (ended) {
      append_log_end(run_, model.value(), bytes_);
      if (Status status = stream_.pack(bytes_, packed_); !status.ok()) return status;
      if (Status status = stream_.finish(packed_); !status.ok()) return status;
    }
    if (Status status = write_packed(); !status.ok()) return status;
    spans_.push_back({.stage = Stage::kRecording, .lane = 2, .begin_ns = begin, .end_ns = clock_.now_ns()});
    if (ended) break;
  }
  const auto beginning = xz_stream_of(log_beginning(done, parts));
  if (!beginning.ok()) return beginning.error();
  if (beginning.value().size() != begun.value().size())
    return make_error("xz: the beginning of the simulation log has changed its size");
  return file_.overwrite(0, beginning.value());
}

Status AsyncLog::pack_frames(std::size_t first, std::size_t end) {
  for (std::size_t k = first; k < end; ++k) {
    append_log_frame(*run_.tape().frame(k), bytes_);
    if (Status status = stream_.pack(bytes_, packed_); !status.ok()) return status;
    bytes_.clear();
  }
  return {};
}

Status AsyncLog::write_packed() {
  Status status = file_.append(packed_);
  packed_.clear();
  return status;
}

}  // namespace stepscope
