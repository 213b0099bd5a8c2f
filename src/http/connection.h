// One client's connection: reads a request, lets a handler answer it on the pool, writes the answer, and so on until
// one side ends it. All of it runs on the connection's own strand but the handlers. Keeps itself alive while something
// is under way.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>

#include "http/shared.h"

namespace http {

namespace beast = boost::beast;
namespace asio = boost::asio;

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::ip::tcp::socket socket, std::shared_ptr<Shared> shared);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  void drain();  // from any thread: ends when nothing is in flight

 private:
  using Error = boost::system::error_code;
  using StringParser = beast::http::request_parser<beast::http::string_body>;
  using BufferParser = beast::http::request_parser<beast::http::buffer_body>;

  void wait_for_request();
  void read_header();
  void on_header(Error error);
  void route();
  void read_whole_body();
  void on_whole_body(Error error);
  void dispatch();
  void continue_then(std::function<void()> next);

  void start_stream();
  void read_piece();
  void on_piece(Error error);
  void give_piece(std::size_t bytes, bool last);

  Reply make_reply();
  void refuse(int status, std::string_view code);  // answers by the edge's error page and closes
  void answer(Response response);
  void on_written(Error error);
  void linger();
  void close();
  void arm(std::chrono::milliseconds time);
  bool timed_out() const { return timed_out_; }

  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  std::shared_ptr<Shared> shared_;
  beast::flat_buffer buffer_;
  std::optional<beast::http::request_parser<beast::http::empty_body>> header_;
  std::optional<StringParser> whole_;
  std::optional<BufferParser> pieces_;
  std::vector<char> piece_;
  std::shared_ptr<BodySink> sink_;
  std::shared_ptr<Request> request_;
  const Router::Route* route_ = nullptr;
  std::optional<beast::http::response<beast::http::string_body>> response_;
  beast::http::response<beast::http::empty_body> go_on_;
  std::chrono::steady_clock::time_point began_;
  bool idle_ = true;
  bool keep_alive_ = true;
  bool timed_out_ = false;
};

}  // namespace http
