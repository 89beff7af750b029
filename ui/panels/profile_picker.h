#pragma once

#include <QWidget>

#include "core/profile/kept_profiles.h"

class QComboBox;
class QLabel;

namespace stepscope::ui {

// A choice of named engine profiles with a sentence that explains the chosen one.
class ProfilePicker : public QWidget {
  Q_OBJECT

 public:
  explicit ProfilePicker(const std::vector<KeptProfile>& profiles, QWidget* parent = nullptr);

  // Selects it where it is in the list; else it is an entry of its own, until another is chosen.
  void show_profile(const EngineProfile& profile);
  // As if the user had chosen it.
  void choose(const QString& name);
  QString chosen() const;
  QString explanation() const;

 Q_SIGNALS:
  void profileChosen(const stepscope::EngineProfile& profile);

 private:
  void add(const KeptProfile& kept);
  void take(int index);
  void explain(const EngineProfile& profile);

  std::vector<KeptProfile> profiles_;
  int listed_;  // so many come from the list; one more is somebody's own
  QComboBox* combo_;
  QLabel* note_;
};

}  // namespace stepscope::ui
