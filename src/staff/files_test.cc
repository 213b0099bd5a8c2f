#include "staff/files.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <stdexcept>

namespace staff {
namespace {

using testing::SizeIs;

TEST(Unpack, GivesEachFileItsBytes) {
  const auto found = unpack("index.html 3 2\nassets/a.woff2 1 0\n", "abcdef");
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].path, "index.html");
  EXPECT_EQ(found[0].content_type, "text/html; charset=utf-8");
  EXPECT_EQ(found[0].plain, "abc");
  EXPECT_EQ(found[0].gzip, "de");
  EXPECT_EQ(found[1].content_type, "font/woff2");
  EXPECT_EQ(found[1].plain, "f");
  EXPECT_EQ(found[1].gzip, "");
}

TEST(Unpack, RefusesWhatDoesNotFit) {
  EXPECT_THROW(unpack("index.html 3 2\n", "abcd"), std::runtime_error);
  EXPECT_THROW(unpack("index.html 3 2\n", "abcdef"), std::runtime_error);
  EXPECT_THROW(unpack("index.html x 2\n", "abc"), std::runtime_error);
  EXPECT_THROW(unpack("program.exe 1 0\n", "a"), std::runtime_error);
}

TEST(Files, OfThisBinaryHaveAPageAndHashedNames) {
  EXPECT_EQ(std::ranges::count(files(), "index.html", &File::path), 1);
  for (const File& file : files()) {
    EXPECT_TRUE(file.path == "index.html" || file.path.starts_with("assets/")) << file.path;
    EXPECT_LT(file.gzip.size(), file.plain.size()) << file.path;
  }
}

}  // namespace
}  // namespace staff
