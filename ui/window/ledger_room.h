#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "core/analysis/execution_index.h"
#include "core/analysis/query_ledger.h"
#include "ui/panels/query_panel.h"
#include "ui/window/window_parts.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

class MainWindow;

// Fills the panel of queries from the run that the window shows: five times a second at most, and only while the panel
// can be seen. GUI thread.
class LedgerRoom : public QObject {
  Q_OBJECT

 public:
  // Both outlive the room's use: it is a child of the window that owns them.
  LedgerRoom(Workbench& bench, QueryPanel& panel, QObject* parent);

  void show_range(int first, int last);
  void drop_range();
  // Brings the panel up to date at once.
  void refresh();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  // What the bars depend on; statements of the loading have numbers of their own and are not in them.
  struct Bars {
    std::size_t executions{0}, steps{0};
    std::int32_t statement{-1};
    QueryQuantity quantity{};
    bool operator==(const Bars&) const = default;
  };

  void begin();
  void schedule();
  void move_cursor(int step);
  void show_bars();
  StepRange shown_range() const;
  QueryLedger ledger_of(const ProfiledRun& run);
  QString summary(const QuerySums& sums, const QueryLedger& ledger) const;
  QString reason(const QueryLedger& ledger) const;

  Workbench& bench_;
  QueryPanel& panel_;
  std::optional<StepRange> range_;
  ExecutionIndex executions_;
  std::optional<Bars> bars_;
  QTimer timer_;
};

// Makes the room and connects it with the strip of steps.
void wire_ledger(MainWindow& window, Workbench& bench, const WindowParts& parts);

}  // namespace stepscope::ui
