#include "pages/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace pages {
namespace {

std::string line(std::string_view a, std::string_view b) {
  Csv csv;
  csv.line({a, b});
  return std::move(csv).take();
}

TEST(Csv, QuotesEveryCellAndBeginsWithAMark) {
  EXPECT_EQ(line("Hộ tịch", "a,b"), "\xEF\xBB\xBF\"Hộ tịch\",\"a,b\"\r\n");
  EXPECT_EQ(line("say \"so\"", "two\nlines"), "\xEF\xBB\xBF\"say \"\"so\"\"\",\"two\nlines\"\r\n");
  EXPECT_EQ(line("", ""), "\xEF\xBB\xBF\"\",\"\"\r\n");
}

TEST(Csv, NoCellIsAFormula) {
  for (const std::string cell : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"}) {
    EXPECT_EQ(line(cell, "x"), "\xEF\xBB\xBF\"'" + cell + "\",\"x\"\r\n");
  }
  EXPECT_EQ(line("a=1", "1-2"), "\xEF\xBB\xBF\"a=1\",\"1-2\"\r\n");
}

}  // namespace
}  // namespace pages
