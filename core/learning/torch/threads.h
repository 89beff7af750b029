#pragma once

namespace stepscope::torch_module {

// 0 means one per core.
int thread_count(int wanted);

// From now on LibTorch uses `threads` threads for what the calling thread asks of it. Cheap if nothing changes.
// LibTorch's number belongs to the calling thread, that of OpenBLAS to the process: with several networks at a time,
// the last one decides for matrix products alone.
void use_threads(int threads);

}  // namespace stepscope::torch_module
