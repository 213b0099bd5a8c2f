// What all connections of a server share; lives until the last of them has ended.
#pragma once
#include <atomic>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "http/places.h"
#include "http/pool.h"
#include "http/proxies.h"
#include "http/server.h"

namespace http {

struct Shared {
  Shared(Settings wanted, Router routes, ErrorPage page, Observer watch)
      : settings(std::move(wanted)),
        router(std::move(routes)),
        error_page(std::move(page)),
        observer(std::move(watch)),
        trusted(networks_of(settings.trusted_proxies)),
        places(settings.limits.connections,
               settings.limits.connections_per_address.value_or((settings.limits.connections + 1) / 2)),
        pool(settings.pool_threads, settings.pool_queue) {}

  Settings settings;
  Router router;
  ErrorPage error_page;
  Observer observer;
  std::atomic<bool> draining = false;
  std::vector<Network> trusted;
  Places places;
  Pool pool;  // last: its threads end before what they use
};

// False when the work threw: our bug or the database's failure, which ends one request and never the process.
bool survives(std::string_view what, const std::function<void()>& work);

}  // namespace http
