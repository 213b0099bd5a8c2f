// The pages as a browser asks for them, on a record of their own and at an hour of ours.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "app/test_record.h"
#include "pages/routes.h"

namespace pages {
namespace {

class Pages : public app::RecordTest {
 protected:
  void SetUp() override {
    RecordTest::SetUp();
    add_pages(router_, *record_);
  }

  http::Response send(http::Request request) {
    request.peer = app::kAddress;
    const std::size_t mark = request.path.find('?');
    if (mark != std::string::npos) {
      request.query = http::parse_query(request.path.substr(mark + 1)).value();
      request.path.resize(mark);
    }
    const auto found = router_.find(request.method, http::parse_path(request.path).value());
    if (found.route == nullptr) return {404, "", "", {}};
    request.parameters = found.parameters;
    http::Response answer;
    found.route->handler(request, http::Reply([&](http::Response response) { answer = std::move(response); }));
    return answer;
  }

  http::Response get(std::string path) {
    http::Request request;
    request.method = "GET";
    request.path = std::move(path);
    return send(std::move(request));
  }

  http::Response post(std::string path, std::string form,
                      std::map<std::string, std::string, std::less<>> headers = {}) {
    http::Request request;
    request.method = "POST";
    request.path = std::move(path);
    request.body = std::move(form);
    request.headers = std::move(headers);
    request.headers.emplace("content-type", "application/x-www-form-urlencoded");
    return send(std::move(request));
  }

  static std::string header(const http::Response& response, std::string_view name) {
    const auto found = std::ranges::find(response.headers, name, &std::pair<std::string, std::string>::first);
    return found == response.headers.end() ? "" : found->second;
  }

  static bool says(const http::Response& response, std::string_view words) {
    return response.body.find(words) != std::string::npos;
  }

  struct Taken {
    std::string code, submission, secret;
  };
  Taken taken(catalog::Channel channel = catalog::Channel::kCounter) {
    const auto done = take(intake(channel));
    EXPECT_TRUE(done) << done.error().code;
    return {done->event.payload.text("code"), done->event.payload.text("submission"), done->secret};
  }

  void publish_again(const catalog::ProcedureVersion& version) {
    const auto stream = catalog::stream_of("procedure", version.code);
    const auto done = app::commit_and_wait<
        std::monostate>(record_->writer(), {{stream}, {}, {}}, [&](store::Batch& batch) -> base::Done {
      batch.append({stream, "ProcedurePublished", 1, {}, {}, app::system_actor("test"), "", catalog::to_json(version)});
      return std::monostate{};
    });
    ASSERT_TRUE(done) << done.error().code;
  }

  http::Router router_;
};

using Follow = Pages;

TEST_F(Follow, WithoutTheSecretDatesAndNoMinutesAndNoPerson) {
  const Taken dossier = taken();
  const http::Response page = get("/follow/" + dossier.code);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "<h1 class=\"govuk-heading-l\">Đã tiếp nhận</h1>"));
  EXPECT_TRUE(says(page, "03/09/2026"));  // 7 working days; 22 August is worked, 31 August to 2 September are off
  EXPECT_TRUE(says(page, "● ") || says(page, "●</span>"));
  EXPECT_TRUE(says(page, "Trong hạn"));
  EXPECT_TRUE(says(page, "Vì sao là ngày này?"));
  EXPECT_TRUE(says(page, "Phường Ba Đình"));
  for (const char* hidden : {"09:00", "Chim Hoàng Yến", "Tờ khai", "mc-timeline"})
    EXPECT_FALSE(says(page, hidden)) << hidden;
  EXPECT_FALSE(says(page, dossier.secret));
  EXPECT_EQ(header(page, "Cache-Control"), "no-store");
  EXPECT_EQ(header(page, "X-Robots-Tag"), "noindex");
}

TEST_F(Follow, WithTheSecretTheWholeOfItAndNothingPackedOrKept) {
  const Taken dossier = taken();
  const http::Response page = post("/follow", "code=" + dossier.code + "&secret=" + dossier.secret);
  EXPECT_EQ(page.status, 200);
  for (const char* shown :
       {"09:00", "Chim Hoàng Yến", "Tờ khai", "mc-timeline", "Tiếp nhận hồ sơ", "Tại điểm phục vụ"}) {
    EXPECT_TRUE(says(page, shown)) << shown;
  }
  EXPECT_FALSE(says(page, dossier.secret));
  EXPECT_FALSE(page.compress);
  EXPECT_EQ(header(page, "Cache-Control"), "no-store");
  EXPECT_FALSE(says(page, "counter"));  // an officer's account is no matter of the public
}

