#pragma once

#include <QByteArray>
#include <QStringList>

#include "core/lockstep/drive_difference.h"
#include "ui/models/step_budgets.h"

namespace stepscope::ui {

// Where docks and bars stand.
struct SavedLayout {
  QByteArray state;    // empty: none
  QStringList panels;  // the names of those it knows
};

// What the window remembers between starts, in the user's settings.
class WindowSettings {
 public:
  QByteArray geometry() const;
  // Empty if it is that of another version of the layout.
  SavedLayout layout() const;
  void save_window(const QByteArray& geometry, const SavedLayout& layout);

  QString theme() const;  // "system", "light", "dark"
  void save_theme(const QString& theme);

  double speed() const;  // 0 = as fast as it goes
  void save_speed(double speed);

  // The durations that steps are held against.
  StepBudgets budgets() const;
  void save_budgets(const StepBudgets& budgets);

  // From where on two drives are called apart.
  DivergenceLimits divergence_limits() const;
  void save_divergence_limits(const DivergenceLimits& limits);

  // Whether histograms have a logarithmic axis.
  bool logarithmic() const;
  void save_logarithmic(bool logarithmic);

  // Where batches write to; below the user's documents at first.
  QString batch_folder() const;
  void save_batch_folder(const QString& folder);

  // Below which reports are written, and as what (keys of formats).
  QString report_folder() const;
  QStringList report_formats() const;
  void save_report(const QString& folder, const QStringList& formats);
  // Files of what was expected and of measured savings; empty: none.
  QString report_expectations() const;
  QString report_savings() const;
  void save_report_files(const QString& expectations, const QString& savings);

  // When the newest run was made that was announced as interrupted, ms since the Unix epoch.
  qint64 announced_ms() const;
  void save_announced_ms(qint64 made_ms);

  // Folders and logs opened before, the latest first; those that are gone are left out.
  QStringList recent() const;
  QStringList add_recent(const QString& path);
};

}  // namespace stepscope::ui
