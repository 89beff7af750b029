#include "core/imitation/batch_feed.h"

#include <algorithm>
#include <numeric>

#include "core/base/clock.h"

namespace stepscope {

std::vector<std::uint32_t> ordered_examples(std::size_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

std::vector<std::uint32_t> shuffled_examples(std::size_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> order = ordered_examples(count);
  Random random(seed);
  for (std::size_t i = count; i > 1; --i)
    std::swap(order[i - 1], order[static_cast<std::size_t>(random.next() % static_cast<std::uint64_t>(i))]);
  return order;
}

std::uint64_t derived_seed(std::uint64_t seed, std::uint64_t a, std::uint64_t b) {
  const std::uint64_t first = Random(seed).next();
  const std::uint64_t second = Random(first ^ a).next();
  return Random(second ^ b).next();
}

BatchFeed::BatchFeed(const ExampleSource& source, std::vector<std::uint32_t> order, const BatchFeedOptions& options)
    : source_(source),
      shape_(source.shape()),
      order_(std::move(order)),
      options_(options),
      batches_((order_.size() + static_cast<std::size_t>(options.batch) - 1) / static_cast<std::size_t>(options.batch)),
      slots_(static_cast<std::size_t>(options.threads) + 2),
      taken_(options.first),
      handed_out_(options.first) {
  const auto rows = static_cast<std::size_t>(options_.batch);
  for (Slot& slot : slots_) {
    slot.inputs.resize(rows * shape_.inputs());
    slot.targets.resize(rows * static_cast<std::size_t>(shape_.outputs));
    slot.weights.resize(slot.targets.size());
  }
  for (int i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { prepare(); });
}

BatchFeed::~BatchFeed() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  threads_.clear();
}

std::int64_t BatchFeed::drawn_ns() const {
  const std::scoped_lock lock(mutex_);
  return drawn_ns_;
}

// Batch n lies in slot n mod slots: free once batch n − slots was handed out and given back, that is, once the batch
// after it was handed out.
void BatchFeed::prepare() {
  const std::unique_ptr<ExampleReader> reader = source_.open();
  const SteadyClock clock;
  std::unique_lock lock(mutex_);
  while (true) {
    if (stopping_ || taken_ >= batches_) return;
    const std::size_t number = taken_++;
    changed_.wait(lock, [&] { return stopping_ || number + 1 < handed_out_ + slots_.size(); });
    if (stopping_) return;
    Slot& slot = slots_[number % slots_.size()];
    lock.unlock();
    const std::int64_t begin = clock.now_ns();
    fill(*reader, number, slot);
    lock.lock();
    drawn_ns_ += clock.now_ns() - begin;
    slot.ready = true;
    changed_.notify_all();
  }
}

void BatchFeed::fill(ExampleReader& reader, std::size_t number, Slot& slot) const {
  const std::size_t begin = number * static_cast<std::size_t>(options_.batch);
  const std::size_t count = std::min(static_cast<std::size_t>(options_.batch), order_.size() - begin);
  const auto outputs = static_cast<std::size_t>(shape_.outputs);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t example = order_[begin + i];
    Random random(derived_seed(options_.seed, example));
    reader.read(example, random,
                {.input = std::span(slot.inputs).subspan(i * shape_.inputs(), shape_.inputs()),
                 .target = std::span(slot.targets).subspan(i * outputs, outputs),
                 .weight = std::span(slot.weights).subspan(i * outputs, outputs)});
  }
  slot.batch = {.count = static_cast<int>(count),
                .inputs = std::span(slot.inputs).first(count * shape_.inputs()),
                .targets = std::span(slot.targets).first(count * outputs),
                .weights = std::span(slot.weights).first(count * outputs)};
}

const TrainingBatch* BatchFeed::next() {
  const SteadyClock clock;
  const std::int64_t begin = clock.now_ns();
  std::unique_lock lock(mutex_);
  if (handed_out_ > options_.first) slots_[(handed_out_ - 1) % slots_.size()].ready = false;
  if (handed_out_ >= batches_) return nullptr;
  Slot& slot = slots_[handed_out_ % slots_.size()];
  changed_.wait(lock, [&] { return slot.ready; });
  ++handed_out_;
  changed_.notify_all();
  waited_ns_ += clock.now_ns() - begin;
  return &slot.batch;
}

}  // namespace stepscope
