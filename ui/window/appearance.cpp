#include "ui/window/appearance.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

namespace stepscope::ui {

namespace {

QPalette palette_of(const Theme& theme) {
  QPalette palette;
  const auto set = [&palette](QPalette::ColorRole role, const QColor& colour) { palette.setColor(role, colour); };
  set(QPalette::Window, theme.window);
  set(QPalette::WindowText, theme.text);
  set(QPalette::Base, theme.panel);
  set(QPalette::AlternateBase, theme.window);
  set(QPalette::Text, theme.text);
  set(QPalette::PlaceholderText, theme.muted_text);
  set(QPalette::Button, theme.panel);
  set(QPalette::ButtonText, theme.text);
  set(QPalette::BrightText, theme.error);
  set(QPalette::ToolTipBase, theme.panel);
  set(QPalette::ToolTipText, theme.text);
  set(QPalette::Highlight, theme.selection);
  set(QPalette::HighlightedText, theme.text);
  set(QPalette::Link, theme.accent);
  set(QPalette::LinkVisited, theme.accent);
  set(QPalette::Light, theme.panel.lighter(theme.dark ? 130 : 105));
  set(QPalette::Midlight, theme.panel.lighter(theme.dark ? 115 : 102));
  set(QPalette::Mid, theme.border);
  set(QPalette::Dark, theme.border.darker(theme.dark ? 80 : 120));
  set(QPalette::Shadow, QColor(0, 0, 0));
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
    palette.setColor(QPalette::Disabled, role, theme.muted_text);
  palette.setColor(QPalette::Disabled, QPalette::Base, theme.window);
  return palette;
}

QString style_sheet(const Theme& theme) {
  return QStringLiteral(R"(
    QMainWindow::separator { background: %1; width: 1px; height: 1px; margin: 2px; }
    QMainWindow::separator:hover { background: %3; }
    QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
    QDockWidget::title { background: %2; padding: 4px 8px; border-bottom: 1px solid %1; }
    QToolBar { border: 0; border-bottom: 1px solid %1; padding: 0; spacing: 0; }
    QStatusBar { border-top: 1px solid %1; }
    QStatusBar::item { border: 0; }
    QToolTip { color: %4; background: %5; border: 1px solid %1; padding: 3px; }
    QTreeView, QTableView { background: %5; alternate-background-color: %2; }
    QHeaderView::section { background: %2; color: %6; border: 0; border-bottom: 1px solid %1; padding: 3px 4px; }
    QProgressBar { background: %2; border: 1px solid %1; border-radius: 4px; color: %4; text-align: center; }
    QProgressBar::chunk { background: %7; border-radius: 3px; }
    QTabBar::tab { background: %2; color: %6; padding: 5px 12px; border: 0; border-bottom: 2px solid transparent; }
    QTabBar::tab:selected { color: %4; border-bottom: 2px solid %3; }
    QTabBar::tab:hover { color: %4; }
    #runOptions { background: %5; border: 1px solid %1; }
    #commandPalette { border: 2px solid %3; }
    #commandPalette QListWidget { border: 0; background: transparent; }
    #commandPalette QListWidget::item { padding: 3px; }
    #sceneTools { background: %8; border: 1px solid %1; border-radius: 6px; }
    QLabel[role="scenario"] { font-weight: 600; padding: 0 6px; }
    QLabel[role="heading"] { font-weight: 600; }
    QLabel[role="muted"] { color: %6; }
    QLabel[role="score"] { font-size: 30px; font-weight: 700; }
    QLabel[role="note"] { color: %9; }
    QLabel[role="title"] { font-size: 26px; font-weight: 700; }
    QPushButton[role="card"] { text-align: left; padding: 14px 18px; background: %5; border: 1px solid %1;
                               border-radius: 8px; }
    QPushButton[role="card"]:hover, QPushButton[role="card"]:focus { border-color: %3; }
    QPushButton[role="link"] { text-align: left; color: %3; border: 0; padding: 2px 0; }
    QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { text-decoration: underline; }
  )")
      .arg(theme.border.name(), theme.window.name(), theme.accent.name(), theme.text.name(), theme.panel.name(),
           theme.muted_text.name(), theme.selection.name(), QColor(theme.panel).name(), theme.warning.name());
}

bool desktop_is_dark() {
  // Asked before the first palette of our own is set.
  static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
  return dark;
}

}  // namespace

const Theme& theme_named(const QString& name) {
  const bool dark = desktop_is_dark();
  if (name == QLatin1String("dark")) return Theme::dark_theme();
  if (name == QLatin1String("light")) return Theme::light_theme();
  return dark ? Theme::dark_theme() : Theme::light_theme();
}

void apply_appearance(const Theme& theme) {
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(palette_of(theme));
  if (auto* application = qobject_cast<QApplication*>(QCoreApplication::instance()))
    application->setStyleSheet(style_sheet(theme));
}

}  // namespace stepscope::ui
