#pragma once

#include <QStringList>
#include <QWidget>

#include "ui/bridge/dataset_loader.h"
#include "ui/models/scenario_filter_proxy.h"
#include "ui/models/scenario_tree_model.h"

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;
class QTreeView;

namespace stepscope::ui {

class ProgressStrip;
struct Theme;

// The scenarios of the open dataset: searched by words, narrowed by type, log and location, chosen by a click. Shows
// how many there are, which logs could not be read, and how far opening is.
class DatasetBrowser : public QWidget {
  Q_OBJECT

 public:
  // `open`: the window's action for its button.
  explicit DatasetBrowser(QAction* open, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void show_dataset(const DatasetPtr& dataset);
  void show_progress(const LoadProgress& progress);
  void hide_progress();
  void show_recent(const QStringList& folders);
  // Selects the scenario without announcing it as chosen. A filter that hides it is cleared. Of a scenario that is not
  // in the dataset: selects nothing.
  void mark(Token token);
  void focus_filter();

  ScenarioTreeModel& model() { return *model_; }
  int shown_count() const { return proxy_->shown_count(); }
  void set_filter_text(const QString& text);
  const ScenarioSearch& filter() const { return proxy_->filter(); }

 Q_SIGNALS:
  void scenarioChosen(const stepscope::ui::ScenarioChoice& choice);
  void recentWished(const QString& folder);
  void cancelWished();
  void problemsWished();
  // How many scenarios are shown, in words.
  void countsShown(const QString& text);
  // Escape in the empty filter: the keys of the window are wanted again.
  void filterLeft();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* make_filter_rows(QAction* open);
  QTreeView* make_view();
  void narrow();
  void choose(const QModelIndex& index);
  void span_groups();
  void show_counts(int shown, int total);
  void fill(QComboBox& combo, const QString& all, const QStringList& values);
  void clear_filters();

  DatasetPtr dataset_;
  ScenarioTreeModel* model_;
  ScenarioFilterProxy* proxy_;
  QLineEdit* filter_;
  QComboBox* type_;
  QComboBox* log_;
  QComboBox* location_;
  QMenu* recent_;
  QToolButton* recent_button_;
  QTreeView* view_;
  QLabel* count_;
  QToolButton* problems_;
  QToolButton* clear_;
  ProgressStrip* progress_;
  bool marking_{false};
};

}  // namespace stepscope::ui
