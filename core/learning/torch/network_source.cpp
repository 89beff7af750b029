#include <fmt/format.h>

#include "core/learning/torch/network_plan.h"

namespace stepscope::torch_module {

namespace {

using Start = WeightPlan::Start;

// Writes a network down, statement by statement, and notes the weights on the way.
class SourceWriter {
 public:
  NetworkSource take() && { return std::move(source_); }

  void line(const std::string& statement) { source_.text += "    " + statement + "\n"; }
  void head() { source_.text += "def forward(self, x):\n"; }

  // A convolution without bias and the normalisation after it, of `input`.
  std::string normalised(const std::string& name, const std::string& input, int in, int out, int kernel, int stride,
                         Start scale) {
    weight(name + "_weight", {out, in, kernel, kernel}, Start::kScaledNormal);
    weight(name + "_scale", {out}, scale);
    weight(name + "_shift", {out}, Start::kZero);
    statistic(name + "_mean", {out}, Start::kZero);
    statistic(name + "_variance", {out}, Start::kOne);
    return fmt::format(
        "torch.batch_norm(torch.conv2d({1}, self.{0}_weight, None, [{2}, {2}], [{3}, {3}], [1, 1], 1), self.{0}_scale, "
        "self.{0}_shift, self.{0}_mean, self.{0}_variance, self.training, 0.1, 0.00001, False)",
        name, input, stride, kernel / 2);
  }

  std::string linear(const std::string& name, const std::string& input, std::int64_t in, std::int64_t out,
                     Start start) {
    weight(name + "_weight", {out, in}, start);
    weight(name + "_bias", {out}, Start::kZero);
    return fmt::format("torch.linear({1}, self.{0}_weight, self.{0}_bias)", name, input);
  }

 private:
  void weight(std::string name, std::vector<std::int64_t> shape, Start start) {
    source_.weights.push_back({.name = std::move(name), .shape = std::move(shape), .start = start, .learned = true});
  }
  void statistic(std::string name, std::vector<std::int64_t> shape, Start start) {
    source_.weights.push_back({.name = std::move(name), .shape = std::move(shape), .start = start, .learned = false});
  }
  NetworkSource source_;
};

// From two numbers per pose, a speed and a curvature, to the poses of a car that drives so: it starts where it stands,
// with the speed it has, and points where it goes. Within an interval speed and curvature are constant changes; the
// chord of an arc points along its middle.
void drive_out(SourceWriter& writer, const TrainerOptions& options, int poses) {
  if (options.speed_channel >= 0)
    writer.line(fmt::format("start = picture[:, {}, 0, 0].unsqueeze(1) * {:.9f}", options.speed_channel,
                            1.0 / options.speed_scale));
  else
    writer.line("start = x[:, 0:1] * 0.0");
  writer.line(fmt::format("speed = torch.softplus(start + 4.0 * x[:, 0:{}], 4.0, 20.0)", poses));
  writer.line(fmt::format("curvature = 0.3 * torch.tanh(0.5 * x[:, {}:{}])", poses, 2 * poses));
  writer.line(fmt::format("before = torch.cat([start, speed[:, 0:{}]], 1)", poses - 1));
  writer.line(fmt::format("way = {:.9f} * (before + speed)", options.interval_s / 2.0));
  writer.line("turn = curvature * way");
  writer.line("heading = torch.cumsum(turn, 1)");
  writer.line("along = heading - 0.5 * turn");
  writer.line("ahead = torch.cumsum(way * torch.cos(along), 1)");
  writer.line("left = torch.cumsum(way * torch.sin(along), 1)");
  writer.line("return torch.flatten(torch.stack([ahead, left, heading], 2), 1, -1)");
}

}  // namespace

NetworkSource network_source(const NetworkPlan& plan, const TrainerOptions& options) {
  const int poses = options.shape.outputs / 3;
  SourceWriter writer;
  writer.head();
  writer.line("picture = x");
  int channels = options.shape.channels;
  std::int64_t size = options.shape.size_px;
  int number = 0;
  for (const ConvolutionStage& stage : plan.stages) {
    const std::string name = fmt::format("stage{}", ++number);
    writer.line("x = torch.relu(" +
                writer.normalised(name, "x", channels, stage.channels, stage.kernel, stage.stride, Start::kOne) + ")");
    channels = stage.channels;
    size = (size + stage.stride - 1) / stage.stride;
    if (!stage.residual) continue;
    writer.line("y = torch.relu(" + writer.normalised(name + "a", "x", channels, channels, 3, 1, Start::kOne) + ")");
    writer.line("x = torch.relu(x + " + writer.normalised(name + "b", "y", channels, channels, 3, 1, Start::kZero) +
                ")");
  }
  writer.line("x = torch.relu(" + writer.normalised("narrow", "x", channels, plan.narrow_channels, 1, 1, Start::kOne) +
              ")");
  writer.line("x = torch.flatten(x, 1, -1)");
  std::int64_t features = plan.narrow_channels * size * size;
  if (options.speed_channel >= 0) {  // once more beside what is seen: most of a plan follows from it
    writer.line(fmt::format("x = torch.cat([x, picture[:, {}, 0, 0].unsqueeze(1)], 1)", options.speed_channel));
    ++features;
  }
  writer.line("x = torch.relu(" + writer.linear("hidden", "x", features, plan.hidden, Start::kScaledNormal) + ")");
  writer.line("x = " + writer.linear("out", "x", plan.hidden, 2 * poses, Start::kSmallNormal));
  drive_out(writer, options, poses);
  return std::move(writer).take();
}

}  // namespace stepscope::torch_module
