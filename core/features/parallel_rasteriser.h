#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <optional>
#include <thread>
#include <vector>

#include "core/features/drawn_channels.h"

namespace stepscope {

// Draws on two threads, the caller's and one of its own: each takes the next channel that nobody has begun, the dearest
// first. If the second thread comes late, because its core is busy, the caller has drawn everything by then. A step's
// spans show what the caller draws, and its wait for the other's last channel as that channel's.
class ParallelRasteriser : public Rasteriser {
 public:
  explicit ParallelRasteriser(DrawnChannels channels);
  ~ParallelRasteriser() override;
  ParallelRasteriser(const ParallelRasteriser&) = delete;
  ParallelRasteriser& operator=(const ParallelRasteriser&) = delete;

  void set_route(std::span<const std::string> route) override { channels_.set_route(route); }
  // A thread that sleeps comes too late to draw anything: it takes as long to wake as the drawing does. Called at the
  // end of a step, this has it awake at the begin of the next; it looks for work for a millisecond, then sleeps again.
  void draws_soon() override;
  void draw(const RasterScene& scene, RasterFeatures& out) override;

 private:
  void work();
  // Draws channels until all are begun. Returns the place of the last one that the other thread has begun.
  std::optional<std::size_t> draw_some();
  bool take(std::size_t& place);
  void call_thread();
  void wait_for_call(std::uint32_t seen);
  void wait_until_drawn();

  DrawnChannels channels_;
  std::vector<std::size_t> order_;  // numbers of the channels, the dearest first
  // What is drawn: written while nothing is begun or to be begun.
  const RasterScene* scene_{nullptr};
  RasterFeatures* out_{nullptr};
  std::vector<std::size_t> map_objects_;  // by place in order_
  std::vector<std::exception_ptr> problems_;
  std::uint32_t round_{0};               // of drawing
  std::atomic<std::uint64_t> next_;      // round, and place in order_ of the next channel to begin
  std::atomic<std::uint32_t> calls_{0};  // to the thread, which sleeps on it
  std::atomic<bool> soon_{false};        // the last call was no more than an announcement
  std::atomic<std::uint32_t> drawn_{0};  // channels of this round that are done; the caller sleeps on it
  std::atomic<bool> stop_{false};
  std::thread thread_;  // last: everything above is there before it begins
};

}  // namespace stepscope
