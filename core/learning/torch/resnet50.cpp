#include "core/learning/torch/resnet50.h"

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <sstream>

namespace stepscope::torch_module {

namespace {

constexpr std::uint64_t kSeed = 50;

// Writes the module's weights and the text of its forward() layer by layer.
class ResNetWriter {
 public:
  explicit ResNetWriter(int channels) : random_(at::detail::createCPUGenerator(kSeed)), channels_(channels) {}

  torch::jit::Module write(int outputs) {
    code_ << "def forward(self, x: Tensor) -> Tensor:\n";
    convolution("x", "x", {.out = 64, .kernel = 7, .stride = 2, .gain = 1.0});
    line("x = torch.relu_(x)");
    line("x = torch.max_pool2d(x, [3, 3], [2, 2], [1, 1], [1, 1], False)");
    stage(64, 3, 1);
    stage(128, 4, 2);
    stage(256, 6, 2);
    stage(512, 3, 2);
    line("x = torch.flatten(torch.adaptive_avg_pool2d(x, [1, 1]), 1)");
    parameter("fc_weight", normal({outputs, channels_}, 1.0 / std::sqrt(channels_)));
    parameter("fc_bias", torch::zeros({outputs}));
    line("return torch.linear(x, self.fc_weight, self.fc_bias)");
    module_.define(code_.str());
    module_.eval();
    return module_;
  }

 private:
  struct Layer {
    int out;
    int kernel;
    int stride;
    double gain;  // of the normalisation: below 1 where a block adds to its input, so that the sum does not grow
  };

  void line(const std::string& text) { code_ << "    " << text << "\n"; }
  at::Tensor normal(at::IntArrayRef sizes, double deviation) { return torch::randn(sizes, random_) * deviation; }
  void parameter(const std::string& name, const at::Tensor& value) { module_.register_parameter(name, value, false); }

  // `to` = normalised convolution of `from`, which has channels_ channels.
  void convolution(const std::string& to, const std::string& from, const Layer& layer) {
    const std::string n = std::to_string(layers_++);
    const double fan_out = static_cast<double>(layer.out) * layer.kernel * layer.kernel;
    parameter("weight" + n, normal({layer.out, channels_, layer.kernel, layer.kernel}, std::sqrt(2.0 / fan_out)));
    parameter("scale" + n, torch::full({layer.out}, layer.gain));
    parameter("shift" + n, normal({layer.out}, 0.1));
    module_.register_buffer("mean" + n, torch::zeros({layer.out}));
    module_.register_buffer("variance" + n, torch::ones({layer.out}));
    std::ostringstream text;
    const int padding = layer.kernel / 2;
    text << to << " = torch.batch_norm(torch.conv2d(" << from << ", self.weight" << n << ", None, [" << layer.stride
         << ", " << layer.stride << "], [" << padding << ", " << padding << "], [1, 1], 1), self.scale" << n
         << ", self.shift" << n << ", self.mean" << n << ", self.variance" << n << ", False, 0.1, 1e-5, True)";
    line(text.str());
    channels_ = layer.out;
  }

  void stage(int width, int blocks, int stride) {
    for (int block = 0; block < blocks; ++block) {
      const int in = channels_;
      convolution("y", "x", {.out = width, .kernel = 1, .stride = 1, .gain = 1.0});
      line("y = torch.relu_(y)");
      convolution("y", "y", {.out = width, .kernel = 3, .stride = block == 0 ? stride : 1, .gain = 1.0});
      line("y = torch.relu_(y)");
      convolution("y", "y", {.out = width * 4, .kernel = 1, .stride = 1, .gain = 0.3});
      if (block == 0) {
        channels_ = in;
        convolution("x", "x", {.out = width * 4, .kernel = 1, .stride = stride, .gain = 1.0});
      }
      line("x = torch.relu_(y.add_(x))");
    }
  }

  at::Generator random_;
  torch::jit::Module module_{"__torch__.ResNet50"};
  std::ostringstream code_;
  int channels_;
  int layers_{0};
};

}  // namespace

torch::jit::Module random_resnet50_script(const NetworkShape& shape) {
  const torch::NoGradGuard no_gradients;
  return ResNetWriter(shape.channels).write(shape.outputs);
}

}  // namespace stepscope::torch_module