TEST_F(Follow, TheCodeIsReadAsPeopleTypeIt) {
  const Taken dossier = taken();
  std::string typed = dossier.code;
  std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const http::Response led = post("/follow", "code=+" + typed + "+&secret=");
  EXPECT_EQ(led.status, 303);
  EXPECT_EQ(header(led, "Location"), "/follow/" + dossier.code);
  std::string dashed = dossier.code;
  dashed.replace(dashed.find('-'), 1, "%E2%80%93");
  EXPECT_EQ(header(post("/follow", "code=" + dashed), "Location"), "/follow/" + dossier.code);
}

TEST_F(Follow, TheReceiptsQrLeadsToThePage) {
  const http::Response led = get("/tracking/H26.00004-260821-0001");
  EXPECT_EQ(led.status, 301);
  EXPECT_EQ(header(led, "Location"), "/follow/H26.00004-260821-0001");
}

TEST_F(Follow, AnUnknownCodeSaysWhatToCheck) {
  const http::Response page = get("/follow/H26.00004-260821-9999");
  EXPECT_EQ(page.status, 404);
  EXPECT_TRUE(says(page, "Xin ông/bà kiểm tra"));
  EXPECT_TRUE(says(page, "value=\"H26.00004-260821-9999\""));
}

TEST_F(Follow, AWrongSecretIsSaidAtTheFieldAndSlowedDownAsInTheInterface) {
  const Taken dossier = taken();
  http::Response page;
  for (int i = 0; i < 5; ++i) page = post("/follow", "code=" + dossier.code + "&secret=WRONG1");
  EXPECT_EQ(page.status, 403);
  EXPECT_TRUE(says(page, "Mã bí mật không đúng."));
  EXPECT_TRUE(says(page, "aria-invalid=\"true\""));
  EXPECT_FALSE(says(page, "WRONG1"));
  page = post("/follow", "code=" + dossier.code + "&secret=" + dossier.secret);
  EXPECT_EQ(page.status, 429);
  EXPECT_FALSE(header(page, "Retry-After").empty());
  // The same count as the interface's: it must wait there, too.
  EXPECT_EQ(app::track(*record_, dossier.code, dossier.secret, app::kAddress).error().code, "too_many_tries");
}

TEST_F(Follow, AFormOfAnotherSiteIsRefused) {
  EXPECT_EQ(post("/follow", "code=x", {{"origin", "https://example.com"}, {"host", "motcua"}}).status, 403);
  EXPECT_EQ(post("/follow", "code=x", {{"origin", "null"}, {"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_EQ(post("/follow", "code=x", {{"origin", "null"}, {"sec-fetch-site", "same-origin"}}).status, 303);
  EXPECT_EQ(post("/follow", "code=x", {{"origin", "http://motcua"}, {"host", "motcua"}}).status, 303);
  EXPECT_EQ(post("/follow", "{}", {{"content-type", "application/json"}}).status, 400);
  EXPECT_EQ(post("/follow", "code=&secret=").status, 400);
}

TEST_F(Follow, WhatIsNotPublicIsNotNamedWithoutTheSecret) {
  for (const auto publicity : {catalog::Publicity::kCountOnly, catalog::Publicity::kNone}) {
    auto version = procedure("7d");
    version.publicity = publicity;
    publish_again(version);
    const Taken dossier = taken();
    const http::Response page = get("/follow/" + dossier.code);
    EXPECT_TRUE(says(page, "Hồ sơ không công khai"));
    for (const char* hidden : {"Thủ tục thử", "Ba Đình", "/2026", "Đã tiếp nhận"})
      EXPECT_FALSE(says(page, hidden)) << hidden;
    EXPECT_TRUE(says(post("/follow", "code=" + dossier.code + "&secret=" + dossier.secret), "Thủ tục thử"));
  }
}

TEST_F(Follow, NearAndLateAreSaidInWordAndShape) {
  const Taken dossier = taken();
  clock_.set(app::local("2026-08-30T09:00"));
  EXPECT_TRUE(says(get("/follow/" + dossier.code), "▲</span> Sắp đến hẹn"));
  clock_.set(app::local("2026-09-03T09:01"));
  const http::Response late = get("/follow/" + dossier.code + "?lang=en");
  EXPECT_TRUE(says(late, "■</span> Overdue"));
  EXPECT_TRUE(says(late, "this is the office&#39;s fault"));
}

TEST_F(Follow, ASubmissionIsFollowedByItsNumberUntilItHasACode) {
  const Taken sent = taken(catalog::Channel::kOnline);
  const http::Response page = get("/follow/" + sent.submission);
  EXPECT_TRUE(says(page, "Đã gửi, chờ kiểm tra"));
  EXPECT_TRUE(says(page, "Trả lời chậm nhất"));
  EXPECT_FALSE(says(page, "id=\"why\""));
}

}  // namespace
}  // namespace pages
