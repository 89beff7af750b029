#include "ui/panels/missing_scene_page.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace stepscope::ui {

MissingScenePage::MissingScenePage(QWidget* parent)
    : QWidget(parent),
      run_(new QLabel(this)),
      why_(new QLabel(this)),
      locate_(new QPushButton(tr("Locate data…"), this)) {
  setObjectName(QStringLiteral("missingScene"));
  auto* title = new QLabel(tr("No scene: the data of this run are not there"), this);
  title->setProperty("role", QStringLiteral("heading"));
  auto* rest = new QLabel(tr("Steps, statistics, score and what else was recorded are shown in the panels. To see the "
                             "scene as well, name the folder with the log and its maps."),
                          this);
  rest->setProperty("role", QStringLiteral("muted"));
  for (QLabel* label : {title, run_, why_, rest}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
  }
  why_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  locate_->setToolTip(tr("Choose a folder with logs and maps"));
  locate_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

  auto* block = new QWidget(this);
  block->setMaximumWidth(520);
  auto* column = new QVBoxLayout(block);
  column->setSpacing(10);
  for (QWidget* part : {static_cast<QWidget*>(title), static_cast<QWidget*>(run_), static_cast<QWidget*>(why_),
                        static_cast<QWidget*>(rest), static_cast<QWidget*>(locate_)})
    column->addWidget(part);
  auto* middle = new QHBoxLayout;
  middle->addStretch(1);
  middle->addWidget(block, 20);
  middle->addStretch(1);
  auto* outer = new QVBoxLayout(this);
  outer->addStretch(1);
  outer->addLayout(middle);
  outer->addStretch(2);
  QObject::connect(locate_, &QPushButton::clicked, this, &MissingScenePage::locateWished);
}

void MissingScenePage::show_missing(const QString& run, const QString& why) {
  run_->setText(run);
  why_->setText(why);
}

QString MissingScenePage::text() const { return why_->text(); }

}  // namespace stepscope::ui
