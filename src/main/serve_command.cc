// motcua serve: the REST interface on one address, until SIGTERM or SIGINT; then what is in flight is answered.
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <thread>

#include "api/edge.h"
#include "api/metrics.h"
#include "api/routes.h"
#include "main/commands.h"
#include "pages/routes.h"
#include "pages/shell.h"
#include "staff/routes.h"

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

// Every connection is a descriptor, and many systems allow a process 1024 of them until it asks for more. How many of
// the connections fit, so that the record's own files always find room.
std::size_t connections_that_fit(std::size_t connections) {
  constexpr rlim_t kOwnFiles = 128;  // the record's, the log's
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_max >= connections + kOwnFiles) return connections;
  const std::size_t fit = std::min<std::size_t>(connections, limit.rlim_max - std::min(kOwnFiles, limit.rlim_max / 2));
  spdlog::warn("motcua: only {} descriptors are allowed: {} connections at once instead of {}", limit.rlim_max, fit,
               connections);
  return fit;
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

http::Router all_doors(app::Record& record, const std::shared_ptr<api::Metrics>& metrics) {
  http::Router router = api::make_router(record, metrics);
  pages::add_pages(router, record);
  staff::add_staff(router);
  return router;
}

// A person's browser gets a page; a program, or whoever asks under /api, a problem.
http::Response answer_to_failure(int status, const base::Refusal& refusal, const http::Request* request) {
  const bool page = request != nullptr && !request->path.starts_with("/api/") &&
                    request->header("accept").find("text/html") != std::string_view::npos;
  return page ? pages::error_page(status, refusal, request) : api::error_page(status, refusal, request);
}

std::unique_ptr<http::Server> listen(const ServeFlags& flags, app::Record& record, int& exit_code) {
  const auto metrics = std::make_shared<api::Metrics>();
  auto server = http::Server::listen(
      flags.http, all_doors(record, metrics), answer_to_failure,
      [metrics](const http::Request& request, std::string_view pattern, int status, std::chrono::microseconds took) {
        metrics->observe(std::string(pattern), request.method, status, took);
      });
  if (server) return std::move(*server);
  exit_code = say_refusal(server.error());
  return nullptr;
}

int serve(ServeFlags flags, const Environment& environment) {
  // Before any thread is made, so that all of them leave these signals to the one that waits.
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  flags.http.limits.connections = connections_that_fit(flags.http.limits.connections);
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

void add_seconds(CLI::App& command, const std::string& name, std::chrono::seconds& value, const std::string& says) {
  command
      .add_option_function<unsigned>(
          name, [&value](unsigned given) { value = std::chrono::seconds(given); }, says)
      ->default_str(std::to_string(value.count()))
      ->check(CLI::Range(1U, 3600U));
}

void add_limits(CLI::App& command, http::Settings& settings, std::size_t& writer_queue) {
  http::Limits& limits = settings.limits;
  command.add_option("--most-connections", limits.connections, "Connections at once; more get 503")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  command
      .add_option("--most-per-address", limits.connections_per_address,
                  "Connections from one address that is no trusted proxy; 0: no limit")
      ->default_str("half of --most-connections")
      ->check(CLI::Range(0, 1'000'000));
  command.add_option("--header-bytes", limits.header_bytes, "Length of a request's head; more gets 431")
      ->capture_default_str()
      ->check(CLI::Range(1024, 1024 * 1024));
  command.add_option("--body-bytes", limits.body_bytes, "Length of a request's body; more gets 413")
      ->capture_default_str()
      ->check(CLI::Range(1024, 256 * 1024 * 1024));
  add_seconds(command, "--header-seconds", limits.header_time, "Time for a request's head; then 408");
  add_seconds(command, "--body-seconds", limits.body_time, "Time for each MiB of a body; then 408");
  add_seconds(command, "--idle-seconds", limits.idle_time, "Time between two requests on a connection");
  command.add_option("--pool-threads", settings.pool_threads, "Threads that answer requests")
      ->capture_default_str()
      ->check(CLI::Range(4, 256));  // two may wait for a position (api/edge.cc)
  command.add_option("--writer-queue", writer_queue, "Commands that wait for the record; more get 503")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
}

}  // namespace

void add_serve(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* command = program.add_subcommand("serve", "Serve the REST interface");
  command->footer("Example: motcua serve --data ./var --port 8080");
  const auto flags = std::make_shared<ServeFlags>();
  add_record_flags(*command, environment.record);
  command->add_option("--address", flags->http.address, "Address to listen on")->capture_default_str();
  command->add_option("--port", flags->http.port, "Port; 0 takes a free one")->capture_default_str();
  command
      ->add_option("--trusted-proxy", flags->http.trusted_proxies,
                   "Address or prefix (10.0.0.0/8) whose X-Forwarded-For and -Proto are believed; may be repeated")
      ->check([](const std::string& text) { return http::is_network(text) ? "" : "no address or prefix: " + text; });
  add_limits(*command, flags->http, environment.record.writer_queue);
  command->callback([flags, environment, &exit_code] { exit_code = serve(*flags, environment); });
}

}  // namespace motcua
