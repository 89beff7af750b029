#pragma once

#include <QWidget>
#include <vector>

#include "ui/bridge/ablation_session.h"
#include "ui/theme/theme.h"

class QAction;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTabWidget;
class QToolButton;

namespace stepscope::ui {

class AblationWaterfall;
class CellTableModel;
class DataTable;
class DifferenceBar;
class ElidedLabel;

// What somebody wants to be measured.
struct AblationChoice {
  std::vector<AblatedSwitch> switches;
  int pairs{kUsualAblationPairs};
  bool anew{false};
};

// The ablation lab: what each optimisation saves, as a waterfall and a table, with what the numbers say in words.
// Shows what it is told and starts nothing. GUI thread.
class AblationPanel : public QWidget {
  Q_OBJECT

 public:
  explicit AblationPanel(QWidget* parent = nullptr);

  // What would be measured now: "simple, open loop, on 0c24…"; empty: nothing, for this reason.
  void show_subject(const QString& subject, const QString& why_not);
  void begin();
  void show_progress(const AblationProgress& progress);
  void show_result(const AblationResult& result);
  void end(const FinishedAblation& finished);
  void set_theme(const Theme& theme);

  QString headline_text() const;
  AblationChoice choice() const;

 Q_SIGNALS:
  void startWished(const stepscope::ui::AblationChoice& choice);
  void cancelWished();
  void exportWished();
  void profilesWished();
  // Where the outputs with and without a switch part, the runs are to be looked at.
  void divergenceOpened(const stepscope::AblatedSwitch& what, int step);
  void exportFailed(const QString& problem);

 private:
  QWidget* make_head();
  QWidget* make_content();
  void fill_switches();
  void refresh_start();
  void show_findings(const AblationResult& result, const QStringList& problems);

  ElidedLabel* headline_;
  QPushButton* start_;
  QPushButton* cancel_;
  QSpinBox* pairs_;
  QToolButton* switches_;
  QMenu* switches_menu_;
  QAction* anew_;
  QPushButton* export_;
  QProgressBar* bar_;
  ElidedLabel* state_;
  AblationWaterfall* waterfall_;
  CellTableModel* rows_;
  DataTable* table_;
  DifferenceBar* difference_;
  QLabel* findings_;
  QTabWidget* tabs_;
  std::vector<AblatedSwitch> offered_;
  std::vector<QAction*> chosen_;
  std::vector<AblatedSwitch> shown_;  // rows of the table
  QString subject_, why_not_;
  bool running_{false};
  bool measured_{false};
};

}  // namespace stepscope::ui
