#pragma once

// The plot inside the step strip. Only the strip's own sources include this (it brings in QCustomPlot).

#include "ui/charts/strip_history.h"
#include "ui/charts/strip_layers.h"

namespace stepscope::ui {

enum class BudgetLine : std::uint8_t { kBudget, kLimit };

// Axes, zoom and layers of the step strip. Draws when told to. GUI thread.
class StripPlot : public QCustomPlot {
 public:
  // `steps` must outlive the plot.
  explicit StripPlot(const StepStripData& steps, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_interval(double seconds) { interval_s_ = seconds; }
  void set_expected_steps(int count) { expected_steps_ = count; }
  void set_reach(int steps) { reach_ = steps; }
  int reach() const { return reach_; }
  void set_tall_bars(TallBars tall) { tall_ = tall; }
  TallBars tall_bars() const { return tall_; }
  void set_cursor_step(int step);
  void set_first_own_step(int step) { scene_.first_own_step = step; }
  int first_own_step() const { return scene_.first_own_step; }
  void set_selection(std::optional<std::pair<int, int>> steps) { scene_.selection = steps; }
  const std::optional<std::pair<int, int>>& selection() const { return scene_.selection; }
  void set_bookmarks(std::vector<Bookmark> bookmarks) { scene_.bookmarks = std::move(bookmarks); }
  const std::vector<Bookmark>& bookmarks() const { return scene_.bookmarks; }
  // Steps to point out, ascending.
  void set_highlighted(std::vector<int> steps) { scene_.highlighted = std::move(steps); }
  void set_budgets(const StepBudgets& budgets) { budgets_ = budgets; }
  const StepBudgets& budgets() const { return budgets_; }
  // While a line is dragged the value axis stays as it is, lest the line runs away from the pointer.
  void hold_scale(bool held) { scale_held_ = held; }

  // Fits the axes to what is in sight and draws everything.
  void refresh();
  void redraw_cursor();
  // What is drawn, as commands that any painter can repeat.
  QPicture as_picture();

  void show_all();
  // Zooms about a pixel; `factor` < 1 shows fewer steps. Never shows fewer than ten, never more than all.
  void zoom(double factor, int at_pixel);
  void pan(double pixels);
  bool zoomed() const { return zoomed_; }
  // Range in sight and selection, to return to.
  StripView view() const;
  void restore(const StripView& view);
  // Moves the range in sight so that the step is in it; true if it had to.
  bool bring_into_sight(int step);

  const StripScale& scale() const { return scene_.scale; }
  // Column under a pixel, null beside the bars.
  const StripColumn* column_at(int pixel) const;
  // Step at a pixel, rounded and limited to the known ones; -1 without steps.
  int step_at(int pixel) const;
  // The same, of all that can be chosen.
  int reachable_at(int pixel) const;
  // Pixel of a step, the middle for -1.
  int pixel_of(int step) const;
  // The budget line within a few pixels of the place, if one is in sight.
  std::optional<BudgetLine> line_at(QPoint place) const;
  // Duration at the height of a pixel, rounded as finely as the plot can show.
  std::int64_t duration_at(int y) const;
  // The bookmark whose mark is at the place, null without one.
  const Bookmark* bookmark_at(QPoint place) const;

 private:
  QCPRange full_range() const;
  void set_range(QCPRange range);
  void fit();
  void fit_axes();

  const StepStripData& data_;
  StripDecimator decimator_;
  StripScene scene_;
  TallBars tall_{TallBars::kCut};
  StepBudgets budgets_;
  bool scale_held_{false};
  double interval_s_{0.0};
  int expected_steps_{0}, reach_{0};
  bool zoomed_{false};
};

}  // namespace stepscope::ui
