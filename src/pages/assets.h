// What pages load: few files, each under a name that holds its hash, so that a browser keeps it for ever and a new
// version has a new name.
#pragma once
#include "http/server.h"
#include "pages/html.h"

namespace pages {

enum class AssetName { kStyle, kMark, kScript };

const Address& asset_address(AssetName name);
void add_assets(http::Router& router);

}  // namespace pages
