// Pictures of panels with made-up content, to be looked at: panels_gallery <folder>
#include <QApplication>
#include <QDir>
#include <QTimer>

#include "made_up_score.h"
#include "ui/panels/score_panel.h"
#include "ui/theme/theme.h"
#include "ui/window/appearance.h"

namespace {

using namespace stepscope::ui;

void picture(QWidget& widget, QSize size, const QString& file) {
  widget.resize(size);
  widget.show();
  for (int i = 0; i < 8; ++i) QApplication::processEvents();
  widget.grab().save(file);
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
  for (const Theme* theme : {&Theme::light_theme(), &Theme::dark_theme()}) {
    apply_appearance(*theme);
    for (const QSize size : {QSize(345, 800), QSize(245, 590)}) {
      ScorePanel panel;
      panel.set_theme(*theme);
      panel.set_cursor(50);
      panel.show_score(made_up_score(QStringLiteral("18 bicycles and 52 vehicles outside lanes were dropped")));
      picture(panel, size, folder.filePath(QStringLiteral("score-%1-%2.png").arg(theme->name).arg(size.width())));
    }
  }
  return 0;
}
