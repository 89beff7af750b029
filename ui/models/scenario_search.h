#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <string>
#include <vector>

#include "core/dataset/log_index.h"

namespace stepscope::ui {

// A choice among scenarios. Empty parts let everything through.
struct ScenarioSearch {
  QString text;  // every word must occur in type, tags, log, location or token: "left 0061"; case does not matter
  QString type, log, location;

  bool empty() const { return text.trimmed().isEmpty() && type.isEmpty() && log.isEmpty() && location.isEmpty(); }
  bool operator==(const ScenarioSearch&) const = default;
};

// A part of a token's 16 hex digits that is looked for without writing the token out.
struct TokenPart {
  std::uint64_t digits{0};
  int length{0};  // digits; 0: no part of a token

  // Looks at all 16 places at once, one wanted digit after the other.
  bool occurs_in(Token token) const {
    constexpr std::uint64_t kEachDigit = 0x1111'1111'1111'1111U;
    std::uint64_t places = kEachDigit;  // lowest bit of a digit: the part may begin there, counted from the right
    for (int k = 0; k < length && places != 0; ++k) {
      std::uint64_t different = token.value ^ (((digits >> (4 * k)) & 0xFU) * kEachDigit);
      different |= different >> 2;
      different |= different >> 1;
      places &= ~different >> (4 * k);  // zeros come in from the left: the part must end within the token
    }
    return places != 0;
  }
};

// Which scenarios of one log a filter lets through. Decided once per set of tags; only words that can be part of a
// token are looked for in each scenario.
class LogMatch {
 public:
  bool accepts(std::size_t row) const;
  // Accepted ones among rows first … end − 1.
  std::size_t count(std::size_t first, std::size_t end) const;

 private:
  friend class ScenarioMatcher;
  struct Verdict {
    bool possible{true};
    std::vector<TokenPart> in_token;  // all must occur
  };
  explicit LogMatch(const ScenarioList& scenarios) : scenarios_(&scenarios) {}
  bool accepts(const Verdict& verdict, std::size_t row) const;

  const ScenarioList* scenarios_;
  std::vector<Verdict> of_set_;
};

// A filter made ready to be asked many times.
class ScenarioMatcher {
 public:
  explicit ScenarioMatcher(const ScenarioSearch& filter);
  // `log` must outlive what is returned.
  LogMatch in(const LogSummary& log) const;

 private:
  std::vector<bool> words_in(const std::string& text) const;

  ScenarioSearch filter_;
  QStringList words_;
  std::vector<TokenPart> parts_;  // of the words
};

}  // namespace stepscope::ui
