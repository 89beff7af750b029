#include "core/store/store_recorder.h"

#include <chrono>
#include <thread>

#include "core/store/recording.h"

namespace stepscope {

namespace {
constexpr std::size_t kUsualSpansPerStep = 16;
constexpr std::chrono::milliseconds kReadyWithin{1000};  // usually 1 or 2; a store that others hold comes later
}  // namespace

struct StoreRecorder::Shared {
  Shared(AssembledRun& assembled, const RecorderOptions& options, StepSink* next_sink)
      : run(assembled),
        next(next_sink),
        tape(std::make_shared<SpanTape>(static_cast<std::size_t>(assembled.step_count()), kUsualSpansPerStep)),
        shared_tape(tape),
        recording(assembled, options, *tape),
        stores(!options.store.empty()) {
    if (!stores) return;
    writer = std::thread([this] { recording.work(); });
    recording.await_ready(kReadyWithin);
  }
  void end() {
    if (!writer.joinable()) return;
    recording.handover().put_last(run.ledger());
    writer.join();
  }

  AssembledRun& run;
  StepSink* next;
  std::shared_ptr<SpanTape> tape;
  std::shared_ptr<const SpanTape> shared_tape;
  Recording recording;
  bool stores;
  std::thread writer;
};

StoreRecorder::StoreRecorder(AssembledRun& run, const RecorderOptions& options, StepSink* next)
    : shared_(std::make_unique<Shared>(run, options, next)) {}

StoreRecorder::~StoreRecorder() { shared_->end(); }

void StoreRecorder::on_step(const FramePtr& frame, std::span<const SpanRecord> spans) {
  shared_->tape->append(spans);
  if (shared_->stores) shared_->recording.handover().put(frame, shared_->run.ledger());
  if (shared_->next != nullptr) shared_->next->on_step(frame, spans);
}

void StoreRecorder::finish(const RunOutcome& outcome, const Scorecard* score) {
  if (!shared_->writer.joinable()) return;
  shared_->recording.set_end(outcome, score);
  shared_->end();
}

const std::shared_ptr<const SpanTape>& StoreRecorder::tape() const { return shared_->shared_tape; }
std::optional<RunId> StoreRecorder::id() const { return shared_->recording.id(); }
std::string StoreRecorder::uuid() const { return shared_->stores ? shared_->recording.uuid() : std::string(); }
std::filesystem::path StoreRecorder::store() const { return shared_->recording.store(); }
bool StoreRecorder::complete() const { return shared_->recording.complete(); }
std::vector<std::string> StoreRecorder::problems() const { return shared_->recording.problems(); }
std::vector<SpanRecord> StoreRecorder::background() const { return shared_->recording.background(); }

}  // namespace stepscope
