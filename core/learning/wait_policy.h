#pragma once

namespace stepscope {

// First thing in main(), while there is one thread. LibTorch's OpenMP threads are to sleep while they wait: spinning,
// an inference takes seconds instead of milliseconds as soon as another program has their core. OpenMP reads its
// variable when its library is loaded. Where that has happened already (Qt brings it), the program starts itself anew,
// once; where there is no learning module or the user has set OMP_WAIT_POLICY, nothing happens.
void let_openmp_sleep(char** arguments);

}  // namespace stepscope
