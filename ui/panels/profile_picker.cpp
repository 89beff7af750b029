#include "ui/panels/profile_picker.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

QString sentence(const EngineProfile& profile) { return to_qt(profile_sentence(profile)); }

}  // namespace

ProfilePicker::ProfilePicker(const std::vector<KeptProfile>& profiles, QWidget* parent)
    : QWidget(parent),
      listed_(static_cast<int>(profiles.size())),
      combo_(new QComboBox(this)),
      note_(new QLabel(this)) {
  combo_->setAccessibleName(tr("Engine profile"));
  note_->setTextFormat(Qt::PlainText);
  note_->setWordWrap(true);
  note_->setProperty("role", QStringLiteral("muted"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(combo_);
  column->addWidget(note_);
  for (const KeptProfile& kept : profiles) add(kept);
  setFocusProxy(combo_);
  QObject::connect(combo_, qOverload<int>(&QComboBox::activated), this, &ProfilePicker::take);
}

void ProfilePicker::add(const KeptProfile& kept) {
  profiles_.push_back(kept);
  combo_->addItem(to_qt(kept.profile.name));
  const QString tip = kept.file.empty() ? sentence(kept.profile)
                                        : QStringLiteral("%1\n%2").arg(sentence(kept.profile), path_text(kept.file));
  combo_->setItemData(combo_->count() - 1, tip, Qt::ToolTipRole);
}

void ProfilePicker::show_profile(const EngineProfile& profile) {
  while (combo_->count() > listed_) {
    combo_->removeItem(listed_);
    profiles_.pop_back();
  }
  int index = 0;
  while (index < listed_ && profiles_[static_cast<std::size_t>(index)].profile != profile) ++index;
  if (index == listed_) add({.profile = profile});
  combo_->setCurrentIndex(index);
  explain(profile);
}

void ProfilePicker::choose(const QString& name) {
  const int index = combo_->findText(name);
  if (index < 0) return;
  combo_->setCurrentIndex(index);
  take(index);
}

QString ProfilePicker::chosen() const { return combo_->currentText(); }
QString ProfilePicker::explanation() const { return note_->text(); }

void ProfilePicker::take(int index) {
  const EngineProfile profile = profiles_[static_cast<std::size_t>(index)].profile;
  show_profile(profile);
  Q_EMIT profileChosen(profile);
}

void ProfilePicker::explain(const EngineProfile& profile) { note_->setText(sentence(profile)); }

}  // namespace stepscope::ui
