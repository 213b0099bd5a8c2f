// The pages as a browser asks for them, on a record of their own and at an hour of ours.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "app/test_record.h"
#include "pages/register_parts.h"
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

using ProcedurePage = Pages;

TEST_F(ProcedurePage, AnOldVersionIsShownAndMarkedAsNoLongerInForce) {
  auto version = procedure("3d");
  version.decision_no = "1234/QĐ-UBND";
  publish_again(version);
  const std::string path = std::string("/procedures/") + app::kProcedure;
  const http::Response now = get(path);
  EXPECT_TRUE(says(now, "3 ngày làm việc"));
  EXPECT_TRUE(says(now, "1234/QĐ-UBND"));
  EXPECT_TRUE(says(now, "?version=1"));
  EXPECT_FALSE(says(now, "Chỉ để tra cứu"));
  const http::Response old = get(path + "?version=1");
  EXPECT_EQ(old.status, 200);
  EXPECT_TRUE(says(old, "7 ngày làm việc"));
  EXPECT_TRUE(says(old, "Bản 1: ■ đã được thay bằng bản khác."));
  EXPECT_TRUE(says(old, "Xem bản đang áp dụng"));
  EXPECT_FALSE(says(old, "Nộp ở đâu</h2>"));
  EXPECT_TRUE(says(get(path + "?version=1&lang=en"), "Version 1: ■ replaced by another version."));
  EXPECT_FALSE(says(get(path + "?version=2"), "Chỉ để tra cứu"));
  for (const char* none : {"?version=9", "?version=x", "?version=-1"}) EXPECT_EQ(get(path + none).status, 404) << none;
}

TEST_F(ProcedurePage, VersionsSayWhenTheyAreValidAndWhatIsNotKnown) {
  auto version = procedure("3d");
  version.valid_from = base::parse_date("2027-01-01").value();
  version.valid_to = base::parse_date("2028-01-01").value();
  publish_again(version);
  const std::string path = std::string("/procedures/") + app::kProcedure;
  const http::Response page = get(path);
  EXPECT_TRUE(says(page, "7 ngày làm việc"));  // the new one is for next year
  EXPECT_TRUE(says(page, "chưa có hiệu lực"));
  EXPECT_TRUE(says(page, "hiệu lực từ 01/01/2027, trước 01/01/2028"));
  EXPECT_TRUE(says(page, "nguồn không nêu ngày hiệu lực; ghi nhận ngày 21/08/2026"));
  EXPECT_TRUE(says(get(path + "?version=2"), "Bản 2: ○ chưa có hiệu lực."));
}

using RegisterPage = Pages;

TEST_F(RegisterPage, ListsWhatIsPublicWithDaysAndNarrowsByItsFilters) {
  const Taken dossier = taken();
  const http::Response page = get("/register");
  EXPECT_EQ(page.status, 200);
  for (const std::string& shown :
       {"/follow/" + dossier.code, std::string("Thủ tục thử (giả định)"), std::string("nhận 21/08/2026"),
        std::string("hẹn 03/09/2026"), std::string("Được tiếp nhận")}) {
    EXPECT_TRUE(says(page, shown)) << shown;
  }
  for (const char* hidden : {"09:00", "Chim Hoàng Yến"}) EXPECT_FALSE(says(page, hidden)) << hidden;
  EXPECT_TRUE(says(get("/register?received=2026-08&late=false&state=2&procedure=9.000001"), dossier.code));
  for (const char* none :
       {"received=2026-07", "late=true", "state=4", "procedure=1.001193", "unit=H26.local.ward-00082"}) {
    const http::Response empty = get(std::string("/register?") + none);
    EXPECT_FALSE(says(empty, dossier.code)) << none;
    EXPECT_TRUE(says(empty, "Không có hồ sơ nào như vậy")) << none;
  }
  EXPECT_EQ(get("/register?received=x").status, 422);
  EXPECT_EQ(get("/register?after=x").status, 400);
  clock_.set(app::local("2026-09-03T09:01"));
  EXPECT_TRUE(says(get("/register?late=true&lang=en"), "■</span> Overdue"));
}

