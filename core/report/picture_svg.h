#pragma once

#include <string>

#include "core/report/picture.h"

namespace stepscope {

// The picture as an <svg> element for a page whose style sheet knows the classes that ink_class() names. Texts are
// escaped; width follows the page, the shape stays.
std::string picture_svg(const Picture& picture);

// "g0" … for groups of stages, "budget", "lane" …: a class of the page's style sheet.
std::string ink_class(Ink ink);

}  // namespace stepscope
