#include "ui/models/bookmarks.h"

#include <algorithm>

#include "ui/models/quantity_text.h"

namespace stepscope::ui {

QString bookmark_text(const Bookmark& bookmark) {
  const QString step = Bookmarks::tr("step %1").arg(count_text(bookmark.step));
  return bookmark.note.isEmpty() ? step : Bookmarks::tr("%1: %2").arg(step, bookmark.note);
}

std::vector<Bookmark>::iterator Bookmarks::place_of(int step) {
  return std::lower_bound(all_.begin(), all_.end(), step,
                          [](const Bookmark& bookmark, int wanted) { return bookmark.step < wanted; });
}

bool Bookmarks::has(int step) const {
  return std::any_of(all_.begin(), all_.end(), [step](const Bookmark& one) { return one.step == step; });
}

QString Bookmarks::note(int step) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [step](const Bookmark& one) { return one.step == step; });
  return found == all_.end() ? QString() : found->note;
}

std::optional<int> Bookmarks::after(int step) const {
  for (const Bookmark& bookmark : all_)
    if (bookmark.step > step) return bookmark.step;
  return std::nullopt;
}

std::optional<int> Bookmarks::before(int step) const {
  std::optional<int> last;
  for (const Bookmark& bookmark : all_)
    if (bookmark.step < step) last = bookmark.step;
  return last;
}

void Bookmarks::toggle(int step) {
  if (step < 0) return;
  const auto place = place_of(step);
  if (place == all_.end() || place->step != step) {
    const auto former = former_notes_.find(step);
    return set_note(step, former == former_notes_.end() ? QString() : former->second);
  }
  former_notes_[step] = place->note;
  all_.erase(place);
  Q_EMIT changed();
  Q_EMIT bookmarkRemoved(step);
}

void Bookmarks::set_note(int step, const QString& note) {
  if (step < 0) return;
  const auto place = place_of(step);
  if (place == all_.end() || place->step != step)
    all_.insert(place, {step, note});
  else if (place->note == note)
    return;
  else
    place->note = note;
  Q_EMIT changed();
  Q_EMIT bookmarkSet(step, note);
}

void Bookmarks::replace(std::vector<Bookmark> bookmarks) {
  std::sort(bookmarks.begin(), bookmarks.end(), [](const Bookmark& a, const Bookmark& b) { return a.step < b.step; });
  all_ = std::move(bookmarks);
  former_notes_.clear();
  Q_EMIT changed();
}

}  // namespace stepscope::ui
