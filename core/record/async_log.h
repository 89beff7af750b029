#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "core/files/growing_file.h"
#include "core/record/log_content.h"
#include "core/record/simulation_log.h"
#include "core/record/xz_stream.h"

namespace stepscope {

// A thread of its own packs and writes what is there while the run goes on; finish() waits for the rest, and packs half
// of it meanwhile. The steps lie on the run's tape, so that handing one over is counting it: the simulation thread
// neither waits nor allocates, and wakes the other one every 16 steps. The model is named with its hash, never in it.
//
// The file is three xz streams. The first, a few bytes of always the same size, has the number of frames, which is
// known at the end only and written then over what was there; the last has what finish() packed.
class AsyncLog final : public SimulationLog {
 public:
  AsyncLog(AssembledRun& run, GrowingFile file);
  ~AsyncLog() override;

  void on_step(const FramePtr& frame, std::span<const SpanRecord> spans) override;
  Result<LogEnd> finish() override;

 private:
  // Frames on their way into an xz stream.
  struct Packer {
    XzStream stream;
    std::string bytes, packed;

    Status frames(const AssembledRun& run, std::size_t first, std::size_t end);
    Status flush();  // what is in bytes
  };
  void work();
  Status write_all();
  Status write_packed();
  Status pack_rest(Packer& rest);
  Status end_with(Packer& rest);

  static constexpr std::uint32_t kStepsPerWakeUp = 16;
  static constexpr std::uint32_t kEnded = 1U << 31;      // in steps_: nothing will come any more
  static constexpr std::uint32_t kAbandoned = 1U << 30;  // and nothing is wanted

  static constexpr std::uint32_t kNotYet = ~0U, kNothing = kNotYet - 1;  // in rest_

  AssembledRun& run_;
  const SteadyClock clock_;
  std::atomic<std::uint32_t> steps_{0};       // handed over, and the two flags
  std::atomic<std::uint32_t> rest_{kNotYet};  // from which step on finish() packs; kNothing: the thread gave up

  // Of the log's thread; of whoever ends it after that.
  GrowingFile file_;
  Packer packer_;
  std::optional<LoggedModel> model_;
  std::vector<SpanRecord> spans_;
  Status status_;
  std::thread thread_;  // last: begins with everything else there
};

}  // namespace stepscope
