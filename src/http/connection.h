// One client's connection, from its first request to its end.
#pragma once
#include <memory>
#include <optional>

#include "http/proxies.h"
#include "http/shared.h"

namespace boost::asio {  // NOLINTBEGIN(readability-identifier-naming): the library's own names; its headers are heavy
class any_io_executor;
template <typename Protocol, typename Executor>
class basic_stream_socket;
namespace ip {
class tcp;
}
}  // namespace boost::asio
// NOLINTEND(readability-identifier-naming)

namespace http {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::any_io_executor>;

// Keeps itself alive while something is under way; runs on its socket's strand.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual void start() = 0;
  virtual void drain() = 0;  // from any thread: ends when nothing is in flight
};

// `place` has been taken and is left at the connection's end.
std::shared_ptr<Connection> make_connection(Socket&& socket, std::optional<Address> place,
                                            std::shared_ptr<Shared> shared);

}  // namespace http
