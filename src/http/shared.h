// What all connections of a server share; lives until the last of them has ended.
#pragma once
#include <atomic>
#include <cstddef>

#include "http/pool.h"
#include "http/server.h"

namespace http {

struct Shared {
  Shared(Settings wanted, Router routes, ErrorPage page, Observer watch)
      : settings(std::move(wanted)),
        router(std::move(routes)),
        error_page(std::move(page)),
        observer(std::move(watch)),
        pool(settings.pool_threads, settings.pool_queue) {}

  Settings settings;
  Router router;
  ErrorPage error_page;
  Observer observer;
  std::atomic<bool> draining = false;
  std::atomic<std::size_t> connections = 0;
  Pool pool;  // last: its threads end before what they use
};

}  // namespace http
