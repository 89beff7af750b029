#include "app/cli/channel_names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stepscope::cli {

Result<std::vector<RasterChannel>> channels_of(std::span<const std::string> names) {
  std::vector<RasterChannel> channels;
  for (const std::string& name : names) {
    const auto channel = channel_from_name(name);
    if (!channel) {
      std::vector<std::string_view> known;
      for (std::size_t i = 0; i < kRasterChannelCount; ++i)
        known.push_back(channel_name(static_cast<RasterChannel>(i)));
      return make_error(fmt::format("--channels: there is no channel \"{}\"; known: {}", name, fmt::join(known, ", ")));
    }
    channels.push_back(*channel);
  }
  return channels;
}

}  // namespace stepscope::cli
