#include "ui/panels/raster_menu.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <utility>

#include "ui/rasters/raster_files.h"
#include "ui/rasters/raster_view.h"

namespace stepscope::ui {

namespace {

constexpr double kPictureScale = 2.0;

QString tr(const char* text) { return QCoreApplication::translate("RasterMenu", text); }

QImage picture_of(const RasterView& view) {
  QImage image(view.size() * kPictureScale, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(kPictureScale);
  QPainter painter(&image);
  view.draw(painter);
  return image;
}

QString ask(RasterView& view, const QString& name, const QString& filter, const QString& suffix) {
  QString file = QFileDialog::getSaveFileName(&view, tr("Save"), name + suffix, filter);
  if (!file.isEmpty() && QFileInfo(file).suffix().isEmpty()) file += suffix;
  return file;
}

// `save` returns why it could not.
template <typename Save>
void ask_and_save(RasterView& view, const QString& name, const QString& suffix,
                  const std::function<void(const QString&)>& failed, const Save& save) {
  const QString filter = suffix == QLatin1String(".npy") ? tr("NumPy arrays (*.npy)") : tr("Pictures (*.png)");
  const QString file = ask(view, name, filter, suffix);
  if (file.isEmpty()) return;
  const QString problem = save(file);
  if (!problem.isEmpty()) failed(problem);
}

void fill(QMenu& menu, RasterView& view, const std::function<void(const QString&)>& failed) {
  menu.clear();
  const auto shown = view.shown();
  const auto add = [&](const QString& text, auto what) {
    QAction* action = menu.addAction(text);
    action->setEnabled(shown != nullptr);
    QObject::connect(action, &QAction::triggered, &view, std::move(what));
  };
  // As `stepscope-cli raster` names them.
  const QString name = QStringLiteral("raster_%1").arg(shown ? shown->picture->step : 0);
  add(tr("Copy picture"), [&view] { QGuiApplication::clipboard()->setImage(picture_of(view)); });
  add(tr("Save picture…"), [=, &view] {
    ask_and_save(view, name + QStringLiteral("_view"), QStringLiteral(".png"), failed, [&view](const QString& file) {
      return picture_of(view).save(file, "PNG") ? QString() : tr("%1 could not be written as a PNG picture").arg(file);
    });
  });
  menu.addSeparator();
  add(tr("Save all channels as PNG…"), [=, &view] {
    ask_and_save(view, name, QStringLiteral(".png"), failed,
                 [&](const QString& file) { return save_channel_pngs(shown->picture->features, file); });
  });
  add(tr("Save values as .npy…"), [=, &view] {
    ask_and_save(view, name, QStringLiteral(".npy"), failed,
                 [&](const QString& file) { return save_npy(shown->picture->features, file); });
  });
  if (!shown) return;
  menu.addSeparator();
  for (const RasterChannel channel : shown->picture->features.channels())
    add(tr("Save %1 as PNG…").arg(channel_title(channel)), [=, &view] {
      ask_and_save(view, QStringLiteral("%1_%2").arg(name, channel_title(channel).toLower().replace(' ', '_')),
                   QStringLiteral(".png"), failed,
                   [&](const QString& file) { return save_channel_png(shown->picture->features, channel, file); });
    });
}

}  // namespace

void make_raster_menu(QMenu& menu, RasterView& view, std::function<void(const QString& problem)> failed) {
  QObject::connect(&menu, &QMenu::aboutToShow, &view,
                   [&menu, &view, failed = std::move(failed)] { fill(menu, view, failed); });
}

}  // namespace stepscope::ui
