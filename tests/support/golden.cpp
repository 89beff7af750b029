#include "tests/support/golden.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "tests/support/files.h"

namespace stepscope::test {

nlohmann::json read_json(const std::filesystem::path& file) {
  const gzFile in = gzopen(file.c_str(), "rb");  // reads plain files, too
  if (in == nullptr) throw std::runtime_error("cannot open " + file.string());
  std::string text;
  std::vector<char> chunk(1 << 16);
  for (int n = 0; (n = gzread(in, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;)
    text.append(chunk.data(), static_cast<std::size_t>(n));
  gzclose(in);
  return nlohmann::json::parse(text);
}

nlohmann::json golden(const std::string& name) { return read_json(data_folder() / "golden" / name); }

double component_error(double actual, double expected) {
  if (std::isnan(actual) || std::isnan(expected)) return std::isnan(actual) && std::isnan(expected) ? 0.0 : 1e300;
  return std::abs(actual - expected) / (std::max(std::abs(expected), 1.0) * 1e-9);
}

}  // namespace stepscope::test
