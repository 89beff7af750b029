// Pictures of the training dialog, to be looked at: training_gallery <folder> <data root>… (trains for half a minute)
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>

#include "tests/support/files.h"
#include "ui/bridge/text.h"
#include "ui/charts/learning_chart.h"
#include "ui/window/appearance.h"
#include "ui/window/training_dialog.h"
#include "ui/window/training_form.h"

namespace {

using namespace stepscope;
using namespace stepscope::ui;

template <typename Condition>
bool wait_until(const Condition& condition, int patience_ms) {
  QElapsedTimer since;
  since.start();
  while (!condition() && since.elapsed() < patience_ms) QApplication::processEvents(QEventLoop::AllEvents, 50);
  return condition();
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const test::TemporaryFolder home;
  const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
  std::vector<std::filesystem::path> roots;
  for (int i = 2; i < argc; ++i) roots.emplace_back(argv[i]);
  apply_appearance(Theme::light_theme());
  TrainingSession session;
  TrainingDialog dialog(session, nullptr);
  dialog.form().set_data(roots);
  dialog.form().set_model(home.path() / "driver.pt");
  dialog.form().set_minutes(0.5);
  dialog.show();
  if (!wait_until([&] { return dialog.can_start(); }, 10'000)) qWarning("%s", qPrintable(dialog.state_text()));
  dialog.grab().save(folder.filePath(QStringLiteral("training-before.png")));
  dialog.start();
  wait_until([&] { return dialog.chart().curve().size() > 2; }, 60'000);
  dialog.grab().save(folder.filePath(QStringLiteral("training-light.png")));
  wait_until([&] { return !session.active(); }, 120'000);
  for (const Theme* theme : {&Theme::light_theme(), &Theme::dark_theme()}) {
    apply_appearance(*theme);
    dialog.set_theme(*theme);
    wait_until([] { return false; }, 300);
    dialog.grab().save(folder.filePath(QStringLiteral("training-%1-end.png").arg(theme->name)));
  }
  return EXIT_SUCCESS;
}
