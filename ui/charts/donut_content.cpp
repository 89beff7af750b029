#include "ui/charts/donut_content.h"

#include <numeric>

#include "ui/charts/strip_text.h"

namespace stepscope::ui {

std::vector<DonutSlice> donut_slices(const RunStatistics& statistics) {
  const auto sum = static_cast<double>(
      std::accumulate(statistics.group_ns.begin(), statistics.group_ns.end(), std::int64_t{0}));
  std::vector<DonutSlice> slices;
  if (sum <= 0.0 || statistics.step.count == 0) return slices;
  for (std::size_t g = 0; g < kStageGroupCount; ++g) {
    const auto time = static_cast<double>(statistics.group_ns[g]);
    if (time <= 0.0) continue;
    slices.push_back({static_cast<StageGroup>(g), time / sum, time / static_cast<double>(statistics.step.count)});
  }
  return slices;
}

QString donut_csv(const std::vector<DonutSlice>& slices) {
  QString text = QStringLiteral("stage,share,ns_per_step\n");
  for (const DonutSlice& slice : slices)
    text += QStringLiteral("%1,%2,%3\n")
                .arg(group_name(slice.group), QString::number(slice.share, 'g', 12),
                     QString::number(slice.ns_per_step, 'g', 12));
  return text;
}

}  // namespace stepscope::ui
