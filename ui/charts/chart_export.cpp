#include "ui/charts/chart_export.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QSaveFile>
#include <QScreen>
#include <QSvgGenerator>

namespace stepscope::ui {

namespace {

constexpr double kFileScale = 2.0;   // pictures in files can be printed

QString translated(const char* text) { return QCoreApplication::translate("ChartExport", text); }

QString save_png(const ChartExport& source, const QString& file) {
  if (picture_of(source, kFileScale).save(file, "PNG")) return {};
  return translated("%1 could not be written as a PNG picture").arg(file);
}

QString save_svg(const ChartExport& source, const QString& file) {
  QSvgGenerator generator;
  generator.setFileName(file);
  generator.setSize(source.size());
  generator.setViewBox(QRect(QPoint(0, 0), source.size()));
  generator.setTitle(source.name);
  // As the screen, or text and pictures inside would come out in another size than the rest.
  generator.setResolution(static_cast<int>(QGuiApplication::primaryScreen()->logicalDotsPerInch()));
  QPainter painter;
  if (!painter.begin(&generator)) return translated("%1 could not be written as an SVG picture").arg(file);
  source.draw(painter);
  return {};
}

void ask_and_save(QWidget& chart, const ChartExport& source, const QString& filter, const QString& suffix) {
  QString file = QFileDialog::getSaveFileName(&chart, translated("Save"), source.name + suffix, filter);
  if (file.isEmpty()) return;
  if (QFileInfo(file).suffix().isEmpty()) file += suffix;
  const QString problem = save_chart(source, file);
  if (!problem.isEmpty()) source.failed(problem);
}

}  // namespace

QImage picture_of(const ChartExport& source, double scale) {
  QImage image(source.size() * scale, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(scale);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  source.draw(painter);
  return image;
}

QString save_text(const QString& text, const QString& file) {
  const QByteArray bytes = text.toUtf8();
  QSaveFile out(file);
  if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit()) return {};
  return translated("%1 could not be written: %2").arg(file, out.errorString());
}

QString save_chart(const ChartExport& source, const QString& file) {
  const QString suffix = QFileInfo(file).suffix().toLower();
  if (suffix == QLatin1String("svg")) return save_svg(source, file);
  if (suffix == QLatin1String("csv")) return save_text(source.csv(), file);
  if (suffix == QLatin1String("png")) return save_png(source, file);
  return translated("%1: the extension must be .png, .svg or .csv").arg(file);
}

void add_export_actions(QMenu& menu, QWidget& chart, const ChartExport& source) {
  QObject::connect(menu.addAction(translated("Copy picture")), &QAction::triggered, &chart,
                   [source] { QGuiApplication::clipboard()->setImage(picture_of(source, kFileScale)); });
  QObject::connect(menu.addAction(translated("Copy values")), &QAction::triggered, &chart, [source] {
    QGuiApplication::clipboard()->setText(source.csv().replace(QLatin1Char(','), QLatin1Char('\t')));
  });
  QObject::connect(menu.addAction(translated("Save picture…")), &QAction::triggered, &chart, [source, &chart] {
    ask_and_save(chart, source, translated("Pictures (*.png *.svg)"), QStringLiteral(".png"));
  });
  QObject::connect(menu.addAction(translated("Save values…")), &QAction::triggered, &chart, [source, &chart] {
    ask_and_save(chart, source, translated("Comma-separated values (*.csv)"), QStringLiteral(".csv"));
  });
}

}  // namespace stepscope::ui
