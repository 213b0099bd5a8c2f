// The least that a server can do, to measure ours against: Beast alone, one answer of given bytes to every request, on
// connections that stay open.
//   echo --file BODY [--threads N]     prints the port
#include <CLI/CLI.hpp>
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;
using Error = boost::system::error_code;

class Visit : public std::enable_shared_from_this<Visit> {
 public:
  Visit(Tcp::socket socket, const std::string& body) : socket_(std::move(socket)), body_(body) {
    socket_.set_option(Tcp::no_delay(true));
  }

  void read() {
    request_ = {};
    http::async_read(socket_, buffer_, request_, [self = shared_from_this()](Error error, std::size_t) {
      if (!error) self->answer();
    });
  }

 private:
  void answer() {
    response_ = {};
    response_.result(http::status::ok);
    response_.version(11);
    response_.set(http::field::content_type, "application/json");
    response_.keep_alive(request_.keep_alive());
    response_.body() = body_;
    response_.prepare_payload();
    http::async_write(socket_, response_, [self = shared_from_this()](Error error, std::size_t) {
      if (!error) self->read();
    });
  }

  Tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  http::response<http::string_body> response_;
  const std::string& body_;
};

void accept(Tcp::acceptor& acceptor, asio::io_context& context, const std::string& body) {
  acceptor.async_accept(asio::make_strand(context), [&](Error error, Tcp::socket socket) {
    if (!error) std::make_shared<Visit>(std::move(socket), body)->read();
    accept(acceptor, context, body);
  });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("A bare Beast server");
  std::string file;
  unsigned threads = 2;
  program.add_option("--file", file)->required()->check(CLI::ExistingFile);
  program.add_option("--threads", threads)->check(CLI::Range(1, 64));
  CLI11_PARSE(program, argc, argv);
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  const std::string body = text.str();
  asio::io_context context;
  Tcp::acceptor acceptor(context, {asio::ip::make_address("127.0.0.1"), 0});
  std::cout << acceptor.local_endpoint().port() << std::endl;
  accept(acceptor, context, body);
  std::vector<std::thread> running;
  for (unsigned i = 1; i < threads; ++i) running.emplace_back([&context] { context.run(); });
  context.run();
  for (std::thread& thread : running) thread.join();
}
