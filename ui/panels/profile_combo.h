#pragma once

#include <QComboBox>
#include <vector>

#include "core/profile/engine_profile.h"

namespace stepscope::ui {

// Chooses an engine profile by its name: those that come with the program, the user's own, what somebody else has
// shown, and "custom", which is put together elsewhere. GUI thread.
class ProfileCombo : public QComboBox {
  Q_OBJECT

 public:
  explicit ProfileCombo(QWidget* parent = nullptr);

  // The user's own, instead of those offered before.
  void offer(const std::vector<EngineProfile>& own);
  // Emits nothing.
  void show_profile(const EngineProfile& profile);

 Q_SIGNALS:
  void chosen(const stepscope::EngineProfile& profile);
  void customWished();

 private:
  void fill();
  void choose(int index);

  std::vector<EngineProfile> own_;
  std::vector<EngineProfile> listed_;  // as the entries; the last entry is none
  EngineProfile shown_{EngineProfile::fast()};
};

}  // namespace stepscope::ui
