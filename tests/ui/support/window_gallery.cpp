#include "tests/ui/support/window_gallery.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>

#include "tests/ui/support/own_home.h"

namespace stepscope::test {

namespace {

constexpr int kMostMs = 60'000;
constexpr int kSettledMs = 900;

}  // namespace

bool work_until(const std::function<bool()>& condition) {
  QElapsedTimer since;
  since.start();
  while (!condition() && since.elapsed() < kMostMs) QApplication::processEvents(QEventLoop::AllEvents, 50);
  return condition();
}

WindowGallery::WindowGallery(int argc, char** argv, QString prefix)
    : folder_(QString::fromLocal8Bit(argc > 1 ? argv[1] : ".")),
      prefix_(std::move(prefix)),
      data_(argc > 2 ? std::filesystem::path(argv[2]) : mini_root()),
      scenario_(argc > 3 ? argv[3] : "") {}

int WindowGallery::each_look(const std::function<bool(ui::MainWindow& window)>& take) {
  const OwnHome home;
  for (const char* theme : {"light", "dark"}) {
    for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
      look_ = QStringLiteral("%1-%2").arg(QString::fromLatin1(theme)).arg(size.width());
      ui::StartOptions options;
      options.speed = 0.0;
      options.width = size.width();
      options.height = size.height();
      options.theme = QString::fromLatin1(theme);
      options.store = home.path() / (look_.toStdString() + ".db");
      ui::MainWindow window(options);
      window.show();
      if (const auto token = Token::from_hex(scenario_)) window.workbench().prefer(*token);
      window.open(data_);
      if (!work_until([&] { return window.workbench().scenario() != nullptr; }) || !take(window)) return EXIT_FAILURE;
    }
  }
  return EXIT_SUCCESS;
}

void WindowGallery::save(const char* what, QWidget& widget) const {
  QElapsedTimer since;
  since.start();
  while (since.elapsed() < kSettledMs) QApplication::processEvents(QEventLoop::AllEvents, 50);
  widget.grab().save(
      QDir(folder_).filePath(QStringLiteral("%1-%2-%3.png").arg(prefix_, QString::fromLatin1(what), look_)));
}

}  // namespace stepscope::test
