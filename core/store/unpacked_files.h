#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace stepscope {

// Files that came with bundles lie beside the store: <store>.files/<name>/, each a data root of its own.
std::filesystem::path unpacked_root(const std::filesystem::path& store);
std::filesystem::path unpacked_folder(const std::filesystem::path& store, std::string_view name);

// Bytes of all files in and below a folder; 0 if there is none.
std::int64_t bytes_below(const std::filesystem::path& folder);

}  // namespace stepscope
