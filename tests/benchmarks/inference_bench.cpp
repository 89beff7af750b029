// Time and deviation of every form in which a network can run, against float32 as loaded. Interleaved, so that a busy
// minute hits all alike. Usage: bench_inference [key=value …]
//   model=FILE (default: a ResNet-50 with random weights)  channels=4 size=224 outputs=48
//   threads=1 device=cpu|cuda rounds=21 rasters=16
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>
#include <random>
#include <string>

#include "core/base/clock.h"
#include "core/learning/learning_library.h"
#include "tests/benchmarks/samples.h"

namespace stepscope {
namespace {

using bench::median;

struct Form {
  InferenceMode mode;
  const char* name;
};
constexpr Form kForms[] = {{InferenceMode::kFloat32, "float32"},
                           {InferenceMode::kChannelsLast, "channels-last"},
                           {InferenceMode::kFused, "fused"},
                           {InferenceMode::kBfloat16, "bfloat16"},
                           {InferenceMode::kInt8, "int8"}};

struct Candidate {
  const char* name;
  std::unique_ptr<Network> network;
  std::vector<double> run_ms;      // run(): copies, call, check
  std::vector<double> library_ms;  // the call alone
  std::vector<double> cpu_ms;      // processor time of all threads: steadier than wall time on a busy machine
  double largest_deviation{0};     // from float32, of all rasters and outputs
  double squared_deviation{0};     // sum
};

// Like a raster of a scene: black, with a few filled boxes and lines per channel.
std::vector<float> picture(const NetworkShape& shape, std::mt19937& random) {
  std::vector<float> pixels(shape.inputs(), 0.0F);
  const auto below = [&random](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int channel = 0; channel < shape.channels; ++channel)
    for (int box = 0; box < 12; ++box) {
      const int row = below(shape.size_px);
      const int column = below(shape.size_px);
      const int height = box % 3 == 0 ? 2 : 1 + below(shape.size_px / 4);
      const int width = box % 3 == 1 ? 2 : 1 + below(shape.size_px / 4);
      const float value = 0.25F * static_cast<float>(1 + below(4));
      for (int r = row; r < std::min(row + height, shape.size_px); ++r)
        for (int c = column; c < std::min(column + width, shape.size_px); ++c)
          pixels[static_cast<std::size_t>((channel * shape.size_px + r) * shape.size_px + c)] = value;
    }
  return pixels;
}

double process_cpu_ms() {
  std::timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

struct Settings {
  std::string model;
  NetworkShape shape;
  NetworkOptions options;
  int rounds{21};
  int rasters{16};
};

Settings read_settings(int count, char** words) {
  std::map<std::string, std::string> given;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const std::size_t equals = word.find('=');
    if (equals != std::string::npos) given[word.substr(0, equals)] = word.substr(equals + 1);
  }
  const auto number = [&given](const char* key, int otherwise) {
    return given.contains(key) ? std::stoi(given[key]) : otherwise;
  };
  Settings settings;
  settings.model = given["model"];
  settings.shape = {
      .channels = number("channels", 4), .size_px = number("size", 224), .outputs = number("outputs", 48)};
  settings.options.threads = number("threads", 1);
  settings.options.device = given["device"] == "cuda" ? InferenceDevice::kCuda : InferenceDevice::kCpu;
  settings.rounds = number("rounds", 21);
  settings.rasters = number("rasters", 16);
  return settings;
}

std::vector<Candidate> load_all(LearningLibrary& library, const Settings& settings,
                                const std::vector<std::vector<float>>& rasters) {
  std::vector<float> calibration;  // the first half; deviations are measured on the second
  for (std::size_t i = 0; i < rasters.size() / 2; ++i)
    calibration.insert(calibration.end(), rasters[i].begin(), rasters[i].end());
  std::vector<Candidate> candidates;
  for (const Form& form : kForms) {
    NetworkOptions options = settings.options;
    options.mode = form.mode;
    auto loaded = settings.model.empty() ? library.random_resnet50(settings.shape, options, calibration)
                                         : library.load(settings.model, settings.shape, options, calibration);
    if (!loaded.ok()) {
      fmt::print("{:14} {}\n", form.name, loaded.error().text());
      continue;
    }
    const NetworkFacts& facts = loaded.value()->facts();
    fmt::print("{:14} load {:.0f} ms, warm-up {:.0f} ms, {} thread(s), {}, {} weights, {}\n", form.name,
               static_cast<double>(facts.load_ns) / 1e6, static_cast<double>(facts.warm_up_ns) / 1e6, facts.threads,
               facts.device, facts.parameters, facts.library);
    candidates.push_back({.name = form.name, .network = std::move(loaded).value()});
  }
  return candidates;
}

int measure(std::vector<Candidate>& candidates, const Settings& settings,
            const std::vector<std::vector<float>>& rasters) {
  const auto outputs = static_cast<std::size_t>(settings.shape.outputs);
  std::vector<float> expected(outputs);
  std::vector<float> given(outputs);
  double largest = 0;
  int compared = 0;
  for (int round = 0; round < settings.rounds; ++round) {
    const std::vector<float>& raster =
        rasters[rasters.size() / 2 + static_cast<std::size_t>(round) % (rasters.size() / 2)];
    for (Candidate& candidate : candidates) {
      std::vector<float>& output = &candidate == candidates.data() ? expected : given;
      const double cpu_begin = process_cpu_ms();
      const std::int64_t begin = SteadyClock().now_ns();
      const Status ran = candidate.network->run(raster, output);
      candidate.run_ms.push_back(static_cast<double>(SteadyClock().now_ns() - begin) / 1e6);
      candidate.cpu_ms.push_back(process_cpu_ms() - cpu_begin);
      candidate.library_ms.push_back(static_cast<double>(candidate.network->last_library_ns()) / 1e6);
      if (!ran.ok()) {
        fmt::print("{}: {}\n", candidate.name, ran.error().text());
        return 1;
      }
      for (std::size_t i = 0; i < outputs; ++i) {
        const double deviation = std::abs(static_cast<double>(output[i]) - static_cast<double>(expected[i]));
        candidate.largest_deviation = std::max(candidate.largest_deviation, deviation);
        candidate.squared_deviation += deviation * deviation;
        largest = std::max(largest, std::abs(static_cast<double>(expected[i])));
      }
    }
    compared += settings.shape.outputs;
  }
  const double reference_ms = median(candidates.front().run_ms);
  const double reference_cpu_ms = median(candidates.front().cpu_ms);
  fmt::print("\n{:14} {:>9} {:>12} {:>9} {:>7} {:>12} {:>12} {:>10}\n", "", "run ms", "library ms", "around it",
             "times", "largest dev.", "rms dev.", "of |y|max");
  for (const Candidate& candidate : candidates) {
    const double run_ms = median(candidate.run_ms);
    const double library_ms = median(candidate.library_ms);
    fmt::print("{:14} {:9.3f} {:12.3f} {:8.2f}% {:7.2f} {:9.3f} {:7.2f} {:12.2e} {:12.2e} {:9.3f}%\n", candidate.name,
               run_ms, library_ms, 100 * (run_ms / library_ms - 1), reference_ms / run_ms, median(candidate.cpu_ms),
               reference_cpu_ms / median(candidate.cpu_ms), candidate.largest_deviation,
               std::sqrt(candidate.squared_deviation / compared), 100 * candidate.largest_deviation / largest);
  }
  fmt::print("|y|max {:.3g}\n", largest);
  return 0;
}

int run(const Settings& settings) {
  const Result<LearningLibrary*> found = learning_library();
  if (!found.ok()) {
    fmt::print("{}\n", found.error().text());
    return 1;
  }
  LearningLibrary& library = *found.value();
  fmt::print("{}, BLAS {}, CUDA: {}\n", library.facts().version, library.facts().blas,
             library.facts().cuda ? "yes" : library.facts().cuda_reason);
  std::mt19937 random(1);
  std::vector<std::vector<float>> rasters;
  for (int i = 0; i < std::max(2, settings.rasters); ++i) rasters.push_back(picture(settings.shape, random));
  std::vector<Candidate> candidates = load_all(library, settings, rasters);
  return candidates.empty() ? 1 : measure(candidates, settings, rasters);
}

}  // namespace
}  // namespace stepscope

int main(int count, char** words) { return stepscope::run(stepscope::read_settings(count, words)); }
