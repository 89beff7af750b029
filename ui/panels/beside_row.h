#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/bridge/kept_ref.h"
#include "ui/panels/run_options.h"
#include "ui/theme/theme.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace stepscope::ui {

class ProfileCombo;

// Whom the user wants beside the present run.
struct BesideChoice {
  enum class Kind { kNobody, kLive, kKept };
  Kind kind{Kind::kNobody};
  RunAsked asked;  // of a live one
  KeptRef kept;    // of a kept one
  bool operator==(const BesideChoice&) const = default;
};

// A run of the store that can be chosen.
struct KeptChoice {
  RunId run{0};
  QString title, explanation;
  bool operator==(const KeptChoice&) const = default;
};

// Chooses a run beside the present one: a planner that is to be run live, with profile and options, or a kept run.
class BesideRow : public QWidget {
  Q_OBJECT

 public:
  // Run 1 … 3: B … D.
  explicit BesideRow(int run, QWidget* parent = nullptr);

  const BesideChoice& choice() const { return choice_; }
  // No signal.
  void show_choice(const BesideChoice& choice);
  // The kept runs of the scenario that is shown; a choice that is not among them stays.
  void show_kept(const std::vector<KeptChoice>& kept);
  // Live runs have the challenge of the present run.
  void set_challenge(Challenge challenge);
  // The user's own profiles, beside those that come with the program.
  void offer_profiles(const std::vector<EngineProfile>& own);
  void set_theme(const Theme& theme);

 Q_SIGNALS:
  void choiceChanged();

 private:
  void fill_sources();
  void choose_source(int index);
  void choose_profile(const EngineProfile& profile);
  void open_options();
  void take(const RunSetup& setup);
  void show_now();

  int run_;
  BesideChoice choice_;
  std::vector<KeptChoice> kept_;
  QLabel* letter_;
  QComboBox* source_;
  ProfileCombo* profile_;
  QToolButton* options_button_;
  RunOptions* options_;
};

}  // namespace stepscope::ui
