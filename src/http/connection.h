// One client's connection, from its first request to its end.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <optional>

#include "http/proxies.h"
#include "http/shared.h"

namespace http {

// Keeps itself alive while something is under way; runs on its socket's strand.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual void start() = 0;
  virtual void drain() = 0;  // from any thread: ends when nothing is in flight
};

// `place` has been taken and is left at the connection's end.
std::shared_ptr<Connection> make_connection(boost::asio::ip::tcp::socket socket, std::optional<Address> place,
                                            std::shared_ptr<Shared> shared);

}  // namespace http
