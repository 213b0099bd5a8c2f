// The part of a connection that takes a body in pieces: one piece is read, handed to the sink on the pool, and only
// when the sink has taken it is the next one read, so that memory stays at one piece whatever is sent.
#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>
#include <boost/beast/http/read.hpp>

#include "http/connection.h"

namespace http {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

}  // namespace

void Connection::start_stream() {
  pieces_.emplace(std::move(*header_));
  pieces_->body_limit(route_->most_bytes);
  piece_.resize(kPiece);
  const bool taken = shared_->pool.offer([self = shared_from_this()] {
    try {
      self->sink_ = self->route_->sink(*self->request_);
      asio::post(self->socket_.get_executor(), [self] { self->read_piece(); });
    } catch (const std::exception& failure) {
      spdlog::error("{}: {}", self->route_->pattern, failure.what());
      asio::post(self->socket_.get_executor(), [self] { self->refuse(500, "internal"); });
    }
  });
  if (!taken) refuse(503, "overloaded");
}

void Connection::read_piece() {
  pieces_->get().body().data = piece_.data();
  pieces_->get().body().size = piece_.size();
  arm(shared_->settings.limits.body_time);
  beast::http::async_read(socket_, buffer_, *pieces_,
                          [self = shared_from_this()](Error error, std::size_t) { self->on_piece(error); });
}

void Connection::on_piece(Error error) {
  if (error == beast::http::error::need_buffer) error = {};
  if (error == beast::http::error::body_limit) return refuse(413, "body_too_large");
  if (error && timed_out()) return refuse(408, "request_timeout");
  if (error) return close();
  timer_.cancel();
  give_piece(piece_.size() - pieces_->get().body().size, pieces_->is_done());
}

void Connection::give_piece(std::size_t bytes, bool last) {
  const bool taken = shared_->pool.offer([self = shared_from_this(), bytes, last] {
    try {
      const auto kept = bytes == 0 ? base::Done() : self->sink_->piece({self->piece_.data(), bytes});
      if (!kept) {
        asio::post(self->socket_.get_executor(), [self, response = self->sink_->refused(kept.error())] {
          self->keep_alive_ = false;
          self->answer(response);
        });
      } else if (last) {
        asio::post(self->socket_.get_executor(), [self, response = self->sink_->end()] { self->answer(response); });
      } else {
        asio::post(self->socket_.get_executor(), [self] { self->read_piece(); });
      }
    } catch (const std::exception& failure) {
      spdlog::error("{}: {}", self->route_->pattern, failure.what());
      asio::post(self->socket_.get_executor(), [self] { self->refuse(500, "internal"); });
    }
  });
  if (!taken) refuse(503, "overloaded");
}

}  // namespace http
