#include "pages/html.h"

#include <gtest/gtest.h>

namespace pages {
namespace {

template <class Part>
concept Writable = requires(Html html, Part part) { html << part; };

// What came at run time has to say whether it is text or an address.
static_assert(!Writable<std::string>);
static_assert(!Writable<std::string_view>);
static_assert(!Writable<const char*>);
static_assert(Writable<Text>);
static_assert(Writable<Address>);

std::string written(Html html) { return std::move(html).take(); }

TEST(Html, MarkupStaysAndTextIsEscaped) {
  EXPECT_EQ(written(Html() << "<p title=\"" << Text("'\"&") << "\">" << Text("<script>alert(1)</script>") << "</p>"),
            "<p title=\"&#39;&quot;&amp;\">&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  EXPECT_EQ(written(Html() << Text("Đăng ký khai sinh")), "Đăng ký khai sinh");
  EXPECT_EQ(written(Html() << std::int64_t{-5}), "-5");
}

TEST(Html, PartsAreNotEscapedTwice) {
  Html part;
  part << "<b>" << Text("a & b") << "</b>";
  EXPECT_EQ(written(Html() << "<i>" << part << "</i>"), "<i><b>a &amp; b</b></i>");
}

TEST(Html, AddressesCarryAnything) {
  EXPECT_EQ(Address("/procedures").segment("a/../b?c#d").view(), "/procedures/a%2F..%2Fb%3Fc%23d");
  EXPECT_EQ(Address("/procedures").query("q", "đ & \"").query("after", "").query("lang", "en").view(),
            "/procedures?q=%C4%91%20%26%20%22&lang=en");
  EXPECT_EQ(Address("/").fragment("papers").view(), "/#papers");
  EXPECT_EQ(written(Html() << Address("/").query("a", "1").query("b", "2")), "/?a=1&amp;b=2");
}

}  // namespace
}  // namespace pages
