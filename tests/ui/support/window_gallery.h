#pragma once

#include <QString>
#include <filesystem>
#include <functional>
#include <string>

#include "ui/window/main_window.h"

namespace stepscope::test {

// Works until a condition holds; false: it did not within a minute.
[[nodiscard]] bool work_until(const std::function<bool()>& condition);

// Pictures of the window with a scenario, to be looked at: in both themes, at the usual and at the least size.
//   <program> <folder> [<data root> [<hex token of the scenario>]]; without a data root the log of the tests.
class WindowGallery {
 public:
  // `prefix`: of the files' names.
  WindowGallery(int argc, char** argv, QString prefix);

  // `take` shows something and saves it, look by look; false: it could not. What to exit with.
  int each_look(const std::function<bool(ui::MainWindow& window)>& take);
  // "<prefix>-<what>-<theme>-<width>.png", once it has settled.
  void save(const char* what, QWidget& widget) const;

 private:
  QString folder_, prefix_, look_;
  std::filesystem::path data_;
  std::string scenario_;
};

}  // namespace stepscope::test
