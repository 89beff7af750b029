#pragma once

#include <QWidget>

#include "core/analysis/span_groups.h"
#include "core/analysis/step_axis.h"

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QToolButton;

namespace stepscope::ui {

class ElidedLabel;

// Which steps the timeline is of.
enum class TimelineScope : std::uint8_t { kStep, kRange, kRun };
enum class TimelinePage : std::uint8_t { kTimeline, kFlame };

// The controls above the timeline: which steps, which picture, what is searched for, how spans are grouped. GUI thread.
class TimelineHead : public QWidget {
  Q_OBJECT

 public:
  explicit TimelineHead(QWidget* parent = nullptr);

  TimelineScope scope() const;
  TimelinePage page() const;
  SpanGrouping grouping() const;
  Idle idle() const;
  QString words() const;

  // Emit nothing.
  void show_scope(TimelineScope scope);
  void show_page(TimelinePage page);
  void show_has_range(bool has);
  void show_found(const QString& text);
  QLineEdit& search() { return *search_; }

 Q_SIGNALS:
  void scopeChosen();
  void pageChosen();
  void groupingChosen();
  void idleChosen();
  void wordsChanged();
  // The next or the previous match.
  void matchWished(bool forward);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QToolButton* add_choice(QButtonGroup& group, int id, const QString& text, const QString& tip);

  QButtonGroup* scopes_;
  QButtonGroup* pages_;
  QToolButton* idle_;
  QLineEdit* search_;
  ElidedLabel* found_;
  QComboBox* grouping_;
};

}  // namespace stepscope::ui
