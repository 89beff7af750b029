#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/sim_time.h"
#include "core/base/token.h"

namespace stepscope {

// A row of the scenario table, written out: enough to list, filter and choose a scenario without opening its log again.
struct ScenarioRow {
  Token token;                    // lidar_pc that anchors it
  SimTime time;                   // of the anchor
  std::string type;               // lexicographically greatest tag; "unknown" without one
  std::vector<std::string> tags;  // all different tags of the anchor, sorted
  int agents{0};                  // objects in the anchor's frame
  int iterations{0};              // with the type's default extraction
  double history_s{0.0};          // log before the first iteration, at most what the history buffer wants
  std::string problem;            // empty, or why it cannot be simulated with its defaults ("no history before …")
};

// Type of frames without a tag.
inline constexpr std::string_view kUntaggedType = "unknown";

// What a ScenarioList keeps of a log. Frames that carry the same tags share one set of them.
struct ScenarioColumns {
  // Of all frames of the log, by time.
  std::vector<Token> tokens;
  std::vector<SimTime> times;  // strictly ascending
  std::vector<std::uint32_t> agents;
  // Frames that are scenarios: those with a tag, by time, then the others, by time.
  std::vector<std::uint32_t> frames;
  std::vector<std::uint32_t> row_sets;          // set of tags, of the rows that have tags
  std::vector<std::string> types;               // every tag that occurs, sorted, each once
  std::vector<std::uint32_t> set_begins{0, 0};  // set s holds set_types[set_begins[s] … set_begins[s + 1]);
  std::vector<std::uint32_t> set_types;         // indices into types, ascending; set 0 is the empty one
  bool operator==(const ScenarioColumns&) const = default;
};

// The scenarios of one log. Kept small, since a dataset has millions: 20 bytes per frame and 4 to 8 per scenario; what
// follows from these (iterations, history, problem) is worked out when it is asked for, by the rule that opening the
// scenario follows. Immutable.
class ScenarioList {
 public:
  ScenarioList() = default;
  // None if the columns contradict themselves (lengths, order, indices out of range).
  static std::optional<ScenarioList> of(ScenarioColumns columns);
  const ScenarioColumns& columns() const { return columns_; }

  std::size_t size() const { return columns_.frames.size(); }
  bool empty() const { return columns_.frames.empty(); }
  std::size_t tagged() const { return columns_.row_sets.size(); }  // rows 0 … tagged() − 1 have tags, no other has

  // Parts of row i, at no cost.
  Token token(std::size_t i) const { return columns_.tokens[columns_.frames[i]]; }
  SimTime time(std::size_t i) const { return columns_.times[columns_.frames[i]]; }
  int agents(std::size_t i) const { return static_cast<int>(columns_.agents[columns_.frames[i]]); }
  std::uint32_t set(std::size_t i) const { return i < tagged() ? columns_.row_sets[i] : 0; }
  const std::string& type(std::size_t i) const { return type_of_set(set(i)); }
  // Whether the anchor carries a tag; "unknown" asks for none.
  bool has_tag(std::size_t i, std::string_view tag) const;

  // Parts of row i that follow from the log's times: two searches among them.
  int iterations(std::size_t i) const;
  double history_s(std::size_t i) const;
  std::string problem(std::size_t i) const;
  bool can_be_simulated(std::size_t i) const { return problem(i).empty(); }

  // Different sets of tags: 0 is the empty one.
  std::size_t set_count() const { return columns_.set_begins.size() - 1; }
  std::span<const std::uint32_t> types_of_set(std::size_t set) const {
    return std::span(columns_.set_types)
        .subspan(columns_.set_begins[set], columns_.set_begins[set + 1] - columns_.set_begins[set]);
  }
  const std::string& type_of_set(std::size_t set) const;
  const std::string& type_name(std::uint32_t type) const { return columns_.types[type]; }

  // Row i written out.
  ScenarioRow operator[](std::size_t i) const;
  ScenarioRow front() const { return (*this)[0]; }
  // Row of the scenario anchored at a token.
  std::optional<std::size_t> find(Token token) const;

  // Goes through the rows, writing out each.
  class Iterator;
  Iterator begin() const;
  Iterator end() const;

 private:
  explicit ScenarioList(ScenarioColumns columns) : columns_(std::move(columns)) {}

  ScenarioColumns columns_;
};

class ScenarioList::Iterator {
 public:
  using value_type = ScenarioRow;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::input_iterator_tag;
  using pointer = void;
  using reference = ScenarioRow;

  Iterator() = default;
  Iterator(const ScenarioList& list, std::size_t row) : list_(&list), row_(row) {}
  ScenarioRow operator*() const { return (*list_)[row_]; }
  Iterator& operator++() {
    ++row_;
    return *this;
  }
  Iterator operator++(int) {
    const Iterator before = *this;
    ++row_;
    return before;
  }
  bool operator==(const Iterator&) const = default;

 private:
  const ScenarioList* list_{nullptr};
  std::size_t row_{0};
};

inline ScenarioList::Iterator ScenarioList::begin() const { return {*this, 0}; }
inline ScenarioList::Iterator ScenarioList::end() const { return {*this, size()}; }

// What is read of a log, before it is made into a list.
struct ScenarioFacts {
  struct Tag {
    std::uint32_t frame, type;  // indices; of a type in `types`
    auto operator<=>(const Tag&) const = default;
  };
  std::vector<Token> tokens;  // of all frames, by time
  std::vector<SimTime> times;
  std::vector<std::uint32_t> agents;
  std::vector<bool> is_scenario;
  std::vector<std::string> types;  // in any order
  std::vector<Tag> tags;           // in any order; those of frames that are no scenarios are left out
};

ScenarioList make_scenario_list(ScenarioFacts facts);

}  // namespace stepscope
