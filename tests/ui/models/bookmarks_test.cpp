#include "ui/models/bookmarks.h"

#include <QSignalSpy>
#include <QtTest>

#include "ui/models/step_budgets.h"

namespace stepscope::ui {

class BookmarksTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void are_set_and_taken_away() {
    Bookmarks bookmarks;
    QSignalSpy changed(&bookmarks, &Bookmarks::changed);
    QSignalSpy set(&bookmarks, &Bookmarks::bookmarkSet);
    QSignalSpy removed(&bookmarks, &Bookmarks::bookmarkRemoved);
    bookmarks.toggle(57);
    bookmarks.toggle(3);
    QCOMPARE(bookmarks.all(), (std::vector<Bookmark>{{3, {}}, {57, {}}}));
    QCOMPARE(set.count(), 2);
    bookmarks.toggle(57);
    QVERIFY(bookmarks.has(3) && !bookmarks.has(57));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(changed.count(), 3);
    bookmarks.toggle(-1);  // no step, no bookmark
    QCOMPARE(changed.count(), 3);
  }

  void a_note_survives_being_taken_away_by_mistake() {
    Bookmarks bookmarks;
    bookmarks.set_note(57, QStringLiteral("the lorry"));
    bookmarks.toggle(57);
    QCOMPARE(bookmarks.note(57), QString());
    QSignalSpy set(&bookmarks, &Bookmarks::bookmarkSet);
    bookmarks.toggle(57);
    QCOMPARE(bookmarks.note(57), QStringLiteral("the lorry"));
    QCOMPARE(set.first(), QVariantList({57, QStringLiteral("the lorry")}));
    bookmarks.set_note(57, QStringLiteral("the lorry"));  // the same: nothing to keep
    QCOMPARE(set.count(), 1);
  }

  void neighbours() {
    Bookmarks bookmarks;
    for (const int step : {10, 20, 30}) bookmarks.toggle(step);
    QCOMPARE(bookmarks.after(10), std::optional(20));
    QCOMPARE(bookmarks.after(-1), std::optional(10));
    QCOMPARE(bookmarks.after(30), std::nullopt);
    QCOMPARE(bookmarks.before(20), std::optional(10));
    QCOMPARE(bookmarks.before(25), std::optional(20));
    QCOMPARE(bookmarks.before(10), std::nullopt);
  }

  void those_of_another_run_are_kept_already() {
    Bookmarks bookmarks;
    bookmarks.set_note(1, QStringLiteral("old"));
    bookmarks.toggle(1);
    QSignalSpy set(&bookmarks, &Bookmarks::bookmarkSet);
    QSignalSpy changed(&bookmarks, &Bookmarks::changed);
    bookmarks.replace({{9, {}}, {4, QStringLiteral("x")}});
    QCOMPARE(bookmarks.all(), (std::vector<Bookmark>{{4, QStringLiteral("x")}, {9, {}}}));
    QCOMPARE(set.count(), 0);
    QCOMPARE(changed.count(), 1);
    bookmarks.toggle(1);
    QCOMPARE(bookmarks.note(1), QString());  // of the run before
  }

  void texts() {
    QCOMPARE(bookmark_text({57, {}}), QStringLiteral("step 57"));
    QCOMPARE(bookmark_text({57, QStringLiteral("%1 <b>")}), QStringLiteral("step 57: %1 <b>"));
    QCOMPARE(budget_text(100'000'000), QStringLiteral("100 ms"));
    QCOMPARE(budget_text(1'000'000'000), QStringLiteral("1 s"));
    QCOMPARE(budget_text(62'500'000), QStringLiteral("62.5 ms"));
    QCOMPARE(budget_text(50'000), QStringLiteral("50.0 µs"));
  }

  void budgets_are_made_valid() {
    QCOMPARE((StepBudgets{500, 100}.made_valid()), (StepBudgets{1'000, 1'000}));
    QCOMPARE((StepBudgets{50, 2'000'000}.made_valid()), (StepBudgets{1'000, 2'000'000}));
    QCOMPARE(StepBudgets{}.made_valid(), StepBudgets{});
  }
};

}  // namespace stepscope::ui

QTEST_GUILESS_MAIN(stepscope::ui::BookmarksTest)
#include "bookmarks_test.moc"
