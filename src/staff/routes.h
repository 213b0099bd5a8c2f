// The staff's door: /staff/ and all below it is one application that runs in the browser and speaks REST. Every address
// that is no file is answered with its first page, which finds out itself what is meant.
#pragma once
#include "http/server.h"

namespace staff {

void add_staff(http::Router& router);

}  // namespace staff
