#include "boards/applicants.h"

namespace boards {

std::string identity_text(const base::Json& particulars) {
  const base::Json* applicant = particulars.find("applicant");
  const base::Json* identity = applicant == nullptr ? nullptr : applicant->find("identity");
  if (identity != nullptr && !identity->text("number").empty()) {
    return identity->text("kind") + ":" + identity->text("number");
  }
  if (applicant != nullptr && !applicant->text("tax_code").empty()) return "tax_code:" + applicant->text("tax_code");
  return {};
}

const store::Table& Applicants::table() const {
  static const store::Table kTable{
      .name = "applicants",
      .version = 1,
      .columns = {{"stream"}, {"person"}, {"procedure_code"}, {"code"}, {"at", store::ColumnType::kInteger}},
      .indexes = {{"person", "person, procedure_code, at", "person <> ''"}},
      .retention = "As long as the dossier's particulars; blank from the moment they are erased.",
      .redaction = "person is a keyed hash of the identity number; erased with the particulars item"};
  return kTable;
}

std::optional<std::string> Applicants::key(const store::Event& event) const {
  if (event.kind != "DossierReceived" && event.kind != "DossierSubmitted") return std::nullopt;
  return event.stream;
}

std::vector<std::string> Applicants::items(const store::Event& event) const {
  return key(event) ? std::vector{event.payload.text("particulars_item")} : std::vector<std::string>();
}

store::Board::Folded Applicants::fold(const store::Event& event, const std::optional<store::Row>&,
                                      const store::Words& words) const {
  const auto particulars = base::parse_json(words.plaintext(event.payload.text("particulars_item")), store::kKept);
  const std::string identity = particulars ? identity_text(*particulars) : std::string();
  const std::string code = event.payload.text(event.kind == "DossierReceived" ? "code" : "submission");
  return {Folded::Do::kPut,
          {event.stream, identity.empty() ? std::string() : words.keyed_hash(kPersonHash, identity),
           event.payload.text("procedure"), code, base::to_micros(event.legal_instant())}};
}

std::string earlier_dossier(store::Read& read, std::string_view person_hash, std::string_view procedure,
                            base::Instant since) {
  if (person_hash.empty()) return {};
  const auto rows = read.rows(
      "SELECT code FROM {applicants} WHERE person = :p1 AND person <> '' AND procedure_code = :p2 AND at >= :p3"
      " ORDER BY at DESC LIMIT 1",
      {std::string(person_hash), std::string(procedure), base::to_micros(since)}, {store::ColumnType::kText});
  return rows.empty() ? std::string() : store::text(rows.front(), 0);
}

std::vector<ReceivedFrom> received_from(store::Read& read, std::string_view person_hash, int most) {
  std::vector<ReceivedFrom> found;
  if (person_hash.empty()) return found;
  for (const store::Row& row :
       read.rows("SELECT a.stream, d.particulars_item, d.received_at FROM {applicants} a JOIN {dossiers} d"
                 " ON d.stream = a.stream WHERE a.person = :p1 AND a.person <> '' AND d.received_at IS NOT NULL"
                 " ORDER BY d.received_at DESC, a.stream DESC LIMIT :p2",
                 {std::string(person_hash), std::int64_t{most}},
                 {store::ColumnType::kText, store::ColumnType::kText, store::ColumnType::kInteger})) {
    found.push_back({store::text(row, 0), store::text(row, 1), base::instant_from_micros(store::integer(row, 2))});
  }
  return found;
}

}  // namespace boards
