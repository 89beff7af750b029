#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <optional>

#include "core/analysis/span_search.h"
#include "ui/charts/timeline_data.h"
#include "ui/panels/timeline_head.h"

class QStackedWidget;

namespace stepscope::ui {

class DataTable;
class ElidedLabel;
class FlameView;
class SpanGroupModel;
class SpanGroupOrder;
class TimelineView;
struct Theme;

// Where the time inside steps went: timeline or flame graph of the step under the cursor, of the chosen range or of the
// run, the groups of their spans in a table, a search through them all. Follows a run that goes on, at most ten times a
// second and only while it is to be seen. GUI thread.
class TimelinePanel : public QWidget {
  Q_OBJECT

 public:
  explicit TimelinePanel(QWidget* parent = nullptr);

  // Of now on, until the next begin(). `run` may grow, which run_grew() is told; null: there is none.
  void begin(const ProfiledRun* run);
  void run_grew();
  void set_cursor(int step);
  void set_range(StepRange steps);
  void drop_range();
  // Behind the tab of another panel nothing is worked out.
  void set_in_front(bool in_front);
  void set_theme(const Theme& theme);
  // Brings everything up to date at once instead of with the next tick.
  void refresh_now();

  TimelineHead& head() { return *head_; }
  TimelineView& timeline() { return *timeline_; }
  FlameView& flame() { return *flame_; }
  DataTable& table() { return *table_; }
  const TimelineData& data() const { return data_; }
  StepRange scope() const;
  QString found_text() const { return found_text_; }
  QString details_text() const { return details_text_; }

 Q_SIGNALS:
  // The window's cursor is to go there.
  void stepWished(int step);
  void exportFailed(const QString& problem);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void wire();
  void schedule();
  void take_scope();
  void regroup();
  void take_words();
  void count_found();
  void show_details();
  void show_page();
  void show_reason();
  void go_to_match(bool forward);
  void wish_step(int step);
  void open_group(const QModelIndex& index);
  void mark_group(Stage stage, int statement);

  TimelineHead* head_;  // this and all below: children of the panel
  TimelineView* timeline_;
  FlameView* flame_;
  QStackedWidget* pages_;
  SpanGroupModel* groups_;
  SpanGroupOrder* order_;
  DataTable* table_;
  ElidedLabel* details_;
  const ProfiledRun* run_{nullptr};
  TimelineData data_;
  SpanQuery query_;
  SpanMatches found_;
  QString found_text_, details_text_;
  int cursor_{-1};
  std::optional<StepRange> range_;
  TimelineScope before_range_{TimelineScope::kStep};
  QTimer tick_;
  QElapsedTimer since_refresh_;
  std::int64_t refresh_ms_{0};  // what the last one took
  bool in_front_{true};
  bool outdated_{false};
  bool own_wish_{false};                 // the cursor moves because of a click in here
  std::int64_t spans_{0}, steps_ns_{0};  // of the scope
  int incomplete_steps_{0};
};

}  // namespace stepscope::ui
