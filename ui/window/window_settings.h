#pragma once

#include <QByteArray>
#include <QStringList>

namespace stepscope::ui {

// What the window remembers between starts, in the user's settings.
class WindowSettings {
 public:
  QByteArray geometry() const;
  // Docks and bars; empty if they are those of another version of the layout.
  QByteArray layout() const;
  void save_window(const QByteArray& geometry, const QByteArray& layout);

  QString theme() const;  // "system", "light", "dark"
  void save_theme(const QString& theme);

  double speed() const;  // 0 = as fast as it goes
  void save_speed(double speed);

  // Where batches write to; below the user's documents at first.
  QString batch_folder() const;
  void save_batch_folder(const QString& folder);

  // Folders and logs opened before, the latest first; those that are gone are left out.
  QStringList recent() const;
  QStringList add_recent(const QString& path);
};

}  // namespace stepscope::ui
