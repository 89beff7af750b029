#pragma once

#include <QWidget>
#include <array>
#include <vector>

#include "ui/bridge/compare_desk.h"
#include "ui/panels/beside_row.h"
#include "ui/theme/theme.h"

class QCheckBox;
class QPushButton;

namespace stepscope::ui {

class ElidedLabel;

// Who is compared with whom, and what begins it. GUI thread.
class CompareSetup : public QWidget {
  Q_OBJECT

 public:
  explicit CompareSetup(QWidget* parent = nullptr);

  // What the next run of A is to be.
  void follow(const RunSetup& setup);
  // The run that the window shows; empty: none.
  void show_present(const QString& name);
  // The user's own engine profiles.
  void offer_profiles(const std::vector<EngineProfile>& own);
  void show_kept(const std::vector<KeptChoice>& kept);
  const BesideChoice& choice(int place) const { return rows_[static_cast<std::size_t>(place)]->choice(); }
  // No signal.
  void show_choice(int place, const BesideChoice& choice);
  // Which buttons can do something.
  struct Offer {
    bool has_scenario{false};  // there is something to run
    bool has_finished{false};  // A is there and no longer going on
    bool measuring{false};
  };
  void offer(const Offer& offer);
  void set_theme(const Theme& theme);

 Q_SIGNALS:
  void choiceChanged(int place);
  // A and all live ones, in lockstep.
  void runWished();
  // The live ones beside A, which stays as it is.
  void othersWished();
  void leaveWished();
  void linkToggled(bool linked);

 private:
  void show_rows();
  void show_buttons();

  Offer offer_;
  ElidedLabel* present_;
  QString planned_, shown_;
  std::array<BesideRow*, kBesidePlaces> rows_;
  QPushButton *run_, *others_, *leave_;
  QCheckBox* linked_;
};

}  // namespace stepscope::ui
