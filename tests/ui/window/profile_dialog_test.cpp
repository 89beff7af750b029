#include "ui/window/profile_dialog.h"

#include <QComboBox>
#include <QListWidget>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <fstream>

#include "core/profile/profile_file.h"
#include "tests/support/files.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

class ProfileDialogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void every_switch_has_its_choices_and_a_sentence() {
    ProfileDialog dialog(folder_.path() / "none");
    const auto* table = dialog.findChild<QTableWidget*>();
    const auto all = switches_of(EngineProfile::fast());
    QCOMPARE(table->rowCount(), static_cast<int>(all.size()));
    for (const ProfileSwitch& one : all)
      QCOMPARE(combo(dialog, one.key)->count(), static_cast<int>(one.choices.size()));
  }

  void a_changed_switch_makes_a_profile_of_ones_own_and_changed_back_the_named_one() {
    ProfileDialog dialog(folder_.path() / "none");
    combo(dialog, "queries")->setCurrentText(QStringLiteral("per-object"));
    QCOMPARE(dialog.profile().name, std::string("custom"));
    QVERIFY(dialog.profile().queries == QueryBatching::kPerObject);
    QCOMPARE(list(dialog)->currentRow(), -1);
    combo(dialog, "queries")->setCurrentText(QStringLiteral("per-scenario"));
    QCOMPARE(dialog.profile(), EngineProfile::fast());
    QCOMPARE(list(dialog)->currentItem()->text(), QStringLiteral("fast"));
  }

  void a_saved_profile_is_there_next_time_and_can_be_used() {
    const auto folder = folder_.path() / "profiles";
    {
      ProfileDialog dialog(folder);
      combo(dialog, "history")->setCurrentText(QStringLiteral("rebuilt"));
      QVERIFY(dialog.save_as(QStringLiteral("mine")).ok());
    }
    QCOMPARE(read_profile_file(folder / "mine.json").value().name, std::string("mine"));
    ProfileDialog dialog(folder);
    QSignalSpy used(&dialog, &ProfileDialog::useWished);
    const auto found = list(dialog)->findItems(QStringLiteral("mine"), Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    list(dialog)->setCurrentItem(found.front());
    QVERIFY(dialog.profile().history == HistoryKeeping::kRebuilt);
    QCOMPARE(combo(dialog, "history")->currentText(), QStringLiteral("rebuilt"));
  }

  void names_that_mislead_or_leave_the_folder_are_refused() {
    ProfileDialog dialog(folder_.path() / "refused");
    for (const char* name : {"fast", "baseline", "../out", "", ".hidden"})
      QVERIFY2(!dialog.save_as(QString::fromLatin1(name)).ok(), name);
    QVERIFY(!std::filesystem::exists(folder_.path() / "refused"));
  }

  void a_broken_file_is_told_and_left_out() {
    const auto folder = folder_.path() / "broken";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "bad.json") << "{\"name\": \"bad\", \"switches\": {\"warp\": \"9\"}}";
    ProfileDialog dialog(folder);
    QCOMPARE(list(dialog)->count(), static_cast<int>(EngineProfile::names().size()));
    QCOMPARE(dialog.problems().size(), 1);
    QVERIFY(dialog.problems().front().contains(QStringLiteral("bad.json")));
  }

 private:
  static QComboBox* combo(const ProfileDialog& dialog, const std::string& key) {
    for (QComboBox* one : dialog.findChildren<QComboBox*>())
      if (one->accessibleName() == to_qt(key)) return one;
    return nullptr;
  }
  static QListWidget* list(const ProfileDialog& dialog) { return dialog.findChild<QListWidget*>(); }

  test::TemporaryFolder folder_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ProfileDialogTest)
#include "profile_dialog_test.moc"
