#pragma once

#include "core/report/bottleneck_report.h"
#include "core/report/document.h"

namespace stepscope {

// What the findings say, in words, tables and pictures.
Document document_of(const BottleneckReport& report);

}  // namespace stepscope
