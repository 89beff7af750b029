#include "ui/charts/step_strip.h"

#include <QPainter>
#include <QPicture>
#include <QVBoxLayout>
#include <utility>

#include "ui/charts/stage_legend.h"
#include "ui/charts/strip_plot.h"
#include "ui/charts/strip_text.h"

namespace stepscope::ui {

namespace {

constexpr int kTickMs = 33;
constexpr int kTwoLegendRows = 170;     // px, height from which on the legend may take two rows

}  // namespace

StepStrip::StepStrip(QWidget* parent)
    : QWidget(parent), plot_(new StripPlot(data_, this)), legend_(new StageLegend(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 4, 8, 4);
  layout->setSpacing(2);
  layout->addWidget(legend_);
  layout->addWidget(plot_, 1);
  setFocusPolicy(Qt::StrongFocus);
  plot_->setFocusProxy(this);
  plot_->setMouseTracking(true);
  plot_->installEventFilter(this);
  setAccessibleName(tr("Step strip"));
  setAccessibleDescription(tr("Time of every step, stacked by stage"));
  setMinimumHeight(110);
  setAutoFillBackground(true);
  clock_.start();
  tick_.setSingleShot(true);
  tick_.setInterval(kTickMs);
  connect(&tick_, &QTimer::timeout, this, &StepStrip::draw_now);
  set_theme(Theme::light_theme());
}

StepStrip::~StepStrip() = default;

void StepStrip::begin_run(int expected_steps, double interval_s) {
  data_.clear();
  median_of_ = 0;
  history_.clear();
  drag_ = Drag::kNone;
  cursor_ = -1;
  plot_->set_cursor_step(-1);
  plot_->set_first_own_step(0);
  plot_->set_selection(std::nullopt);
  plot_->set_highlighted({});
  plot_->hold_scale(false);
  plot_->set_expected_steps(expected_steps);
  plot_->set_interval(interval_s);
  plot_->show_all();
  schedule();
}

void StepStrip::append(const std::vector<FramePtr>& frames) {
  for (const FramePtr& frame : frames)
    if (frame) data_.append(*frame);
  if (!frames.empty()) schedule();
}

void StepStrip::set_first_own_step(int step) {
  plot_->set_first_own_step(step);
  schedule();
}

int StepStrip::first_own_step() const { return plot_->first_own_step(); }

void StepStrip::set_reach(int steps) {
  if (steps == plot_->reach()) return;
  plot_->set_reach(steps);
  schedule();
}

void StepStrip::set_cursor(int step) {
  if (step == cursor_) return;
  cursor_ = step;
  plot_->set_cursor_step(step);
  if (plot_->bring_into_sight(step))
    schedule();
  else if (!tick_.isActive())
    plot_->redraw_cursor();
}

void StepStrip::set_bookmarks(const std::vector<Bookmark>& bookmarks) {
  plot_->set_bookmarks(bookmarks);
  schedule();
}

void StepStrip::set_highlighted(const std::vector<int>& steps) {
  plot_->set_highlighted(steps);
  schedule();
}

void StepStrip::set_budgets(const StepBudgets& budgets) {
  plot_->set_budgets(budgets.made_valid());
  schedule();
}

const StepBudgets& StepStrip::budgets() const { return plot_->budgets(); }

void StepStrip::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.chart_background);
  setPalette(colours);
  legend_->set_theme(theme);
  plot_->set_theme(theme);
  schedule();
}

void StepStrip::schedule() {
  if (!tick_.isActive()) tick_.start();
}

void StepStrip::draw_now() {
  tick_.stop();
  legend_->show_groups(data_.groups_in_use());
  plot_->refresh();
  const StripScale& scale = plot_->scale();
  if (std::exchange(median_of_, data_.size()) != data_.size()) median_ns_ = static_cast<double>(data_.median_ns());
  legend_->show_remark(budget_note(scale, median_ns_), short_budget_note(scale, median_ns_));
}

void StepStrip::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  // The bars come first: a second row of names only where the plot stays tall enough.
  legend_->set_most_rows(height() >= kTwoLegendRows ? 2 : 1);
  schedule();   // another width, other columns
}

ChartExport StepStrip::exporter() {
  return {.name = QStringLiteral("steps"),
          .size = [this] { return size(); },
          .draw =
              [this](QPainter& painter) {
                draw_now();
                painter.fillRect(rect(), palette().color(QPalette::Window));
                painter.translate(legend_->pos());
                legend_->render(&painter, {}, {}, QWidget::DrawChildren);
                painter.translate(plot_->pos() - legend_->pos());
                painter.drawPicture(0, 0, plot_->as_picture());
              },
          .csv = [this] { return strip_csv(data_); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

}  // namespace stepscope::ui
