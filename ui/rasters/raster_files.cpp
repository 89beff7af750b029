#include "ui/rasters/raster_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <string>

#include "core/record/npy_bytes.h"
#include "core/record/png_bytes.h"

namespace stepscope::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Rasters", text); }

QString save_bytes(const std::string& bytes, const QString& file) {
  QSaveFile out(file);
  const auto size = static_cast<qint64>(bytes.size());
  if (out.open(QIODevice::WriteOnly) && out.write(bytes.data(), size) == size && out.commit()) return {};
  return tr("%1 could not be written: %2").arg(file, out.errorString());
}

}  // namespace

QString save_channel_png(const RasterFeatures& features, RasterChannel channel, const QString& file) {
  const auto bytes = png_bytes(features.channel(channel), features.size_px());
  if (!bytes.ok()) return QString::fromStdString(bytes.error().text());
  return save_bytes(bytes.value(), file);
}

QString save_channel_pngs(const RasterFeatures& features, const QString& file) {
  const QFileInfo info(file);
  for (const RasterChannel channel : features.channels()) {
    const std::string_view name = channel_name(channel);
    const QString one = info.dir().filePath(
        QStringLiteral("%1_%2.png")
            .arg(info.completeBaseName(), QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))));
    if (const QString problem = save_channel_png(features, channel, one); !problem.isEmpty()) return problem;
  }
  return {};
}

QString save_npy(const RasterFeatures& features, const QString& file) {
  const auto size = static_cast<std::size_t>(features.size_px());
  const std::size_t shape[] = {features.channels().size(), size, size};
  return save_bytes(npy_bytes(features.values(), shape), file);
}

}  // namespace stepscope::ui
