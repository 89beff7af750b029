#include "core/record/blocking_log.h"

#include "core/base/clock.h"
#include "core/record/log_content.h"
#include "core/record/xz_stream.h"

namespace stepscope {

Result<LogEnd> BlockingLog::finish() {
  const SteadyClock clock;
  const std::int64_t begin = clock.now_ns();
  if (Status status = write(); !status.ok()) return status.error();
  const std::int64_t end = clock.now_ns();
  LogEnd log{.writing = writing_, .wait_ns = end - begin, .bytes = file_.size(), .note = {}, .spans = {}};
  log.spans.push_back({.stage = Stage::kRecording, .lane = 2, .begin_ns = begin, .end_ns = end});
  if (writing_ == LogWriting::kWithWeights && run_.model() == nullptr)
    log.note = "log=with-weights did what log=blocking does: the planner asks no model whose weights could be in it";
  return log;
}

Status BlockingLog::write() {
  auto model =
      writing_ == LogWriting::kWithWeights ? logged_model_with_weights(run_, library_weights_) : logged_model(run_);
  if (!model.ok()) return model.error();
  const RunTape& tape = run_.tape();
  std::string bytes = log_beginning(tape.size(), log_parts(run_));
  for (std::size_t k = 0; k < tape.size(); ++k) append_log_frame(*tape.frame(k), bytes);
  append_log_end(run_, model.value(), bytes);
  const auto packed = xz_stream_of(bytes);
  if (!packed.ok()) return packed.error();
  if (Status status = file_.append(packed.value()); !status.ok()) return status;
  return file_.commit();
}

}  // namespace stepscope
