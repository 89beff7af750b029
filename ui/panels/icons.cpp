#include "ui/panels/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include "ui/theme/theme.h"

static void initialise_resources() { Q_INIT_RESOURCE(stepscope); }

namespace stepscope::ui {

namespace {

QByteArray svg_of(const QString& name) {
  static const bool initialised = (initialise_resources(), true);
  Q_UNUSED(initialised);
  QFile file(QStringLiteral(":/stepscope/icons/%1.svg").arg(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void add_pixmaps(QIcon& icon, const QByteArray& svg, QIcon::Mode mode) {
  QSvgRenderer renderer(svg);
  for (const int size : {16, 20, 24, 32, 48, 64, 96}) {
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    icon.addPixmap(pixmap, mode);
  }
}

}  // namespace

QIcon coloured_icon(const QString& name, const QColor& colour, const QColor& disabled) {
  const QByteArray svg = svg_of(name);
  QIcon icon;
  add_pixmaps(icon, QByteArray(svg).replace("currentColor", colour.name().toLatin1()), QIcon::Normal);
  add_pixmaps(icon, QByteArray(svg).replace("currentColor", disabled.name().toLatin1()), QIcon::Disabled);
  return icon;
}

QIcon themed_icon(const QString& name, const Theme& theme) { return coloured_icon(name, theme.text, theme.border); }

QIcon program_icon() {
  QIcon icon;
  add_pixmaps(icon, svg_of(QStringLiteral("stepscope")), QIcon::Normal);
  return icon;
}

}  // namespace stepscope::ui
