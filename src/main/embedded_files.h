// The data that ship inside the binary, in the order in which they are imported.
#pragma once
#include <vector>

#include "app/setup.h"

namespace motcua {

std::vector<app::ShippedFile> embedded_files();

}  // namespace motcua
