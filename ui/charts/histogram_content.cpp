#include "ui/charts/histogram_content.h"

#include <QCoreApplication>
#include <QTextStream>
#include <algorithm>
#include <cmath>
#include <limits>

namespace stepscope::ui {

namespace {

QString say(const char* text) { return QCoreApplication::translate("HistogramChart", text); }

std::size_t bin_of(const Histogram& histogram, double ns) {
  const auto begin = histogram.edges_ns.begin() + 1, end = histogram.edges_ns.end() - 1;
  return static_cast<std::size_t>(std::upper_bound(begin, end, ns) - begin);
}

}  // namespace

std::pair<std::size_t, std::size_t> bins_between(const Histogram& histogram, double a_ns, double b_ns) {
  return std::minmax({bin_of(histogram, a_ns), bin_of(histogram, b_ns)});
}

DurationRange range_of_bins(const Histogram& histogram, std::size_t first, std::size_t last) {
  const double to = histogram.edges_ns[last + 1];
  const bool of_all = last + 1 == histogram.counts.size();
  return {.from_ns = histogram.edges_ns[first],
          .to_ns = of_all ? std::nextafter(to, std::numeric_limits<double>::infinity()) : to};
}

std::vector<std::size_t> values_in(const HistogramContent& content, const DurationRange& range) {
  return indices_within(content.values_ns, range.from_ns, std::nextafter(range.to_ns, 0.0));
}

QString histogram_caption(const HistogramContent& content, const Histogram& histogram) {
  const Distribution& d = content.summary;
  QStringList words{content.title,
                    say("%1 steps").arg(count_text(d.count)),
                    say("mean %1").arg(duration_text(d.mean)),
                    say("p50 %1").arg(duration_text(d.p50)),
                    say("p95 %1").arg(duration_text(d.p95)),
                    say("p99 %1").arg(duration_text(d.p99)),
                    say("max %1").arg(duration_text(d.max))};
  if (histogram.not_shown > 0)
    words << say("%1 steps of 0 ns have no place on a logarithmic axis").arg(count_text(histogram.not_shown));
  if (content.budgets && d.p50 > 0.0) {
    const auto budget = static_cast<double>(content.budgets->budget_ns);
    if (!histogram.edges_ns.empty() && budget > histogram.edges_ns.back())
      words << say("%1 budget → %2 × the median")
                   .arg(budget_text(content.budgets->budget_ns), three_digits(budget / d.p50));
  }
  return words.join(QStringLiteral(" · "));
}

QString histogram_csv(const Histogram& histogram) {
  QString text;
  QTextStream out(&text);
  out << "from_ns,to_ns,steps,cumulative_share\n";
  for (std::size_t i = 0; i < histogram.counts.size(); ++i)
    out << QString::number(histogram.edges_ns[i], 'g', 12) << ',' << QString::number(histogram.edges_ns[i + 1], 'g', 12)
        << ',' << histogram.counts[i] << ',' << QString::number(histogram.cumulative[i], 'g', 9) << '\n';
  return text;
}

}  // namespace stepscope::ui
