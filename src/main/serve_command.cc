// motcua serve: the REST interface on one address, until SIGTERM or SIGINT; then what is in flight is answered.
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <memory>
#include <thread>

#include "api/edge.h"
#include "api/metrics.h"
#include "api/routes.h"
#include "main/commands.h"
#include "pages/routes.h"
#include "pages/shell.h"

namespace motcua {
namespace {

constexpr std::chrono::milliseconds kGrace{4000};

struct ServeFlags {
  http::Settings http;
};

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// Waits for a stop signal on a thread of its own.
class StopWatch {
 public:
  explicit StopWatch(http::Server& server)
      : thread_([&server] {
          const sigset_t signals = stop_signals();
          int which = 0;
          sigwait(&signals, &which);
          server.drain(kGrace);
        }) {}
  ~StopWatch() { thread_.join(); }
  StopWatch(const StopWatch&) = delete;
  StopWatch& operator=(const StopWatch&) = delete;

 private:
  std::thread thread_;
};

http::Router both_doors(app::Record& record, const std::shared_ptr<api::Metrics>& metrics) {
  http::Router router = api::make_router(record, metrics);
  pages::add_pages(router, record);
  return router;
}

// A person's browser gets a page; a program, or whoever asks under /api, a problem.
http::Response answer_to_failure(int status, std::string_view code, const http::Request* request) {
  const auto wants_page = [](const http::Request& asked) {
    const auto accept = asked.headers.find("accept");
    return accept != asked.headers.end() && accept->second.find("text/html") != std::string::npos &&
           !asked.path.starts_with("/api/");
  };
  const bool page = request != nullptr && wants_page(*request);
  return page ? pages::error_page(status, code, request) : api::error_page(status, code, request);
}

std::unique_ptr<http::Server> listen(const ServeFlags& flags, app::Record& record, int& exit_code) {
  const auto metrics = std::make_shared<api::Metrics>();
  auto server = http::Server::listen(
      flags.http, both_doors(record, metrics), answer_to_failure,
      [metrics](const http::Request& request, std::string_view pattern, int status, std::chrono::microseconds took) {
        metrics->observe(std::string(pattern), request.method, status, took);
      });
  if (server) return std::move(*server);
  exit_code = say_refusal(server.error());
  return nullptr;
}

int serve(const ServeFlags& flags, const Environment& environment) {
  // Before any thread is made, so that all of them leave these signals to the one that waits.
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  auto record = open_record(environment);
  if (!record) return kRefused;
  const auto lock = record->store().lock_for_serving();
  if (!lock) return say_refusal(lock.error());
  int exit_code = kDone;
  const auto server = listen(flags, *record, exit_code);
  if (!server) return exit_code;
  {
    const StopWatch watch(*server);
    spdlog::info("motcua: http://{}:{}", flags.http.address, server->port());
    server->run();
  }
  record.reset();  // answers the last commands while the server still lives
  spdlog::info("motcua: stopped");
  return kDone;
}

}  // namespace

void add_serve(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* command = program.add_subcommand("serve", "Serve the REST interface");
  command->footer("Example: motcua serve --data ./var --port 8080");
  const auto flags = std::make_shared<ServeFlags>();
  add_record_flags(*command, environment.record);
  command->add_option("--address", flags->http.address, "Address to listen on")->capture_default_str();
  command->add_option("--port", flags->http.port, "Port; 0 takes a free one")->capture_default_str();
  command->callback([flags, environment, &exit_code] { exit_code = serve(*flags, environment); });
}

}  // namespace motcua
