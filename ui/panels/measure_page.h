#pragma once

#include <QWidget>

#include "ui/bridge/dataset_loader.h"
#include "ui/models/cell_table_model.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace stepscope::ui {

class DataTable;
class ProgressStrip;

// Measures B against A in interleaved pairs of runs: how many, how far it is, and what came of it. GUI thread.
class MeasurePage : public QWidget {
  Q_OBJECT

 public:
  explicit MeasurePage(QWidget* parent = nullptr);

  // `reason`: why nothing can be measured; empty: it can. `what`: "pdm-closed · fast against idm · fast".
  // `logs_matter`: the two write their logs differently, so all runs write them.
  void offer(const QString& what, const QString& reason, bool logs_matter);
  void show_progress(const LoadProgress& progress);
  struct Findings {
    QString headline;
    QStringList sentences;
    TableContent answer;
    int parted_at{-1};  // step where runs part that must not; −1: they do not
  };
  void show_findings(const Findings& findings);
  void forget();
  void set_theme(const Theme& theme);

  struct Wish {
    int pairs, same_pairs;
    bool logs;  // every run writes its simulation log
  };
  Wish wish() const;
  QString headline() const;
  const TableContent& answer() const { return answer_->content(); }
  QString sentences() const;

 Q_SIGNALS:
  void measureWished(const stepscope::ui::MeasurePage::Wish& wish);
  void cancelWished();
  // Puts the runs that parted beside each other at that step.
  void partingWished();
  void exportFailed(const QString& problem);

 private:
  QPushButton *start_, *parting_;
  QSpinBox *pairs_, *same_;
  QCheckBox* logs_;
  ProgressStrip* progress_;
  QLabel *headline_, *sentences_;
  CellTableModel* answer_;
  DataTable* table_;
  bool measuring_{false}, logs_matter_{false}, logs_wished_{false};
};

}  // namespace stepscope::ui
