#pragma once

#include <QString>
#include <filesystem>
#include <string_view>

#include "core/base/error.h"

namespace stepscope::ui {

QString to_qt(std::string_view utf8);
QString path_text(const std::filesystem::path& path);
QString error_text(const Error& error);
std::filesystem::path to_path(const QString& path);

// "0.0231", "12.3", "1 234": milliseconds with three significant digits, without unit.
QString ms_text(double ns);
// "12 345": thin spaces between thousands.
QString count_text(qint64 count);
// "near_multiple_vehicles" → "near multiple vehicles".
QString type_text(std::string_view scenario_type);

}  // namespace stepscope::ui
