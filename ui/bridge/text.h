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

// "near_multiple_vehicles" → "near multiple vehicles".
QString type_text(std::string_view scenario_type);

}  // namespace stepscope::ui
