#include "core/learning/torch/packed_convolution.h"

#include <ATen/Parallel.h>
#include <torch/csrc/jit/runtime/custom_operator.h>

#include <oneapi/dnnl/dnnl.hpp>

namespace stepscope::torch_module {

namespace {

using dnnl::memory;

const dnnl::engine& processor() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

// oneDNN's room for intermediate numbers; grows to what the largest convolution of this thread needs.
void* scratch(std::size_t bytes) {
  thread_local at::Tensor room;
  if (!room.defined() || room.nbytes() < bytes)
    room = at::empty({static_cast<std::int64_t>(bytes)}, torch::TensorOptions().dtype(torch::kUInt8));
  return room.data_ptr();
}

memory::desc pictures_of(at::IntArrayRef sizes) {
  return {sizes.vec(), memory::data_type::f32, memory::format_tag::nhwc};
}

bool nobody_else_has(const at::Tensor& tensor) { return tensor.use_count() == 1 && tensor.storage().use_count() == 1; }

}  // namespace

struct PackedConvolution::Weights {
  memory numbers;
  memory bias;  // none: empty
};

struct PackedConvolution::Plan {
  std::vector<std::int64_t> sizes;  // of the pictures
  int threads;
  bool add;
  bool rectify;
  std::vector<std::int64_t> output_sizes;
  std::size_t scratch_bytes;
  dnnl::convolution_forward operation;
  memory source, result, room;
  std::unordered_map<int, memory> arguments;
  dnnl::stream stream;
};

PackedConvolution::PackedConvolution(const Convolution& convolution, bool rectify)
    : convolution_(convolution),
      weight_sizes_(convolution.weight.sizes().vec()),
      rectify_(rectify),
      weights_(std::make_unique<Weights>()) {
  convolution_.weight = convolution.weight.contiguous();
  const std::int64_t groups = convolution.groups;
  const auto& s = weight_sizes_;
  const memory::desc order = groups == 1 ? memory::desc(s, memory::data_type::f32, memory::format_tag::oihw)
                                         : memory::desc({groups, s[0] / groups, s[1], s[2], s[3]},
                                                        memory::data_type::f32, memory::format_tag::goihw);
  weights_->numbers = memory(order, processor(), convolution_.weight.data_ptr());
  if (!convolution.bias.defined()) return;
  convolution_.bias = convolution.bias.contiguous();
  weights_->bias =
      memory({{s[0]}, memory::data_type::f32, memory::format_tag::a}, processor(), convolution_.bias.data_ptr());
}

PackedConvolution::~PackedConvolution() = default;

std::vector<std::int64_t> PackedConvolution::output_sizes(const at::Tensor& pictures) const {
  const std::int64_t channels = weight_sizes_[1] * convolution_.groups;
  TORCH_CHECK(pictures.size(1) == channels, "a convolution expected input of ", channels, " channels, but got ",
              pictures.size(1), " channels instead");
  std::vector<std::int64_t> sizes{pictures.size(0), weight_sizes_[0]};
  for (std::size_t i = 0; i < 2; ++i) {
    const std::int64_t reach = convolution_.dilation[i] * (weight_sizes_[2 + i] - 1) + 1;
    const std::int64_t room = pictures.size(static_cast<std::int64_t>(2 + i)) + 2 * convolution_.padding[i];
    TORCH_CHECK(room >= reach, "a convolution's kernel of ", reach, " pixels is larger than its picture of ", room);
    sizes.push_back((room - reach) / convolution_.stride[i] + 1);
  }
  return sizes;
}

PackedConvolution::Plan& PackedConvolution::plan_for(const at::Tensor& pictures, bool add, bool rectify) {
  const int threads = at::get_num_threads();
  for (const auto& plan : plans_)
    if (pictures.sizes() == at::IntArrayRef(plan->sizes) && plan->threads == threads && plan->add == add &&
        plan->rectify == rectify)
      return *plan;

  const auto two = [](const torch::List<std::int64_t>& list, std::int64_t less = 0) {
    return memory::dims{list.get(0) - less, list.get(1) - less};
  };
  const std::vector<std::int64_t> sizes = output_sizes(pictures);
  const memory::desc source = pictures_of(pictures.sizes());
  const memory::desc result = pictures_of(sizes);
  const memory::desc any_order(weights_->numbers.get_desc().dims(), memory::data_type::f32, memory::format_tag::any);
  const memory::dims padding = two(convolution_.padding);
  const auto describe = [&] {
    constexpr auto kInference = dnnl::prop_kind::forward_inference;
    constexpr auto kDirect = dnnl::algorithm::convolution_direct;
    const memory::dims stride = two(convolution_.stride);
    const memory::dims dilation = two(convolution_.dilation, 1);  // oneDNN counts the pixels left out
    if (!convolution_.bias.defined())
      return dnnl::convolution_forward::desc(kInference, kDirect, source, any_order, result, stride, dilation, padding,
                                             padding);
    return dnnl::convolution_forward::desc(kInference, kDirect, source, any_order, weights_->bias.get_desc(), result,
                                           stride, dilation, padding, padding);
  };
  dnnl::post_ops after;
  if (add) after.append_sum();
  if (rectify) after.append_eltwise(1, dnnl::algorithm::eltwise_relu, 0, 0);
  dnnl::primitive_attr attributes;
  attributes.set_post_ops(after);
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);  // its own belongs to the thread that plans
  const dnnl::convolution_forward::primitive_desc best(describe(), attributes, processor());

