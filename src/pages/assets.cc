#include "pages/assets.h"

#include <array>
#include <string>
#include <string_view>

#include "base/hash.h"

extern "C" {
extern const char kMotcuaStyle[], kMotcuaStyleEnd[], kMotcuaScript[], kMotcuaScriptEnd[];
}

namespace pages {
namespace {

constexpr std::string_view kForEver = "public, max-age=31536000, immutable";
constexpr std::string_view kMark =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><path fill=\"#F2B51D\" d=\"M10 27h4l12 4h-9z\"/>"
    "<path fill=\"none\" stroke=\"#0B5560\" stroke-width=\"2.4\" stroke-linejoin=\"round\" stroke-linecap=\"round\""
    " d=\"M6 27V4h15v23M3 27h7M21 27h8M10 27V8l7-4\"/></svg>";

struct Asset {
  std::string name;  // with its hash
  std::string_view content_type;
  std::string_view bytes;
  Address address;
};

Asset asset(std::string_view stem, std::string_view extension, std::string_view content_type, std::string_view bytes) {
  std::string name(stem);
  name.append("-").append(base::to_hex(base::sha256(bytes)).substr(0, 12)).append(extension);
  Address address("/assets");
  address.segment(name);
  return {std::move(name), content_type, bytes, std::move(address)};
}

const std::array<Asset, 3>& assets() {  // in the order of AssetName
  static const std::array<Asset, 3> kAll = {
      asset("public", ".css", "text/css; charset=utf-8",
            {kMotcuaStyle, static_cast<std::size_t>(kMotcuaStyleEnd - kMotcuaStyle)}),
      asset("mark", ".svg", "image/svg+xml", kMark),
      asset("public", ".js", "text/javascript; charset=utf-8",
            {kMotcuaScript, static_cast<std::size_t>(kMotcuaScriptEnd - kMotcuaScript)})};
  return kAll;
}

}  // namespace

const Address& asset_address(AssetName name) { return assets().at(static_cast<std::size_t>(name)).address; }

void add_assets(http::Router& router) {
  for (const Asset& one : assets()) {
    router.add("GET", "/assets/" + one.name, [&one](const http::Request&, const http::Reply& reply) {
      http::Response response{200, std::string(one.content_type), std::string(one.bytes), {}};
      response.headers.emplace_back("Cache-Control", kForEver);
      reply(std::move(response));
    });
  }
}

}  // namespace pages
