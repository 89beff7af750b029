#include "core/learning/torch/script_file.h"

#include <array>
#include <filesystem>
#include <fstream>

namespace stepscope::torch_module {

namespace {

Error file_error(const std::string& path, std::string reason) {
  return Error{.file = path, .place = {}, .field = {}, .reason = std::move(reason)};
}

// A zip archive begins with "PK\3\4".
Status check_archive(const std::string& path) {
  std::error_code code;
  const auto status = std::filesystem::status(path, code);
  if (!std::filesystem::exists(status)) return file_error(path, "no such file");
  if (!std::filesystem::is_regular_file(status)) return file_error(path, "is not a file");
  std::ifstream file(path, std::ios::binary);
  if (!file) return file_error(path, "cannot be read");
  std::array<char, 4> head{};
  file.read(head.data(), head.size());
  if (file.gcount() == 0) return file_error(path, "is empty");
  if (std::string(head.data(), static_cast<std::size_t>(file.gcount())) != "PK\3\4")
    return file_error(path, "is not a TorchScript model: those are archives written by torch.jit.save");
  return {};
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string why_unreadable(const std::exception& thrown) {
  const std::string said = first_line_of(thrown);
  const std::string words = lower(said);
  if (words.find("central directory") != std::string::npos || words.find("invalid header") != std::string::npos)
    return "is damaged or cut off: its table of contents is missing (" + said + ")";
  if (words.find("constants.pkl") != std::string::npos || words.find("file not found") != std::string::npos)
    return "is an archive, but not of a TorchScript model; weights alone do not do, export with torch.jit.trace or "
           "torch.jit.script (" +
           said + ")";
  return "is not a TorchScript model that can be read: " + said;
}

}  // namespace

std::string first_line_of(const std::exception& thrown) {
  const auto* torch_error = dynamic_cast<const c10::Error*>(&thrown);
  std::string text = torch_error != nullptr ? torch_error->what_without_backtrace() : thrown.what();
  // The interpreter puts a heading and the script's own traceback before what happened.
  for (const char* mark : {"RuntimeError: ", "Error: "}) {
    const std::size_t at = text.rfind(mark);
    if (at != std::string::npos) {
      text.erase(0, at + std::string(mark).size());
      break;
    }
  }
  text.erase(std::min(text.find('\n'), text.size()));
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text;
}

Result<torch::jit::Module> read_script(const std::string& path) {
  if (const Status archive = check_archive(path); !archive.ok()) return archive.error();
  try {
    torch::jit::Module module = torch::jit::load(path, torch::kCPU);
    if (!module.find_method("forward")) return file_error(path, "has no method forward()");
    module.eval();
    return module;
  } catch (const std::exception& thrown) {
    return file_error(path, why_unreadable(thrown));
  }
}

}  // namespace stepscope::torch_module
