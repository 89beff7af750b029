#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "ui/models/step_budgets.h"
#include "ui/window/window_parts.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

// Figures of the run so far, or of the range picked in the step strip, for table, shares and distribution. While a run
// goes on they come a few times a second, less often when they take long. GUI thread.
class StatisticsFeed : public QObject {
  Q_OBJECT

 public:
  // Both outlive the feed's use: it is a child of the window that owns them.
  StatisticsFeed(Workbench& bench, const WindowParts& parts, QObject* parent);

  // Of all steps so far.
  const RunStatistics& of_run() const { return of_run_; }
  const StepBudgets& budgets() const { return budgets_; }
  const std::optional<std::pair<int, int>>& range() const { return range_; }

  // All views show these steps only, until the range is dropped.
  void show_range(int first, int last);
  void drop_range();
  void set_budgets(const StepBudgets& budgets);
  // Brings everything up to date, now.
  void refresh();

 Q_SIGNALS:
  void refreshed();

 private:
  void begin();
  void grow();
  void show_figures(const RunStatistics& statistics, std::size_t first, std::size_t count);
  void name_views();

  Workbench& bench_;
  WindowParts parts_;
  QTimer timer_;
  // What figures of a run depend on.
  struct OfWhat {
    std::size_t steps{0}, own{0};
    double interval_s{0.0};
    std::array<std::int64_t, 2> budgets{};
    bool operator==(const OfWhat&) const = default;
  };
  RunStatistics of_run_;
  OfWhat of_run_of_;
  StepBudgets budgets_;
  std::optional<std::pair<int, int>> range_;
};

}  // namespace stepscope::ui
