#include "ui/panels/error_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/panels/icons.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

constexpr int kInfoStaysMs = 10'000;
constexpr int kOfferStaysMs = 30'000;

}  // namespace

ErrorBar::ErrorBar(QWidget* parent)
    : QFrame(parent),
      theme_(&Theme::light_theme()),
      icon_(new QLabel(this)),
      text_(new QLabel(this)),
      actions_(new QHBoxLayout),
      copy_(new QToolButton(this)),
      close_(new QToolButton(this)) {
  setObjectName(QStringLiteral("errorBar"));
  setFocusPolicy(Qt::ClickFocus);
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  copy_->setToolTip(tr("Copy the message"));
  copy_->setAccessibleName(tr("Copy the message"));
  close_->setToolTip(tr("Dismiss (it stays in Messages)"));
  close_->setAccessibleName(tr("Dismiss the message"));
  auto* details = new QToolButton(this);
  details->setText(tr("Messages"));
  details->setToolTip(tr("Show all messages"));
  for (QToolButton* button : {copy_, close_, details}) button->setAutoRaise(true);

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 4, 6, 4);
  row->addWidget(icon_);
  row->addWidget(text_, 1);
  row->addLayout(actions_);
  row->addWidget(details);
  row->addWidget(copy_);
  row->addWidget(close_);
  QObject::connect(close_, &QToolButton::clicked, this, &QWidget::hide);
  QObject::connect(details, &QToolButton::clicked, this, &ErrorBar::detailsWished);
  QObject::connect(copy_, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(text_->text()); });
  away_.setSingleShot(true);
  QObject::connect(&away_, &QTimer::timeout, this, &QWidget::hide);
  hide();
}

void ErrorBar::show_message(Severity severity, const QString& text, const std::vector<BarAction>& actions) {
  severity_ = severity;
  text_->setText(text);
  while (QLayoutItem* item = actions_->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();  // it may be the one that was clicked
    delete item;
  }
  for (const BarAction& action : actions) {
    auto* button = new QPushButton(action.text, this);
    button->setAutoDefault(false);
    button->setFocusPolicy(Qt::TabFocus);  // a click leaves the keys where they are: the button goes away
    actions_->addWidget(button);
    QObject::connect(button, &QPushButton::clicked, this, [this, act = action.act] {
      hide();
      act();
    });
  }
  colour();
  show();
  away_.stop();
  if (severity == Severity::kInfo) away_.start(actions.empty() ? kInfoStaysMs : kOfferStaysMs);
}

void ErrorBar::withdraw(const QString& text) {
  if (text_->text() == text) hide();
}

QString ErrorBar::text() const { return text_->text(); }

void ErrorBar::set_theme(const Theme& theme) {
  theme_ = &theme;
  colour();
}

void ErrorBar::colour() {
  const QColor colour = severity_ == Severity::kError     ? theme_->error
                        : severity_ == Severity::kWarning ? theme_->warning
                                                          : theme_->accent;
  const QString name = severity_ == Severity::kError     ? QStringLiteral("error")
                       : severity_ == Severity::kWarning ? QStringLiteral("warning")
                                                         : QStringLiteral("info");
  icon_->setPixmap(coloured_icon(name, colour, colour).pixmap(18, 18));
  copy_->setIcon(themed_icon(QStringLiteral("copy"), *theme_));
  close_->setIcon(themed_icon(QStringLiteral("close"), *theme_));
  QColor fill = colour;
  fill.setAlpha(theme_->dark ? 40 : 26);
  setStyleSheet(QStringLiteral("#errorBar { background: %1; border: 0; border-left: 4px solid %2; }")
                    .arg(fill.name(QColor::HexArgb), colour.name()));
}

void ErrorBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape)
    hide();
  else
    QFrame::keyPressEvent(event);
}

}  // namespace stepscope::ui
