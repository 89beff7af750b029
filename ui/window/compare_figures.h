#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

#include "ui/bridge/background.h"
#include "ui/bridge/compare_desk.h"
#include "ui/bridge/measure_session.h"
#include "ui/panels/measure_page.h"
#include "ui/window/window_parts.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

// Times, scores and conditions of the runs beside each other, and their measurement, on behalf of the window. What
// takes a while is computed off the GUI thread, and only while somebody looks. GUI thread.
class CompareFigures : public QObject {
  Q_OBJECT

 public:
  // All outlive the object's use: it is a child of the window that owns them.
  CompareFigures(Workbench& bench, CompareDesk& desk, const WindowParts& parts, QObject* parent);

  MeasureSession& session() { return session_; }
  bool measuring() const { return session_.active(); }
  // Of the last measurement; null: none of what is shown.
  const MeasurementPtr& measurement() const { return measurement_; }

  // Soon, if the panel is seen.
  void schedule();
  void measure(const MeasurePage::Wish& wish);

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);
  void measuringChanged();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void refresh();
  void show_times(int place);
  void take_times(int place, const ComparedTimes& times);
  void show_scores(const BesideRun& run, int place);
  void show_conditions(const BesideRun& run, int place);
  void offer_measuring();
  void take_measurement(const MeasurementPtr& measurement);
  void show_parting();
  std::optional<RunAsked> asked_of_present() const;
  QString why_not_measured() const;
  StepWindow window(int place) const;
  QString basis(int place, const TimesWish& wish) const;

  Workbench& bench_;
  CompareDesk& desk_;
  WindowParts parts_;
  MeasureSession session_;
  MeasurementPtr measurement_;
  int measured_place_{-1};
  bool disturbed_{false};  // a run was made while it was measured
  QTimer timer_;
  int wish_{0};  // counts, so that nothing outdated is shown
  bool computing_{false}, again_{false};
  Background background_;
};

}  // namespace stepscope::ui
