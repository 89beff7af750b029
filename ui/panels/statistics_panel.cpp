#include "ui/panels/statistics_panel.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/charts/stage_table.h"
#include "ui/models/deadline_text.h"

namespace stepscope::ui {

StatisticsPanel::StatisticsPanel(QWidget* parent)
    : QWidget(parent), deadlines_(new QLabel(this)), table_(new StageTable(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(deadlines_);
  column->addWidget(table_, 1);
  deadlines_->setWordWrap(true);
  deadlines_->setTextFormat(Qt::PlainText);
  deadlines_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  deadlines_->setMargin(4);
  deadlines_->setAccessibleName(tr("How the steps kept their budgets"));
  deadlines_->setToolTip(
      tr("Steps over the budgets (change them in Steps: drag a line, or its context menu), the "
         "longest row of them, the 99th percentile against the first budget, simulated seconds per "
         "second of stepping. The first step of a run is cold and told apart."));
  deadlines_->hide();
  setFocusProxy(table_);
  QObject::connect(table_, &StageTable::exportFailed, this, &StatisticsPanel::exportFailed);
}

void StatisticsPanel::show(const RunStatistics& statistics, int first_step) {
  const QString text = deadline_text(statistics, first_step);
  deadlines_->setText(text);
  deadlines_->setVisible(!text.isEmpty());
  table_->show(statistics);
}

void StatisticsPanel::set_theme(const Theme& theme) {
  QPalette colours = deadlines_->palette();
  colours.setColor(QPalette::WindowText, theme.text);
  deadlines_->setPalette(colours);
  table_->set_theme(theme);
}

QString StatisticsPanel::deadlines() const { return deadlines_->text(); }

}  // namespace stepscope::ui
