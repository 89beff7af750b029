#pragma once

#include <QObject>
#include <QString>
#include <map>
#include <optional>
#include <vector>

namespace stepscope::ui {

// A step somebody wants to find again, and why.
struct Bookmark {
  int step{0};
  QString note;
  bool operator==(const Bookmark&) const = default;
};

// "step 57: the lorry cuts in", or the step alone.
QString bookmark_text(const Bookmark& bookmark);

// The bookmarks of the run that is shown. GUI thread.
class Bookmarks : public QObject {
  Q_OBJECT

 public:
  explicit Bookmarks(QObject* parent = nullptr) : QObject(parent) {}

  // Ascending by step.
  const std::vector<Bookmark>& all() const { return all_; }
  bool has(int step) const;
  QString note(int step) const;
  // The nearest one after or before a step.
  std::optional<int> after(int step) const;
  std::optional<int> before(int step) const;

  // Sets one or takes it away. Set again at the same step, it has the note it had.
  void toggle(int step);
  // Sets one where there is none.
  void set_note(int step, const QString& note);
  // Those of another run, kept elsewhere already.
  void replace(std::vector<Bookmark> bookmarks);

 Q_SIGNALS:
  // Whatever shows them should show them anew.
  void changed();
  // By the user: to be kept with the run.
  void bookmarkSet(int step, const QString& note);
  void bookmarkRemoved(int step);

 private:
  std::vector<Bookmark>::iterator place_of(int step);

  std::vector<Bookmark> all_;
  std::map<int, QString> former_notes_;
};

}  // namespace stepscope::ui
