#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/probe/span_tape.h"

namespace stepscope {

// Which span: of a step, or (step −1) of ProfiledRun::background.
struct SpanPlace {
  std::int32_t step{-1};
  std::int32_t index{-1};
  bool operator==(const SpanPlace&) const = default;
  auto operator<=>(const SpanPlace&) const = default;
};

// The spans of one thread at one depth of nesting, by time. They do not overlap, so that those too short to be seen
// are skipped by their end and summed up without being visited one by one.
class SpanRow {
 public:
  SpanRow(std::uint8_t lane, int depth) : lane_(lane), depth_(depth) {}

  // After those there are.
  void append(const SpanRecord& span, SpanPlace place);

  std::uint8_t lane() const { return lane_; }
  int depth() const { return depth_; }
  std::size_t size() const { return begin_.size(); }
  std::int64_t begin_ns(std::size_t i) const { return begin_[i]; }  // of the clock
  std::int64_t end_ns(std::size_t i) const { return end_[i]; }
  Stage stage(std::size_t i) const { return what_[i].stage; }
  std::int32_t statement(std::size_t i) const { return what_[i].statement; }
  SpanPlace place(std::size_t i) const { return what_[i].place; }

  // The first that ends after a moment of the clock; size() if none does.
  std::size_t first_ending_after(std::int64_t ns) const;
  // The first of those from `from` on that begins at a moment or later.
  std::size_t first_beginning_at(std::int64_t ns, std::size_t from = 0) const;
  // Time of the spans [first, last) by group of their stages, ns.
  GroupTimes times_of(std::size_t first, std::size_t last) const;

 private:
  static constexpr std::size_t kBlock = 16;
  struct What {
    SpanPlace place;
    std::int32_t statement;
    Stage stage;
  };
  void add(std::size_t first, std::size_t last, GroupTimes& times) const;

  std::uint8_t lane_;
  int depth_;
  std::vector<std::int64_t> begin_, end_;
  std::vector<What> what_;
  GroupTimes sum_{};                // of all
  std::vector<GroupTimes> before_;  // block → sum of all blocks before it
};

// All spans of a run as the rows of its timeline: lane by lane, the outermost first.
class SpanRows {
 public:
  void clear();
  // The steps [steps(), until) of the tape.
  void append(const SpanTape& tape, std::size_t until);
  int steps() const { return steps_; }
  // Spans of other threads, in order of their begin, instead of those shown so far. Nesting is found by their times.
  void set_background(std::span<const SpanRecord> spans);

  const std::vector<SpanRow>& rows() const { return rows_; }
  std::int64_t spans() const { return spans_; }

  struct Position {
    std::size_t row, index;
  };
  std::optional<Position> position_of(const SpanTape& tape, SpanPlace place) const;

 private:
  SpanRow& row_for(std::uint8_t lane, int depth);

  std::vector<SpanRow> rows_;
  std::vector<int> depths_;  // buffer
  int steps_{0};
  std::int64_t spans_{0};
};

}  // namespace stepscope
