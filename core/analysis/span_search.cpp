#include "core/analysis/span_search.h"

#include <algorithm>
#include <string>

#include "core/analysis/span_self.h"

namespace stepscope {

namespace {

// Letters of ASCII only: names of stages and SQL have no others that matter.
std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \t\n", at);
    if (begin == std::string::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t\n", begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

bool contains_all(const std::string& name, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(),
                     [&name](const std::string& word) { return name.find(word) != std::string::npos; });
}

}  // namespace

SpanQuery::SpanQuery(std::string_view text, const StatementLog& statements) {
  const std::vector<std::string> words = words_of(lower(text));
  asks_ = !words.empty();
  if (!asks_) return;
  for (std::size_t i = 0; i < kStageCount; ++i)
    stages_[i] = contains_all(lower(stage_title(static_cast<Stage>(i))), words);
  const std::string database = lower(stage_title(Stage::kDatabase)) + ' ';
  for (const StatementText& statement : statements.texts)
    statements_.push_back(contains_all(database + lower(statement.sql), words));
}

bool SpanQuery::matches(Stage stage, std::int32_t statement) const {
  if (!asks_) return false;
  if (stages_[static_cast<std::size_t>(stage)]) return true;
  const auto number = static_cast<std::size_t>(statement);
  return stage == Stage::kDatabase && statement >= 0 && number < statements_.size() && statements_[number];
}

SpanMatches find_spans(const SpanTape& tape, StepRange steps, const SpanQuery& query) {
  SpanMatches found;
  std::vector<bool> inside;  // whether a span is a match or lies in one
  steps = steps.within(static_cast<int>(tape.steps()));
  for (int step = steps.first; step <= steps.last; ++step) {
    const auto spans = tape.of_step(static_cast<std::size_t>(step));
    if (!spans.empty()) found.steps_ns += duration_of(spans.front());
    inside.assign(spans.size(), false);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const bool in_match = spans[i].parent >= 0 && inside[static_cast<std::size_t>(spans[i].parent)];
      const bool match = query.matches(spans[i].stage, statement_of(spans[i]));
      inside[i] = in_match || match;
      if (!match) continue;
      found.places.push_back({step, static_cast<std::int32_t>(i)});
      if (!in_match) found.total_ns += duration_of(spans[i]);
    }
  }
  return found;
}

std::vector<std::uint32_t> matches_in(const SpanRow& row, const SpanQuery& query) {
  std::vector<std::uint32_t> found;
  if (!query.asks()) return found;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (query.matches(row.stage(i), row.statement(i))) found.push_back(static_cast<std::uint32_t>(i));
  return found;
}

}  // namespace stepscope
