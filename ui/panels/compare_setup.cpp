#include "ui/panels/compare_setup.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/compare_text.h"
#include "ui/panels/elided_label.h"

namespace stepscope::ui {

CompareSetup::CompareSetup(QWidget* parent)
    : QWidget(parent),
      present_(new ElidedLabel(this)),
      run_(new QPushButton(tr("Run side by side"), this)),
      others_(new QPushButton(tr("Others only"), this)),
      leave_(new QPushButton(tr("A alone"), this)),
      linked_(new QCheckBox(tr("Linked cameras"), this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 4, 6, 4);
  column->setSpacing(4);
  present_->setTextFormat(Qt::PlainText);
  present_->set_explanation(
      tr("A is the run that the window shows; planner, profile and options of its next run are "
         "set in the run bar, another kept run is opened in Runs"));
  column->addWidget(present_);
  for (int place = 0; place < kBesidePlaces; ++place) {
    auto* row = new BesideRow(place + 1, this);
    rows_[static_cast<std::size_t>(place)] = row;
    column->addWidget(row);
    QObject::connect(row, &BesideRow::choiceChanged, this, [this, place] {
      show_rows();
      show_buttons();
      Q_EMIT choiceChanged(place);
    });
  }
  leave_->setToolTip(tr("Takes everybody from beside A; A stays as it is"));
  linked_->setChecked(true);
  linked_->setToolTip(tr("All scenes look at the same place and follow A; off: each has a camera of its own"));
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(4);
  buttons->addWidget(run_, 1);
  buttons->addWidget(others_, 1);
  column->addLayout(buttons);
  auto* below = new QHBoxLayout;
  below->addWidget(linked_, 1);
  below->addWidget(leave_);
  column->addLayout(below);
  column->addStretch(1);
  QObject::connect(run_, &QPushButton::clicked, this, &CompareSetup::runWished);
  QObject::connect(others_, &QPushButton::clicked, this, &CompareSetup::othersWished);
  QObject::connect(leave_, &QPushButton::clicked, this, &CompareSetup::leaveWished);
  QObject::connect(linked_, &QCheckBox::toggled, this, &CompareSetup::linkToggled);
  show_present({});
  show_rows();
  show_buttons();
}

void CompareSetup::follow(const RunSetup& setup) {
  planned_ = run_name(setup);
  show_present(shown_);
  for (BesideRow* row : rows_) row->set_challenge(setup.request.challenge);
}

void CompareSetup::show_present(const QString& name) {
  shown_ = name;
  present_->set_full_text(name.isEmpty() ? tr("A  %1 (as the run bar says)").arg(planned_) : tr("A  %1").arg(name));
}

void CompareSetup::offer_profiles(const std::vector<EngineProfile>& own) {
  for (BesideRow* row : rows_) row->offer_profiles(own);
}

void CompareSetup::show_kept(const std::vector<KeptChoice>& kept) {
  for (BesideRow* row : rows_) row->show_kept(kept);
}

void CompareSetup::show_choice(int place, const BesideChoice& choice) {
  rows_[static_cast<std::size_t>(place)]->show_choice(choice);
  show_rows();
  show_buttons();
}

// A row more than are in use, so that it is clear what comes next.
void CompareSetup::show_rows() {
  bool room = true;
  for (BesideRow* row : rows_) {
    const bool used = row->choice().kind != BesideChoice::Kind::kNobody;
    row->setVisible(used || room);
    room = used && room;
  }
}

void CompareSetup::offer(const Offer& offer) {
  offer_ = offer;
  show_buttons();
}

void CompareSetup::show_buttons() {
  const auto is = [](BesideChoice::Kind kind) {
    return [kind](const BesideRow* row) { return row->choice().kind == kind; };
  };
  const bool live = std::ranges::any_of(rows_, is(BesideChoice::Kind::kLive));
  const bool any = !std::ranges::all_of(rows_, is(BesideChoice::Kind::kNobody));
  run_->setEnabled(live && offer_.has_scenario && !offer_.measuring);
  run_->setToolTip(!offer_.has_scenario ? tr("Choose a scenario first")
                   : !live              ? tr("Choose a planner for B first")
                   : offer_.measuring   ? tr("Wait for the end of the measurement, or cancel it")
                                        : tr("Runs A as the run bar says and the live ones from the beginning, in "
                                               "turn: a step of each at a time"));
  others_->setEnabled(live && offer_.has_scenario && offer_.has_finished && !offer_.measuring);
  others_->setToolTip(offer_.has_finished ? tr("Runs the live ones; A stays as it is")
                                          : tr("A has no steps yet: run all side by side"));
  leave_->setEnabled(any);
}

void CompareSetup::set_theme(const Theme& theme) {
  for (BesideRow* row : rows_) row->set_theme(theme);
  present_->setStyleSheet(QStringLiteral("font-weight: 600; color: %1;").arg(theme.arm(0).name()));
}

}  // namespace stepscope::ui
