#include "ui/window/profile_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QStandardPaths>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/profile/optimisation.h"
#include "core/profile/profile_file.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

enum Column { kNumber, kSwitch, kValue, kBaseline, kFast, kMeaning, kColumns };

QTableWidgetItem* cell(const QString& text) {
  auto* item = new QTableWidgetItem(text);
  item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  return item;
}

QString number_of(const std::string& key) {
  const auto found = std::ranges::find(optimisations(), key, &Optimisation::key);
  return found == optimisations().end() ? QString() : QString::number(found->number);
}

}  // namespace

std::filesystem::path own_profiles() {
  return to_path(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/profiles"));
}

std::vector<EngineProfile> own_profiles_kept() {
  std::vector<EngineProfile> own;
  for (const KeptProfile& kept : profiles_in(own_profiles()).profiles) own.push_back(kept.profile);
  return own;
}

ProfileDialog::ProfileDialog(std::filesystem::path folder, QWidget* parent)
    : QDialog(parent),
      folder_(std::move(folder)),
      list_(new QListWidget(this)),
      switches_(new QTableWidget(this)),
      note_(new QLabel(this)) {
  setWindowTitle(tr("Engine profiles"));
  resize(1000, 620);
  list_->setAccessibleName(tr("Profiles"));
  list_->setMaximumWidth(190);
  note_->setWordWrap(true);
  note_->setTextFormat(Qt::PlainText);
  note_->setProperty("role", QStringLiteral("muted"));
  auto* use = new QPushButton(tr("Use for the next run"), this);
  use->setDefault(true);
  auto* save = new QPushButton(tr("Save as…"), this);
  auto* open = new QPushButton(tr("Open a file…"), this);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  buttons->addButton(use, QDialogButtonBox::AcceptRole);
  buttons->addButton(save, QDialogButtonBox::ActionRole);
  buttons->addButton(open, QDialogButtonBox::ActionRole);

  auto* row = new QHBoxLayout;
  row->addWidget(list_);
  row->addWidget(switches_, 1);
  auto* column = new QVBoxLayout(this);
  column->addWidget(note_);
  column->addLayout(row, 1);
  column->addWidget(buttons);
  fill_switches();
  fill_list();
  QObject::connect(list_, &QListWidget::currentRowChanged, this, &ProfileDialog::choose);
  QObject::connect(use, &QPushButton::clicked, this, [this] {
    Q_EMIT useWished(profile_);
    accept();
  });
  QObject::connect(save, &QPushButton::clicked, this, &ProfileDialog::ask_and_save);
  QObject::connect(open, &QPushButton::clicked, this, &ProfileDialog::ask_and_open);
  QObject::connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  show_profile(EngineProfile::fast());
}

void ProfileDialog::fill_list() {
  const QScopedValueRollback guard(showing_, true);
  kept_.clear();
  problems_.clear();
  list_->clear();
  for (const std::string_view name : EngineProfile::names())
    kept_.push_back({.profile = EngineProfile::named(name).value(), .file = {}});
  const ProfileFolder own = profiles_in(folder_);
  kept_.insert(kept_.end(), own.profiles.begin(), own.profiles.end());
  for (const Error& problem : own.problems) problems_ << error_text(problem);
  for (const KeptProfile& kept : kept_) {
    auto* item = new QListWidgetItem(to_qt(kept.profile.name), list_);
    item->setToolTip(kept.file.empty() ? tr("Comes with the program") : path_text(kept.file));
  }
}

void ProfileDialog::fill_switches() {
  const auto fast = switches_of(EngineProfile::fast()), baseline = switches_of(EngineProfile::baseline());
  switches_->setColumnCount(kColumns);
  switches_->setHorizontalHeaderLabels(
      {tr("no."), tr("switch"), tr("this profile"), tr("baseline"), tr("fast"), tr("what it means")});
  switches_->horizontalHeaderItem(kNumber)->setToolTip(tr("In the list of the twelve optimisations"));
  switches_->setRowCount(static_cast<int>(fast.size()));
  switches_->verticalHeader()->hide();
  switches_->setWordWrap(true);
  switches_->setSelectionMode(QAbstractItemView::NoSelection);
  switches_->setAccessibleName(tr("Switches of the profile"));
  for (int row = 0; row < switches_->rowCount(); ++row) {
    const auto i = static_cast<std::size_t>(row);
    auto* combo = new QComboBox(switches_);
    for (const std::string& choice : fast[i].choices) combo->addItem(to_qt(choice));
    combo->setAccessibleName(to_qt(fast[i].key));
    combo->setToolTip(to_qt(fast[i].explanation));
    QObject::connect(combo, &QComboBox::currentTextChanged, this,
                     [this, key = fast[i].key](const QString& value) { edit(key, value); });
    switches_->setItem(row, kNumber, cell(number_of(fast[i].key)));
    switches_->setItem(row, kSwitch, cell(to_qt(fast[i].key)));
    switches_->setCellWidget(row, kValue, combo);
    switches_->setItem(row, kBaseline, cell(to_qt(baseline[i].value)));
    switches_->setItem(row, kFast, cell(to_qt(fast[i].value)));
    switches_->setItem(row, kMeaning, cell(to_qt(fast[i].explanation)));
  }
  for (const int column : {kNumber, kSwitch, kValue, kBaseline, kFast})
    switches_->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  switches_->horizontalHeader()->setSectionResizeMode(kMeaning, QHeaderView::Stretch);
  switches_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void ProfileDialog::show_values() {
  const QScopedValueRollback guard(showing_, true);
  const auto all = switches_of(profile_);
  for (int row = 0; row < switches_->rowCount(); ++row)
    if (auto* combo = qobject_cast<QComboBox*>(switches_->cellWidget(row, kValue)))
      combo->setCurrentText(to_qt(all[static_cast<std::size_t>(row)].value));
  const auto kept = std::ranges::find(kept_, profile_, &KeptProfile::profile);
  list_->setCurrentRow(kept == kept_.end() ? -1 : static_cast<int>(kept - kept_.begin()));
  const QString name = to_qt(profile_.name);
  QString text = tr("%1 comes with the program. Change a switch to make a profile of your own.").arg(name);
  if (kept == kept_.end()) {
    text = tr("%1: not saved. “Use for the next run” takes it as it is; “Save as…” keeps it as a file, which --profile "
              "takes, too.")
               .arg(name);
  } else if (!kept->file.empty()) {
    text = tr("%1 is kept in %2").arg(name, path_text(kept->file));
  }
  note_->setText((QStringList{text} + problems_).join(QLatin1Char('\n')));
}

void ProfileDialog::show_profile(const EngineProfile& profile) {
  profile_ = profile;
  show_values();
}

void ProfileDialog::choose(int row) {
  if (showing_ || row < 0) return;
  show_profile(kept_[static_cast<std::size_t>(row)].profile);
}

void ProfileDialog::edit(const std::string& key, const QString& value) {
  if (showing_ || !set_switch(profile_, key, value.toStdString()).ok()) return;
  const std::string named = name_of_switches(profile_);
  profile_.name = named.empty() ? "custom" : named;
  show_values();
}

Status ProfileDialog::save_as(const QString& name) {
  static const QRegularExpression kAllowed(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9 ._-]*$"));
  if (!kAllowed.match(name).hasMatch())
    return make_error("a name begins with a letter or digit and goes on with these, spaces, dots, - and _");
  EngineProfile profile = profile_;
  profile.name = name.toStdString();
  if (const auto taken = EngineProfile::named(profile.name); taken.ok())
    return make_error("\"" + profile.name + "\" is a profile that comes with the program");
  std::error_code code;
  std::filesystem::create_directories(folder_, code);
  if (Status written = write_profile_file(profile, folder_ / (profile.name + ".json")); !written.ok()) return written;
  profile_ = profile;
  fill_list();
  show_values();
  return {};
}

void ProfileDialog::ask_and_save() {
  bool ok = false;
  const QString name =
      QInputDialog::getText(this, tr("Save the profile"), tr("Name:"), QLineEdit::Normal, to_qt(profile_.name), &ok);
  if (!ok) return;
  if (const Status saved = save_as(name.trimmed()); !saved.ok()) note_->setText(error_text(saved.error()));
}

void ProfileDialog::ask_and_open() {
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Open a profile"), {}, tr("Engine profiles (*.json);;All files (*)"));
  if (file.isEmpty()) return;
  const auto profile = read_profile_file(to_path(file));
  if (profile.ok()) return show_profile(profile.value());
  note_->setText(error_text(profile.error()));
}

}  // namespace stepscope::ui
