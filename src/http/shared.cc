#include "http/shared.h"

#include <spdlog/spdlog.h>

#include <exception>

namespace http {

bool survives(std::string_view what, const std::function<void()>& work) {
  try {
    work();
    return true;
  } catch (const std::exception& failure) {
    spdlog::error("{}: {}", what, failure.what());
  } catch (...) {
    spdlog::error("{}: something was thrown that is no exception", what);
  }
  return false;
}

}  // namespace http
