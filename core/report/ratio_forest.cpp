#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/report/comparison_charts.h"

namespace stepscope {

namespace {

constexpr double kNames = 170.0, kNumbers = 170.0, kRow = 20.0, kTop = 40.0, kBottom = 40.0;
constexpr double kFarthest = 100.0;  // ratios beyond are cut

struct Row {
  std::string title;
  std::optional<RatioEstimate> ratio;
  std::optional<double> floor;
  Ink ink;
};

std::vector<Row> rows_of(const PairFindings& f) {
  const RunComparison& c = f.comparison;
  std::vector<Row> rows;
  if (f.source != PairFindings::Source::kStored)
    rows.push_back({c.answer.metric == MeasuredTime::kProcessor ? "processor time of the steps" : "total of a run",
                    c.answer.total, c.floor ? c.floor->total : std::nullopt, Ink{Ink::Role::kText}});
  for (const StageComparison& stage : c.stages) {
    const bool step = stage.source.stage == Stage::kStep, total = stage.source.kind == TimeKind::kTotal;
    if (total && !step) continue;  // own times add up to the step
    rows.push_back({step ? (total ? "step" : "unaccounted") : std::string(stage_title(stage.source.stage)), stage.ratio,
                    c.floor ? c.floor->of(stage.source) : std::nullopt,
                    step && total ? Ink{Ink::Role::kText} : ink_of(group_of(stage.source.stage))});
  }
  return rows;
}

double distance(double ratio) { return std::max(ratio, 1.0 / ratio); }

// Everything is in sight, and differences of a few per cent do not fill the page.
double farthest(const std::vector<Row>& rows) {
  double far = 1.05;
  for (const Row& row : rows) {
    if (!row.ratio) continue;
    far = std::max(far, distance(row.ratio->ratio));
    if (!row.ratio->interval) continue;
    for (const double end : {row.ratio->interval->low, row.ratio->interval->high})
      if (end > 0.0) far = std::max(far, distance(end));
  }
  return std::min(far * 1.02, kFarthest);
}

class Forest {
 public:
  Forest(const PairFindings& findings, std::vector<Row> rows)
      : findings_(findings), rows_(std::move(rows)), far_(std::log(farthest(rows_))) {
    picture_.height = kTop + kRow * static_cast<double>(rows_.size()) + kBottom;
    picture_.title = "Ratio of B to A, of the total and of every stage";
  }

  Picture draw() {
    add_axis();
    double y = kTop;
    for (const Row& row : rows_) {
      add_row(row, y);
      y += kRow;
    }
    return std::move(picture_);
  }

 private:
  double right() const { return picture_.width - kNumbers; }
  double x(double ratio) const {
    const double place = std::clamp(std::log(std::max(ratio, 1e-9)) / far_, -1.0, 1.0);
    return kNames + (right() - kNames) * (place + 1.0) / 2.0;
  }
  void label(double at, double y, std::string text, Anchor anchor, Ink::Role role = Ink::Role::kMuted) {
    picture_.items.emplace_back(Label{{role}, at, y, std::move(text), anchor});
  }

  void add_axis() {
    const double bottom = picture_.height - kBottom;
    for (const double tick : ratio_ticks(std::exp(far_), 9)) {
      const bool same = tick == 1.0;
      picture_.items.emplace_back(Line{
          {same ? Ink::Role::kMuted : Ink::Role::kGrid}, {{x(tick), kTop - 4}, {x(tick), bottom}}, same ? 1.5 : 1.0});
      label(x(tick), bottom + 14, fmt::format("{:.4g}", tick), Anchor::kMiddle);
    }
    label(kNames, 12,
          "point: time of B / time of A" + std::string(measured() ? "; line: 95 % interval; grey: noise floor" : ""),
          Anchor::kStart);
    label(kNames, kTop - 10, "← B takes less time", Anchor::kStart);
    label(right(), kTop - 10, "B takes more time →", Anchor::kEnd);
    label((kNames + right()) / 2, bottom + 30, "ratio B / A, logarithmic", Anchor::kMiddle);
  }
  bool measured() const { return findings_.source != PairFindings::Source::kStored; }

  void add_row(const Row& row, double y) {
    const double middle = y + kRow / 2;
    label(kNames - 8, middle + 4, row.title, Anchor::kEnd, Ink::Role::kText);
    if (row.floor) {
      const double low = x(1.0 / (1.0 + *row.floor)), high = x(1.0 + *row.floor);
      picture_.items.emplace_back(Boxes{{Ink::Role::kFloor},
                                        {{low, y + 3, std::max(high - low, 0.5), kRow - 6}},
                                        fmt::format("noise floor of {}: ±{:.2g} %", row.title, 100.0 * *row.floor)});
    }
    if (!row.ratio) return label(right() + 8, middle + 4, "no ratio: only one takes time", Anchor::kStart);
    const RatioEstimate& ratio = *row.ratio;
    std::string words = fmt::format("{:.3f}", ratio.ratio);
    if (ratio.interval) {
      words += fmt::format("  ({:.3f} to {:.3f})", ratio.interval->low, ratio.interval->high);
      picture_.items.emplace_back(
          Line{{Ink::Role::kText}, {{x(ratio.interval->low), middle}, {x(ratio.interval->high), middle}}, 1.5});
    }
    picture_.items.emplace_back(Boxes{row.ink, {{x(ratio.ratio) - 4, middle - 4, 8, 8}}, row.title + ": " + words});
    const bool doubtful = below_floor(ratio.ratio, row.floor) || (ratio.interval && ratio.interval->contains(1.0));
    label(right() + 8, middle + 4, words, Anchor::kStart, doubtful ? Ink::Role::kMuted : Ink::Role::kText);
  }

  const PairFindings& findings_;
  std::vector<Row> rows_;
  double far_;
  Picture picture_;
};

}  // namespace

Picture ratio_forest(const PairFindings& findings) {
  std::vector<Row> rows = rows_of(findings);
  if (rows.empty()) return {.height = 0.0, .title = "no stages", .items = {}};
  return Forest(findings, std::move(rows)).draw();
}

}  // namespace stepscope
