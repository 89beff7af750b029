#include "ui/panels/profile_combo.h"

#include <algorithm>

#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

const char* const kCustom = "custom";

QString difference_from_fast(const EngineProfile& profile) {
  const auto switches = switches_of(profile), fast = switches_of(EngineProfile::fast());
  QStringList lines;
  for (std::size_t i = 0; i < switches.size(); ++i)
    if (switches[i].value != fast[i].value)
      lines << QStringLiteral("%1=%2").arg(to_qt(switches[i].key), to_qt(switches[i].value));
  return lines.isEmpty() ? ProfileCombo::tr("as fast") : lines.join(QLatin1Char('\n'));
}

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
    setItemData(
        static_cast<int>(i),
        i < own ? tr("Comes with the program") : tr("Differs from fast:\n%1").arg(difference_from_fast(listed_[i])),
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
