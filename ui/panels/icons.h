#pragma once

#include <QIcon>
#include <QString>

namespace stepscope::ui {

struct Theme;

// An icon of resources/icons ("play") drawn in the theme's text colour, greyed when disabled.
QIcon themed_icon(const QString& name, const Theme& theme);
// The same in a colour of its own.
QIcon coloured_icon(const QString& name, const QColor& colour, const QColor& disabled);
// The program's own icon, the same in every theme.
QIcon program_icon();

}  // namespace stepscope::ui
