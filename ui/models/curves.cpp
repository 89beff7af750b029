#include "ui/models/curves.h"

#include <algorithm>
#include <map>

#include "ui/models/csv_text.h"

namespace stepscope::ui {

bool Curves::empty() const {
  return std::ranges::all_of(lines, [](const Curve& line) { return line.x.empty(); });
}

QString Curves::csv() const {
  QStringList head{x_label};
  std::map<double, QStringList> rows;  // by x
  for (const Curve& line : lines) {
    const bool band = line.low.size() == line.y.size() && !line.y.empty();
    for (std::size_t i = 0; i < line.x.size(); ++i) {
      QStringList& row = rows[line.x[i]];
      while (row.size() < head.size() - 1) row << QString();
      row << QString::number(line.y[i], 'g', 10);
      if (band) row << QString::number(line.low[i], 'g', 10) << QString::number(line.high[i], 'g', 10);
    }
    head << line.name;
    if (band) head << line.name + QStringLiteral(" low") << line.name + QStringLiteral(" high");
  }
  QString text = csv_line(head);
  for (auto& [x, row] : rows) {
    while (row.size() < head.size() - 1) row << QString();
    row.prepend(QString::number(x, 'g', 10));
    text += csv_line(row);
  }
  return text;
}

}  // namespace stepscope::ui
