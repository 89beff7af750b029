#include "ui/panels/start_page.h"

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/panels/elided_label.h"
#include "ui/panels/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/tip_text.h"

namespace stepscope::ui {

namespace {

constexpr int kShownRecent = 5;

}  // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent),
      demo_(make_card(tr("Play the demo"), tr("A synthetic city with traffic; nothing to download"))),
      open_(make_card(tr("Open a folder…"), tr("nuPlan logs (.db) with their maps; or drop one here"))),
      recent_title_(new QLabel(tr("Recent"), this)),
      recent_(new QVBoxLayout),
      note_(new QLabel(this)) {
  setObjectName(QStringLiteral("startPage"));
  auto* title = new QLabel(tr("Stepscope"), this);
  title->setProperty("role", QStringLiteral("title"));
  auto* subtitle =
      new QLabel(tr("Open a driving log, watch a planner drive it, see where every millisecond goes."), this);
  subtitle->setWordWrap(true);
  subtitle->setProperty("role", QStringLiteral("muted"));
  recent_title_->setProperty("role", QStringLiteral("heading"));
  note_->setProperty("role", QStringLiteral("muted"));
  note_->setWordWrap(true);

  auto* column = new QVBoxLayout;
  column->setSpacing(10);
  for (QWidget* part : {static_cast<QWidget*>(title), static_cast<QWidget*>(subtitle), static_cast<QWidget*>(demo_),
                        static_cast<QWidget*>(open_), static_cast<QWidget*>(recent_title_)})
    column->addWidget(part);
  column->addLayout(recent_);
  column->addWidget(note_);

  auto* block = new QWidget(this);
  block->setLayout(column);
  block->setMaximumWidth(460);
  auto* outer = new QVBoxLayout(this);
  outer->addStretch(1);
  auto* middle = new QHBoxLayout;
  middle->addStretch(1);
  middle->addWidget(block, 20);
  middle->addStretch(1);
  outer->addLayout(middle);
  outer->addStretch(2);
  setFocusProxy(demo_);
  QObject::connect(demo_, &QPushButton::clicked, this, &StartPage::demoWished);
  QObject::connect(open_, &QPushButton::clicked, this, &StartPage::openWished);
  show_recent({});
}

QPushButton* StartPage::make_card(const QString& title, const QString& text) {
  auto* card = new QPushButton(QStringLiteral("%1\n%2").arg(title, text), this);
  card->setProperty("role", QStringLiteral("card"));
  card->setIconSize({32, 32});
  card->setAccessibleName(title);
  card->setAccessibleDescription(text);
  card->setCursor(Qt::PointingHandCursor);
  card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  return card;
}

void StartPage::set_theme(const Theme& theme) {
  demo_->setIcon(coloured_icon(QStringLiteral("play"), theme.accent, theme.border));
  open_->setIcon(coloured_icon(QStringLiteral("open"), theme.accent, theme.border));
}

void StartPage::show_recent(const QStringList& folders) {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  recent_title_->setVisible(!folders.isEmpty());
  for (const QString& folder : folders.first(std::min<qsizetype>(folders.size(), kShownRecent))) {
    auto* button = new QPushButton(this);
    button->setText(fontMetrics().elidedText(folder, Qt::ElideMiddle, 400));
    button->setToolTip(tip_text(folder));
    button->setFlat(true);
    button->setProperty("role", QStringLiteral("link"));
    button->setCursor(Qt::PointingHandCursor);
    recent_->addWidget(button);
    QObject::connect(button, &QPushButton::clicked, this, [this, folder] { Q_EMIT recentWished(folder); });
  }
}

void StartPage::show_note(const QString& text) {
  note_->setText(text);
  note_->setVisible(!text.isEmpty());
}

}  // namespace stepscope::ui
