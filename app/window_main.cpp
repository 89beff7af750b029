#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

#include "core/learning/wait_policy.h"
#include "core/record/build_info.h"
#include "ui/bridge/text.h"
#include "ui/window/main_window.h"
#include "ui/window/start_script.h"

namespace {

using stepscope::Error;
using stepscope::Result;
using stepscope::ui::StartOptions;
using stepscope::ui::to_path;

struct Flags {
  QCommandLineOption data{"data", "Folder with logs and maps, or one log.", "DIR"};
  QCommandLineOption maps{"maps", "Maps folder, where it lies elsewhere.", "DIR"};
  QCommandLineOption db{"db", "One log to open.", "FILE"};
  QCommandLineOption demo{"demo", "Folder of the demo city; written if missing or outdated, opened if nothing else is.",
                          "DIR"};
  QCommandLineOption scenario{"scenario", "Scenario to choose (hex token of its anchor).", "TOKEN"};
  QCommandLineOption planner{"planner", "Planner to run.", "ID"};
  QCommandLineOption challenge{
      "challenge", "open-loop-boxes, closed-loop-nonreactive-agents or closed-loop-reactive-agents.", "KEY"};
  QCommandLineOption parameter{"param", "Parameter of the planner; may be repeated.", "NAME=VALUE"};
  QCommandLineOption speed{"speed", "Simulated seconds per second; 0 is as fast as possible.", "FACTOR"};
  QCommandLineOption autoplay{"autoplay", "Run the scenario as soon as it is open."};
  QCommandLineOption profile{"python-profile", "Profile of Python's cProfile to show beside the run.", "FILE"};
  QCommandLineOption theme{"theme", "light, dark or system.", "NAME"};
  QCommandLineOption size{"size", "Size of the window, as 1440x900.", "WxH"};
  QCommandLineOption screenshot{"screenshot", "Save a picture of the window when the first run has ended, then quit.",
                                "FILE"};
  QCommandLineOption step{"step", "Step to show in that picture.", "K"};
  QCommandLineOption compare{"compare",
                             "Two to four planners to run side by side, as idm,pdm-closed; or stored runs to open side "
                             "by side: numbers of the store or run folders, as 7 12.",
                             "WHO"};
  QCommandLineOption panel{"panel", "Panel to bring forward in that picture, as statistics or runs.", "NAME"};
  QCommandLineOption store{"store", "Where runs are kept (default: $STEPSCOPE_STORE, else the user's data folder).",
                           "FILE"};
  QCommandLineOption quit_after{"quit-after", "Quit after so many milliseconds.", "MS"};
};

Error wrong(const QString& text) { return stepscope::make_error(text.toStdString()); }

// Several to a value, between commas; a folder may have some in its name.
std::vector<std::string> compared(const QStringList& values) {
  std::vector<std::string> names;
  for (const QString& value : values) {
    const bool folder = QFileInfo::exists(value);
    for (const QString& name : folder ? QStringList{value} : value.split(QLatin1Char(','), Qt::SkipEmptyParts))
      names.push_back(name.trimmed().toStdString());
  }
  return names;
}

Result<StartOptions> options_from(const QCommandLineParser& parser, const Flags& flags) {
  StartOptions options;
  QStringList positional = parser.positionalArguments();
  options.compare = compared(parser.values(flags.compare));
  if (options.compare.size() == 1)  // "--compare 7 12": what follows is compared with it
    for (const QString& name : std::exchange(positional, {})) options.compare.push_back(name.toStdString());
  if (positional.size() > 1) return wrong(QStringLiteral("only one folder or log can be opened"));
  if (!positional.isEmpty()) options.data = to_path(positional.front());
  if (parser.isSet(flags.data)) options.data = to_path(parser.value(flags.data));
  if (parser.isSet(flags.db)) options.data = to_path(parser.value(flags.db));
  if (options.data.empty()) options.data = to_path(qEnvironmentVariable("STEPSCOPE_DATA"));
  options.maps = to_path(parser.value(flags.maps));
  options.demo = to_path(parser.value(flags.demo));
  options.scenario = parser.value(flags.scenario).toStdString();
  options.autoplay = parser.isSet(flags.autoplay);
  options.python_profile = to_path(parser.value(flags.profile));
  options.panel = parser.value(flags.panel);
  if (parser.isSet(flags.store)) options.store = to_path(parser.value(flags.store));
  options.screenshot = parser.value(flags.screenshot);
  options.quit_after_ms = parser.value(flags.quit_after).toInt();
  if (parser.isSet(flags.step)) options.show_step = parser.value(flags.step).toInt();
  if (parser.isSet(flags.planner)) options.planner = parser.value(flags.planner).toStdString();
  for (const QString& text : parser.values(flags.parameter)) {
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    if (equals <= 0) return wrong(QStringLiteral("--param: \"%1\" is not name=value").arg(text));
    options.parameters.insert_or_assign(text.left(equals).toStdString(), text.mid(equals + 1).toStdString());
  }
  if (parser.isSet(flags.speed)) options.speed = parser.value(flags.speed).toDouble();
  if (parser.isSet(flags.challenge)) {
    const auto challenge = stepscope::challenge_from_key(parser.value(flags.challenge).toStdString());
    if (!challenge.ok()) return challenge.error();
    options.challenge = challenge.value();
  }
  options.theme = parser.value(flags.theme);
  if (!options.theme.isEmpty() && !QStringList{"light", "dark", "system"}.contains(options.theme))
    return wrong(QStringLiteral("there is no theme \"%1\"; there are light, dark and system").arg(options.theme));
  if (parser.isSet(flags.size)) {
    const QStringList sides = parser.value(flags.size).split(QLatin1Char('x'));
    if (sides.size() != 2 || sides[0].toInt() <= 0 || sides[1].toInt() <= 0)
      return wrong(QStringLiteral("a size is written as 1440x900"));
    options.width = sides[0].toInt();
    options.height = sides[1].toInt();
  }
  return options;
}

int refuse(const Error& error) {
  std::fprintf(stderr, "stepscope: %s\n", error.text().c_str());
  return 2;
}

bool given(std::span<char*> arguments, std::initializer_list<std::string_view> any_of) {
  return std::ranges::any_of(arguments, [&](const char* argument) { return std::ranges::count(any_of, argument) > 0; });
}

// Qt ends the program with a core dump where it finds no display. It is told how to draw to elsewhere by -platform or
// QT_QPA_PLATFORM.
bool has_display(std::span<char*> arguments) {
  const auto set = [](const char* name) { return !qEnvironmentVariable(name).isEmpty(); };
  return set("DISPLAY") || set("WAYLAND_DISPLAY") || set("QT_QPA_PLATFORM") ||
         given(arguments, {"-platform", "--platform"});
}

void name_program() {
  QCoreApplication::setApplicationName(QStringLiteral("stepscope"));
  QGuiApplication::setApplicationDisplayName(QStringLiteral("Stepscope"));
  QGuiApplication::setDesktopFileName(QStringLiteral("stepscope"));
  QCoreApplication::setApplicationVersion(stepscope::ui::to_qt(stepscope::build_info().version));
}

void add_options(QCommandLineParser& parser, const Flags& flags) {
  parser.setApplicationDescription(
      QStringLiteral("Open a driving log, watch a planner drive it, see where the time goes."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("data"),
                               QStringLiteral("Folder with logs and maps, one log or the folder of a run."),
                               QStringLiteral("[data]"));
  parser.addOptions({flags.data, flags.maps, flags.db, flags.demo, flags.scenario, flags.planner, flags.challenge,
                     flags.parameter, flags.speed, flags.autoplay, flags.profile, flags.theme, flags.size,
                     flags.screenshot, flags.step, flags.panel, flags.compare, flags.store, flags.quit_after});
}

}  // namespace

int main(int argc, char** argv) {
  const std::span arguments(argv + 1, static_cast<std::size_t>(std::max(argc - 1, 0)));
  const Flags flags;
  QCommandLineParser parser;
  add_options(parser, flags);
  if (given(arguments, {"-h", "--help", "-v", "--version"})) {  // without a window, so without a display
    const QCoreApplication words(argc, argv);
    name_program();
    parser.process(words);
  }
  if (!has_display(arguments))
    return refuse(
        stepscope::make_error("there is no display for a window (DISPLAY and WAYLAND_DISPLAY are not set); "
                              "stepscope-cli does without, and -platform offscreen draws pictures"));
  stepscope::let_openmp_sleep(argv);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that gets too large is an error of its writing, not our end
  QApplication application(argc, argv);
  name_program();
  parser.process(application);
  const auto options = options_from(parser, flags);
  if (!options.ok()) return refuse(options.error());

  stepscope::ui::MainWindow window(options.value());
  stepscope::ui::StartScript script(window, options.value());
  if (const auto begun = script.begin(); !begun.ok()) return refuse(begun.error());
  window.show();
  return QApplication::exec();
}
