#pragma once

#include <QDialog>
#include <filesystem>
#include <vector>

#include "core/profile/profile_folder.h"

class QLabel;
class QListWidget;
class QPushButton;
class QTableWidget;

namespace stepscope::ui {

// Where the user's own profiles are.
std::filesystem::path own_profiles();
// Those of them that can be read.
std::vector<EngineProfile> own_profiles_kept();

// Engine profiles: those that come with the program, and those kept as files in one folder. Every switch with a
// sentence of explanation; changed switches make a profile of one's own, which can be saved and used. GUI thread.
class ProfileDialog : public QDialog {
  Q_OBJECT

 public:
  // `folder`: of the user's own profiles; made when the first one is saved.
  ProfileDialog(std::filesystem::path folder, QWidget* parent = nullptr);

  // Selects it where it is in the list; otherwise shows it as one that is not saved.
  void show_profile(const EngineProfile& profile);
  const EngineProfile& profile() const { return profile_; }
  // Files that are no profiles, one sentence each.
  const QStringList& problems() const { return problems_; }
  // Saves what is shown under a name. An error says why not.
  Status save_as(const QString& name);

 Q_SIGNALS:
  void useWished(const stepscope::EngineProfile& profile);

 private:
  void fill_list();
  void fill_switches();
  void show_values();
  void choose(int row);
  void edit(const std::string& key, const QString& value);
  void ask_and_save();
  void ask_and_open();

  std::filesystem::path folder_;
  std::vector<KeptProfile> kept_;  // without a file: comes with the program
  EngineProfile profile_;
  QListWidget* list_;
  QTableWidget* switches_;
  QLabel* note_;
  QStringList problems_;
  bool showing_{false};
};

}  // namespace stepscope::ui
