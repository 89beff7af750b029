#include "tests/ui/support/own_home.h"

#include <QSettings>

#include "ui/bridge/text.h"

namespace stepscope::test {

OwnHome::OwnHome() {
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, ui::path_text(path() / "settings"));
  qputenv("XDG_CACHE_HOME", ui::path_text(path() / "cache").toUtf8());
  qputenv("XDG_DATA_HOME", ui::path_text(path() / "share").toUtf8());
}

}  // namespace stepscope::test