TEST_F(RegisterPage, TheTableHasWhatTheFiltersLeave) {
  const Taken first = taken();
  clock_.set(app::local("2026-09-03T09:01"));
  const Taken second = taken();
  const http::Response all = get("/register.csv");
  EXPECT_EQ(all.content_type, "text/csv; charset=utf-8; header=present");
  EXPECT_TRUE(all.body.starts_with("\xEF\xBB\xBF\"Mã hồ sơ\",\"Mã thủ tục\""));
  EXPECT_TRUE(says(
      all, "\"" + first.code +
               "\",\"9.000001\",\"Thủ tục thử (giả định)\",\"Phường Ba Đình\",\"Điểm phục vụ phường "
               "Ba Đình\",\"2026-08-21\",\"2026-09-03\",\"\",\"\",\"2\",\"Được tiếp nhận\",\"quá hẹn\",\"không\"\r\n"));
  EXPECT_EQ(std::ranges::count(all.body, '\n'), 3);
  const http::Response september = get("/register.csv?received=2026-09&lang=en");
  EXPECT_TRUE(says(september, second.code));
  EXPECT_FALSE(says(september, first.code));
  EXPECT_EQ(header(september, "Content-Disposition"), "attachment; filename=\"register.csv\"");
  EXPECT_EQ(get("/register.csv?late=perhaps").status, 422);
}

TEST_F(RegisterPage, ASimulatedDossierSaysSoWhereverItIsShown) {
  const Taken real = taken();
  app::Intake asked = intake();
  asked.request.simulated = true;
  const auto made = take(std::move(asked));
  ASSERT_TRUE(made) << made.error().code;
  const std::string code = made->event.payload.text("code");
  EXPECT_TRUE(says(get("/follow/" + code), "Hồ sơ giả lập, không có người thật"));
  EXPECT_TRUE(says(get("/follow/" + code + "?lang=en"), "Simulated: nobody&#39;s real application") ||
              says(get("/follow/" + code + "?lang=en"), "Simulated: nobody's real application"));
  EXPECT_FALSE(says(get("/follow/" + real.code), "giả lập"));
  const http::Response list = get("/register");
  EXPECT_EQ(list.body.find("giả lập"), list.body.rfind("giả lập"));
  EXPECT_TRUE(says(list, "Hồ sơ giả lập, không có người thật"));
  EXPECT_TRUE(says(get("/register.csv"), "\"không\",\"giả lập\"\r\n"));
}

TEST_F(RegisterPage, GoesOnOverPagesAndKeepsItsFilters) {
  std::set<std::string> all;
  for (int i = 0; i < 23; ++i) all.insert(taken().code);
  const http::Response first = get("/register?received=2026-08");
  const std::string mark = "rel=\"next\" href=\"";
  const std::size_t at = first.body.find(mark);
  ASSERT_NE(at, std::string::npos);
  std::string next = first.body.substr(at + mark.size());
  next.resize(next.find('"'));
  EXPECT_TRUE(next.starts_with("/register?received=2026-08&amp;after=")) << next;
  next.replace(next.find("&amp;"), 5, "&");
  const http::Response second = get(next);
  EXPECT_FALSE(says(second, "rel=\"next\""));
  EXPECT_TRUE(says(second, "Về đầu sổ"));
  int shown = 0;
  for (const std::string& code : all) {
    EXPECT_NE(says(first, code), says(second, code)) << code;
    shown += says(first, code) ? 1 : 0;
  }
  EXPECT_EQ(shown, 20);
}

TEST_F(RegisterPage, ATableThatIsTooLongIsCutAndNamesTheRest) {
  std::set<std::string> codes;
  for (int i = 0; i < 3; ++i) codes.insert(taken().code);
  http::Request request;
  request.method = "GET";
  const http::Response part = register_table(*record_, request, 2, 1);
  EXPECT_EQ(std::ranges::count(part.body, '\n'), 3);
  EXPECT_EQ(header(part, "Content-Disposition"), "attachment; filename=\"register-part.csv\"");
  std::string rest = header(part, "Link");
  ASSERT_TRUE(rest.starts_with("</register.csv?after=")) << rest;
  rest = rest.substr(1, rest.find('>') - 1);
  const http::Response last = get(rest);
  EXPECT_EQ(std::ranges::count(last.body, '\n'), 2);
  for (const std::string& code : codes) EXPECT_NE(says(part, code), says(last, code)) << code;
  EXPECT_EQ(header(last, "Link"), "");
}

}  // namespace
}  // namespace pages
