#include "ui/window/fuzzy.h"

#include <algorithm>
#include <vector>

namespace stepscope::ui {

int fuzzy_score(const QString& typed, const QString& text) {
  constexpr int kWordBegin = 8, kNeighbour = 5, kAnywhere = 1, kImpossible = -1;
  QString letters = typed;
  letters.remove(QLatin1Char(' '));
  if (letters.isEmpty()) return 0;

  // best[j]: highest score of the letters so far with the last of them at text[j].
  std::vector<int> best(static_cast<std::size_t>(text.size()), kImpossible), next(best);
  for (qsizetype i = 0; i < letters.size(); ++i) {
    int best_before = i == 0 ? 0 : kImpossible;  // of all positions left of j−1
    for (std::size_t j = 0; j < best.size(); ++j) {
      const auto at = static_cast<qsizetype>(j);
      if (i > 0 && j >= 2) best_before = std::max(best_before, best[j - 2]);
      next[j] = kImpossible;
      if (text[at].toCaseFolded() != letters[i].toCaseFolded()) continue;
      const bool begins_word = at == 0 || !text[at - 1].isLetterOrNumber();
      const int own = begins_word ? kWordBegin : kAnywhere;
      if (best_before != kImpossible) next[j] = best_before + own;
      if (i > 0 && j > 0 && best[j - 1] != kImpossible)
        next[j] = std::max(next[j], best[j - 1] + std::max(own, kNeighbour));
    }
    std::swap(best, next);
  }
  return best.empty() ? kImpossible : *std::max_element(best.begin(), best.end());
}

}  // namespace stepscope::ui
