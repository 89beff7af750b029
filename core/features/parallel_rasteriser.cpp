#include "core/features/parallel_rasteriser.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>
#include <utility>

#include "core/probe/span.h"

namespace stepscope {

namespace {

// How long a thread looks before it sleeps. Waking takes longer than drawing a channel does.
constexpr std::chrono::microseconds kPatience{50};
constexpr std::chrono::microseconds kPatienceOnceAnnounced{1000};

template <typename Condition>
bool comes_true_within(std::chrono::microseconds patience, Condition&& condition) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition())
    if (std::chrono::steady_clock::now() >= end) return false;
  return true;
}

// As measured by bench_raster.
constexpr std::array kDearestFirst{
    RasterChannel::kRoadMap,    RasterChannel::kBaselinePaths, RasterChannel::kRoute,
    RasterChannel::kSpeedLimit, RasterChannel::kAgents,        RasterChannel::kPastAgents,
    RasterChannel::kRedLights,  RasterChannel::kEgoSpeed,      RasterChannel::kEgo};

std::uint64_t ticket(std::uint32_t round, std::size_t place) { return std::uint64_t{round} << 32 | place; }

}  // namespace

ParallelRasteriser::ParallelRasteriser(DrawnChannels channels)
    : channels_(std::move(channels)),
      order_(channels_.size()),
      map_objects_(channels_.size()),
      problems_(channels_.size()),
      next_(ticket(0, channels_.size())) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::ranges::sort(order_, {}, [this](std::size_t number) {
    return std::ranges::find(kDearestFirst, channels_.channels()[number]) - kDearestFirst.begin();
  });
  thread_ = std::thread([this] { work(); });
}

ParallelRasteriser::~ParallelRasteriser() {
  stop_ = true;
  call_thread();
  thread_.join();
}

void ParallelRasteriser::call_thread() {
  ++calls_;
  calls_.notify_one();
}

void ParallelRasteriser::draws_soon() {
  soon_ = true;
  call_thread();
}

void ParallelRasteriser::draw(const RasterScene& scene, RasterFeatures& out) {
  channels_.resize(out);
  scene_ = &scene;
  out_ = &out;
  drawn_ = 0;
  soon_ = false;
  next_ = ticket(++round_, 0);
  call_thread();
  const std::optional<std::size_t> other = draw_some();
  if (other && drawn_ != order_.size()) {
    const ScopedSpan waiting(stage_of(channels_.channels()[order_[*other]]));
    wait_until_drawn();
  }
  std::exception_ptr first;
  for (std::exception_ptr& problem : problems_)
    if (std::exception_ptr thrown = std::exchange(problem, nullptr); thrown && !first) first = thrown;
  if (first) std::rethrow_exception(first);
  channels_.count(std::accumulate(map_objects_.begin(), map_objects_.end(), std::size_t{0}));
}

void ParallelRasteriser::work() {
  // A batch thread that wakes takes no core from a thread that runs, least of all from the caller. Where that cannot be
  // had, it draws all the same.
  const sched_param no_priority{};
  pthread_setschedparam(pthread_self(), SCHED_BATCH, &no_priority);
  std::uint32_t seen = 0;
  while (!stop_) {
    wait_for_call(seen);
    seen = calls_;
    draw_some();
  }
}

std::optional<std::size_t> ParallelRasteriser::draw_some() {
  std::optional<std::size_t> others_last;
  std::size_t following = 0;  // the last one that this thread has drawn
  for (std::size_t place = 0; take(place); following = place + 1) {
    if (place > following) others_last = place - 1;
    try {
      map_objects_[place] = channels_.draw(order_[place], *scene_, *out_);
    } catch (...) {  // out of memory
      problems_[place] = std::current_exception();
    }
    if (++drawn_ == order_.size()) drawn_.notify_one();
  }
  if (following < order_.size()) others_last = order_.size() - 1;
  return others_last;
}

bool ParallelRasteriser::take(std::size_t& place) {
  std::uint64_t next = next_;
  do {
    place = next & 0xFFFFFFFFU;
    if (place == order_.size()) return false;
  } while (!next_.compare_exchange_weak(next, next + 1));
  return true;
}

void ParallelRasteriser::wait_for_call(std::uint32_t seen) {
  const auto called = [&] {
    if (calls_ != seen) return true;
    std::this_thread::yield();  // the core may be wanted
    return false;
  };
  if (!comes_true_within(soon_ ? kPatienceOnceAnnounced : kPatience, called)) calls_.wait(seen);
}

void ParallelRasteriser::wait_until_drawn() {
  const auto all = [this] { return drawn_ == order_.size(); };
  if (comes_true_within(kPatience, all)) return;
  for (std::uint32_t drawn = drawn_; drawn != order_.size(); drawn = drawn_) drawn_.wait(drawn);
}

}  // namespace stepscope
