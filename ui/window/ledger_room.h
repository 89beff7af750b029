#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

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
  void schedule();
  void move_cursor(int step);
  void show_bars();
  StepRange shown_range() const;
  QString summary(const QuerySums& sums, const QueryLedger& ledger) const;
  QString reason(const QueryLedger& ledger) const;

  Workbench& bench_;
  QueryPanel& panel_;
  std::optional<StepRange> range_;
  QTimer timer_;
};

// Makes the room and connects it with the strip of steps.
void wire_ledger(MainWindow& window, Workbench& bench, const WindowParts& parts);

}  // namespace stepscope::ui
