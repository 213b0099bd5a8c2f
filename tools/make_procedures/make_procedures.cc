// make_procedures OUT.jsonl.zst FILE…
// Writes the catalogue that the project ships: the facts of the crawled records in our own format, by code, compressed.
// The same input gives the same bytes. data/procedures/README.md says when and from what it was run.
#include <fmt/format.h>
#include <zstd.h>

#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

#include "catalog/procedure_import.h"

namespace {

constexpr int kCompression = 19;

using Lines = std::map<std::string, std::string>;  // by code

int read_file(const std::string& path, Lines& lines) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  int refused = 0, number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    const auto imported = catalog::import_procedure(line);
    if (!imported) {
      std::cerr << fmt::format("{}:{}: {} {}\n", path, number, imported.error().code, imported.error().where);
      ++refused;
      continue;
    }
    const catalog::ProcedureVersion facts = catalog::facts_only(imported->procedure);
    if (!lines.emplace(facts.code, base::canonical_json(catalog::to_json(facts))).second) {
      throw std::runtime_error(fmt::format("{}:{}: {} stands in the input twice", path, number, facts.code));
    }
  }
  return refused;
}

std::string compressed(const std::string& text) {
  std::string bytes(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(bytes.data(), bytes.size(), text.data(), text.size(), kCompression);
  if (ZSTD_isError(size) != 0) throw std::runtime_error(ZSTD_getErrorName(size));
  bytes.resize(size);
  return bytes;
}

int run(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "make_procedures OUT.jsonl.zst FILE…\n";
    return 2;
  }
  Lines lines;
  int refused = 0;
  for (int i = 2; i < count; ++i) refused += read_file(arguments[i], lines);
  std::string text;
  for (const auto& [code, line] : lines) text += line + "\n";
  const std::string bytes = compressed(text);
  std::ofstream out(arguments[1], std::ios::binary);
  out << bytes << std::flush;
  if (!out) throw std::runtime_error(std::string("cannot write ") + arguments[1]);
  std::cout << fmt::format("{} procedures, {} refused, {} bytes from {}\n", lines.size(), refused, bytes.size(),
                           text.size());
  return refused == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run(count, arguments);
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << "\n";
    return 1;
  }
}