  dnnl::stream stream(processor());
  if (best.weights_desc() != weights_->numbers.get_desc()) {
    memory ordered(best.weights_desc(), processor());
    dnnl::reorder(weights_->numbers, ordered).execute(stream, weights_->numbers, ordered);
    weights_->numbers = ordered;
    convolution_.weight.reset();
  }
  auto plan = std::make_unique<Plan>(Plan{.sizes = pictures.sizes().vec(),
                                          .threads = threads,
                                          .add = add,
                                          .rectify = rectify,
                                          .output_sizes = sizes,
                                          .scratch_bytes = best.scratchpad_desc().get_size(),
                                          .operation = dnnl::convolution_forward(best),
                                          .source = memory(source, processor(), nullptr),
                                          .result = memory(result, processor(), nullptr),
                                          .room = memory(best.scratchpad_desc(), processor(), nullptr),
                                          .arguments = {},
                                          .stream = stream});
  plan->arguments = {{DNNL_ARG_SRC, plan->source},
                     {DNNL_ARG_WEIGHTS, weights_->numbers},
                     {DNNL_ARG_DST, plan->result},
                     {DNNL_ARG_SCRATCHPAD, plan->room}};
  if (convolution_.bias.defined()) plan->arguments.emplace(DNNL_ARG_BIAS, weights_->bias);
  return *plans_.emplace_back(std::move(plan));
}

at::Tensor PackedConvolution::run(const at::Tensor& pictures, at::Tensor addend) {
  TORCH_CHECK(pictures.scalar_type() == torch::kFloat32, "a convolution of real numbers of 32 bits was given others");
  if (pictures.dim() == 4) return run_batch(pictures, std::move(addend));
  TORCH_CHECK(pictures.dim() == 3, "a convolution of pictures was given ", pictures.dim(), " dimensions");
  return run_batch(pictures.unsqueeze(0), addend.defined() ? addend.unsqueeze(0) : addend).squeeze(0);
}

at::Tensor PackedConvolution::run_batch(const at::Tensor& given, at::Tensor addend) {
  const at::Tensor pictures = given.contiguous(torch::MemoryFormat::ChannelsLast);
  const std::vector<std::int64_t> sizes = output_sizes(pictures);
  const bool add =
      addend.defined() && addend.scalar_type() == torch::kFloat32 && addend.sizes() == at::IntArrayRef(sizes);
  const bool later = addend.defined() && !add;  // shapes that broadcast
  Plan& plan = plan_for(pictures, add, rectify_ && !later);
  at::Tensor result;
  if (add && nobody_else_has(addend) && addend.is_contiguous(torch::MemoryFormat::ChannelsLast)) {
    result = std::move(addend);
  } else {
    result = at::empty(sizes, pictures.options(), torch::MemoryFormat::ChannelsLast);
    if (add) result.copy_(addend);
  }
  plan.source.set_data_handle(pictures.data_ptr());
  plan.result.set_data_handle(result.data_ptr());
  plan.room.set_data_handle(scratch(plan.scratch_bytes));
  plan.operation.execute(plan.stream, plan.arguments);
  if (!later) return result;
  result = result.add(addend);
  return rectify_ ? result.relu_() : result;
}

namespace {

const auto kClass = torch::class_<PackedConvolution>("stepscope", "PackedConvolution");

const torch::jit::RegisterOperators kOperators({
    torch::jit::Operator(
        "stepscope::convolution(Tensor x, __torch__.torch.classes.stepscope.PackedConvolution by) "
        "-> Tensor",
        [](torch::jit::Stack& stack) {
          const auto by = torch::jit::pop(stack).toCustomClass<PackedConvolution>();
          const at::Tensor x = torch::jit::pop(stack).toTensor();
          stack.emplace_back(by->run(x, {}));
        },
        c10::AliasAnalysisKind::FROM_SCHEMA),
    torch::jit::Operator(
        "stepscope::convolution_add(Tensor x, Tensor addend, "
        "__torch__.torch.classes.stepscope.PackedConvolution by) -> Tensor",
        [](torch::jit::Stack& stack) {
          const auto by = torch::jit::pop(stack).toCustomClass<PackedConvolution>();
          at::Tensor addend = torch::jit::pop(stack).toTensor();
          const at::Tensor x = torch::jit::pop(stack).toTensor();
          stack.emplace_back(by->run(x, std::move(addend)));
        },
        c10::AliasAnalysisKind::FROM_SCHEMA),
});

}  // namespace

}  // namespace stepscope::torch_module
