#pragma once

#include <QImage>
#include <QString>
#include <functional>

class QMenu;
class QPainter;
class QWidget;

namespace stepscope::ui {

// How a chart hands out what it shows. `draw` paints it into a rectangle of `size`.
struct ChartExport {
  QString name;                                          // of the file, without extension
  std::function<QSize()> size;
  std::function<void(QPainter&)> draw;
  std::function<QString()> csv;
  std::function<void(const QString& problem)> failed;    // told when a file could not be written
};

// Adds "Copy picture", "Copy values", "Save picture…" (PNG or SVG) and "Save values…" (CSV). `chart` is the parent of
// the dialogs and must outlive the menu.
void add_export_actions(QMenu& menu, QWidget& chart, const ChartExport& source);

QImage picture_of(const ChartExport& source, double scale);
// Writes a file by its extension (.png, .svg, .csv). Empty, or why it could not.
QString save_chart(const ChartExport& source, const QString& file);
QString save_text(const QString& text, const QString& file);

}  // namespace stepscope::ui
