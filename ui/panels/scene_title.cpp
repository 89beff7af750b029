#include "ui/panels/scene_title.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/panels/elided_label.h"

namespace stepscope::ui {

namespace {
constexpr int kStripePx = 3;
}

SceneTitle::SceneTitle(int run, QWidget* parent)
    : QWidget(parent), run_(run), title_(new ElidedLabel(this)), figures_(new ElidedLabel(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 2, 8, 2 + kStripePx);
  row->setSpacing(8);
  row->addWidget(title_, 3);
  row->addWidget(figures_, 4);
  title_->setTextFormat(Qt::PlainText);
  figures_->setTextFormat(Qt::PlainText);
  figures_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  QFont bold = font();
  bold.setBold(true);
  title_->setFont(bold);
  set_name({});
}

void SceneTitle::set_name(const QString& name) {
  name_ = name;
  title_->set_full_text(QStringLiteral("%1  %2").arg(QLatin1Char(static_cast<char>('A' + run_))).arg(name));
}

void SceneTitle::set_figures(const QString& figures, const QString& explanation) {
  if (figures == figures_text_ && explanation == explanation_) return;
  figures_text_ = figures;
  explanation_ = explanation;
  figures_->set_full_text(figures);
  figures_->set_explanation(explanation);
}

void SceneTitle::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

void SceneTitle::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.panel);
  painter.fillRect(QRect(0, height() - kStripePx, width(), kStripePx), theme_.arm(run_));
}

}  // namespace stepscope::ui
