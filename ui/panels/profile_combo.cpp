#include "ui/panels/profile_combo.h"

#include <algorithm>

#include "core/profile/kept_profiles.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

const char* const kCustom = "custom";

}  // namespace

ProfileCombo::ProfileCombo(QWidget* parent) : QComboBox(parent) {
  QObject::connect(this, qOverload<int>(&QComboBox::activated), this, &ProfileCombo::choose);
  fill();
}

void ProfileCombo::offer(const std::vector<EngineProfile>& own) {
  if (own == own_) return;
  own_ = own;
  fill();
}

void ProfileCombo::show_profile(const EngineProfile& profile) {
  shown_ = profile;
  const auto same = std::ranges::find(listed_, profile.name, &EngineProfile::name);
  if (same == listed_.end() && profile.name != kCustom) return fill();  // from a file
  setCurrentIndex(static_cast<int>(same - listed_.begin()));
}

void ProfileCombo::fill() {
  listed_.clear();
  clear();
  for (const std::string_view name : EngineProfile::names()) listed_.push_back(EngineProfile::named(name).value());
  const auto is_listed = [this](const std::string& name) {
    return std::ranges::find(listed_, name, &EngineProfile::name) != listed_.end();
  };
  const std::size_t own = listed_.size();
  for (const EngineProfile& profile : own_)
    if (!is_listed(profile.name) && profile.name != kCustom) listed_.push_back(profile);
  if (!is_listed(shown_.name) && shown_.name != kCustom) listed_.push_back(shown_);
  for (std::size_t i = 0; i < listed_.size(); ++i) {
    addItem(to_qt(listed_[i].name));
    const QString sentence = to_qt(profile_sentence(listed_[i]));
    setItemData(static_cast<int>(i), i < own ? tr("Comes with the program: %1").arg(sentence) : sentence,
                Qt::ToolTipRole);
  }
  addItem(QString::fromLatin1(kCustom));
  setItemData(count() - 1, tr("Set the switches one by one"), Qt::ToolTipRole);
  show_profile(shown_);
}

void ProfileCombo::choose(int index) {
  if (index < 0 || index >= static_cast<int>(listed_.size())) return Q_EMIT customWished();
  shown_ = listed_[static_cast<std::size_t>(index)];
  Q_EMIT chosen(shown_);
}

}  // namespace stepscope::ui
