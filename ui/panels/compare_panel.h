#pragma once

#include <QWidget>
#include <vector>

#include "ui/bridge/compare_desk.h"
#include "ui/models/cell_table_model.h"
#include "ui/models/curves.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QTabWidget;

namespace stepscope::ui {

class CompareSetup;
class CurvesChart;
class DataTable;
class MeasurePage;
class PartingPage;

// Two to four runs of one scenario beside each other: who, where their drives part, what their steps took, what they
// scored, how they were made, and the measurement. Shows what it is told. GUI thread.
class ComparePanel : public QWidget {
  Q_OBJECT

 public:
  explicit ComparePanel(QWidget* parent = nullptr);

  CompareSetup& setup() { return *setup_; }
  PartingPage& parting() { return *parting_; }
  MeasurePage& measure() { return *measure_; }
  CurvesChart& ribbon() { return *ribbon_; }
  CurvesChart& distribution() { return *distribution_; }

  void show_desk(const CompareDesk& desk);
  // Who is held against A on the other pages: 0 … 2; −1: nobody is there.
  int shown_place() const { return place_; }
  // Steps from where the drives part on are left out.
  bool only_before_parting() const;

  // What the times are of: "one run of each, …".
  struct Times {
    QString basis;
    Curves ribbon, distribution;
    TableContent stages, tails;
  };
  void show_times(const Times& times);
  void show_no_times(const QString& reason);
  void show_scores(const TableContent& scores, const QString& reason);
  void show_conditions(const TableContent& conditions, const QString& reason);
  const TableContent& table(int page) const { return tables_[static_cast<std::size_t>(page)].model->content(); }
  enum Table { kStages, kTails, kScores, kConditions };
  void set_cursor(int step);
  void set_theme(const Theme& theme);

 Q_SIGNALS:
  void stepWished(int step);
  // Another one is to be held against A, or other steps.
  void viewChanged();
  void exportFailed(const QString& problem);

 private:
  struct Page {
    CellTableModel* model;
    DataTable* view;
  };
  DataTable* make_table(const QString& file, const QString& name);
  QWidget* make_times_page();
  void wire_chart(CurvesChart& chart);
  void fill_places(const CompareDesk& desk);

  CompareSetup* setup_;
  QTabWidget* tabs_;
  PartingPage* parting_;
  MeasurePage* measure_;
  CurvesChart *ribbon_, *distribution_;
  QLabel* basis_;
  QComboBox* against_;
  QCheckBox* before_parting_;
  std::vector<Page> tables_;  // by Table
  int place_{-1};
};

}  // namespace stepscope::ui
