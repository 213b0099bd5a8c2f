// The data that ship inside the binary, in the order in which they are imported.
#pragma once
#include <string_view>
#include <vector>

#include "app/setup.h"

namespace motcua {

std::vector<app::ShippedFile> embedded_files();

// data/simulation/arrivals.json: when people come.
std::string_view embedded_arrivals();

}  // namespace motcua
