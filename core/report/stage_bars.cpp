#include <algorithm>

#include "core/report/charts.h"
#include "core/report/number_text.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {
constexpr double kNames = 170.0, kNumbers = 130.0, kRow = 20.0;
}

Picture stage_bars(const RunStatistics& statistics) {
  std::vector<StageRow> rows = statistics.stages;
  std::stable_sort(rows.begin(), rows.end(), [](const StageRow& a, const StageRow& b) { return a.share > b.share; });
  Picture picture{.height = kRow * static_cast<double>(rows.size()) + 4.0,
                  .title = "Own time of each stage, mean per step",
                  .items = {}};
  const double room = picture.width - kNames - kNumbers;
  const double longest = rows.empty() ? 1.0 : std::max(rows.front().self.mean, 1.0);
  double y = 2.0;
  for (const StageRow& row : rows) {
    const std::string title = row_title(row.stage);
    const double length = std::max(room * row.self.mean / longest, 0.5);
    picture.items.emplace_back(Label{{Ink::Role::kText}, kNames - 8, y + 13, title, Anchor::kEnd});
    picture.items.emplace_back(Boxes{ink_of(group_of(row.stage)), {{kNames, y + 3, length, kRow - 6}}, title});
    picture.items.emplace_back(Label{{Ink::Role::kText},
                                     kNames + length + 6,
                                     y + 13,
                                     duration_text(row.self.mean) + "  (" + percent_text(row.share) + ")"});
    y += kRow;
  }
  return picture;
}

}  // namespace stepscope
