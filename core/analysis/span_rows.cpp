#include "core/analysis/span_rows.h"

#include <algorithm>
#include <array>

#include "core/analysis/span_self.h"

namespace stepscope {

void SpanRow::append(const SpanRecord& span, SpanPlace place) {
  if (begin_.size() % kBlock == 0) before_.push_back(sum_);
  // A clock that two threads read may run a tick back.
  const std::int64_t begin = end_.empty() ? span.begin_ns : std::max(span.begin_ns, end_.back());
  begin_.push_back(begin);
  end_.push_back(std::max(span.end_ns, begin));
  what_.push_back({.place = place, .statement = statement_of(span), .stage = span.stage});
  sum_[static_cast<std::size_t>(group_of(span.stage))] += end_.back() - begin;
}

std::size_t SpanRow::first_ending_after(std::int64_t ns) const {
  return static_cast<std::size_t>(std::upper_bound(end_.begin(), end_.end(), ns) - end_.begin());
}

// Mostly the next one or one close to it: the stride doubles until it is too far.
std::size_t SpanRow::first_beginning_at(std::int64_t ns, std::size_t from) const {
  std::size_t stride = 1, low = from, high = from;
  while (high < begin_.size() && begin_[high] < ns) {
    low = high + 1;
    high += stride;
    stride *= 2;
  }
  const auto first = begin_.begin() + static_cast<std::ptrdiff_t>(low);
  const auto last = begin_.begin() + static_cast<std::ptrdiff_t>(std::min(high, begin_.size()));
  return static_cast<std::size_t>(std::lower_bound(first, last, ns) - begin_.begin());
}

void SpanRow::add(std::size_t first, std::size_t last, GroupTimes& times) const {
  for (std::size_t i = first; i < last; ++i)
    times[static_cast<std::size_t>(group_of(what_[i].stage))] += end_[i] - begin_[i];
}

GroupTimes SpanRow::times_of(std::size_t first, std::size_t last) const {
  GroupTimes times{};
  const std::size_t first_block = (first + kBlock - 1) / kBlock, last_block = last / kBlock;
  if (first_block >= last_block) {
    add(first, last, times);
    return times;
  }
  add(first, first_block * kBlock, times);
  add(last_block * kBlock, last, times);
  const GroupTimes& until = last_block < before_.size() ? before_[last_block] : sum_;
  for (std::size_t g = 0; g < kStageGroupCount; ++g) times[g] += until[g] - before_[first_block][g];
  return times;
}

void SpanRows::clear() { *this = SpanRows(); }

SpanRow& SpanRows::row_for(std::uint8_t lane, int depth) {
  const auto at = std::find_if(rows_.begin(), rows_.end(), [lane, depth](const SpanRow& row) {
    return row.lane() > lane || (row.lane() == lane && row.depth() >= depth);
  });
  if (at != rows_.end() && at->lane() == lane && at->depth() == depth) return *at;
  return *rows_.emplace(at, lane, depth);
}

void SpanRows::append(const SpanTape& tape, std::size_t until) {
  std::array<SpanRow*, 64> known{};  // of lane 0, by depth
  for (; steps_ < static_cast<int>(until); ++steps_) {
    const auto spans = tape.of_step(static_cast<std::size_t>(steps_));
    depths_.resize(spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const SpanRecord& span = spans[i];
      const int depth = span.parent < 0 ? 0 : depths_[static_cast<std::size_t>(span.parent)] + 1;
      depths_[i] = depth;
      const auto slot = static_cast<std::size_t>(depth);
      if (slot >= known.size()) continue;
      if (known[slot] == nullptr) {
        row_for(0, depth);
        for (SpanRow& row : rows_)  // adding one may have moved all
          if (row.lane() == 0) known[static_cast<std::size_t>(row.depth())] = &row;
      }
      known[slot]->append(span, {steps_, static_cast<std::int32_t>(i)});
      ++spans_;
    }
  }
}

void SpanRows::set_background(std::span<const SpanRecord> spans) {
  for (const SpanRow& row : rows_)
    if (row.lane() > 0) spans_ -= static_cast<std::int64_t>(row.size());
  std::erase_if(rows_, [](const SpanRow& row) { return row.lane() > 0; });
  std::array<std::vector<std::int64_t>, 256> open;  // lane → ends of the spans around, outermost first
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const SpanRecord& span = spans[i];
    const auto lane = std::max<std::uint8_t>(span.lane, 1);
    std::vector<std::int64_t>& around = open[lane];
    while (!around.empty() && around.back() <= span.begin_ns) around.pop_back();
    row_for(lane, static_cast<int>(around.size())).append(span, {-1, static_cast<std::int32_t>(i)});
    around.push_back(span.end_ns);
    ++spans_;
  }
}

std::optional<SpanRows::Position> SpanRows::position_of(const SpanTape& tape, SpanPlace place) const {
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    const SpanRow& row = rows_[r];
    if ((row.lane() == 0) != (place.step >= 0)) continue;
    std::size_t i = 0;
    if (place.step >= 0) {
      if (place.step >= steps_) return std::nullopt;
      const auto spans = tape.of_step(static_cast<std::size_t>(place.step));
      if (place.index < 0 || static_cast<std::size_t>(place.index) >= spans.size()) return std::nullopt;
      i = row.first_beginning_at(spans.front().begin_ns);
    }
    for (; i < row.size() && (place.step < 0 || row.place(i).step <= place.step); ++i)
      if (row.place(i) == place) return Position{r, i};
  }
  return std::nullopt;
}

}  // namespace stepscope
