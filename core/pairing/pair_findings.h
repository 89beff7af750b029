#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/comparison/comparison.h"
#include "core/comparison/comparison_words.h"
#include "core/pairing/gate.h"
#include "core/pairing/pair_session.h"
#include "core/pairing/run_differences.h"

namespace stepscope {

// A comparison as far as it is known, for those who show it: document, JSON, window.
struct PairFindings {
  enum class Source : std::uint8_t {
    kMeasured,  // interleaved pairs, made for this
    kStored,    // one run of each, made some time
  };
  Source source{Source::kMeasured};
  WayNames names;
  PairPromise promise;
  std::vector<RunPair> pairs;
  RunComparison comparison;
  std::vector<PairedScenario> scenarios;  // RunPair::scenario is an index of it
  std::string why_no_outputs;             // of kStored: outputs are not compared; empty: they are
  std::vector<RunDifference> differences;
  std::vector<GateResult> gates;
  std::vector<std::string> problems;    // what could not be measured, one sentence each
  std::vector<std::string> notes;       // what must be known to read it rightly, one sentence each
  std::optional<std::string> unsteady;  // A did not do the same thing twice
  bool stopped{false};
  int pairs_planned{0}, same_pairs{0};  // per scenario
  std::uint64_t seed{1};
  double handicap{0.0};  // B's, on purpose

  OutputVerdict outputs() const;  // the worst of all scenarios
  bool is_void() const { return outputs() == OutputVerdict::kVoid; }
  bool gates_passed() const;
  // Mean of B's final scores over scenarios; none where one has no score.
  std::optional<double> score_b() const;
};

// From a session with at least one pair. Gates are not asked yet. An error: check_pairs().
Result<PairFindings> findings_of(PairSession session, const WayNames& names, const ComparisonOptions& options = {});

// Verdict in one sentence; a void one first of all.
std::string findings_headline(const PairFindings& findings);
// Whether a handicap was found, and how many pairs it takes; empty without one.
std::string handicap_words(const PairFindings& findings);

}  // namespace stepscope
