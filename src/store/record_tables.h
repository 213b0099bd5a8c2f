// The tables of the record itself, as data: columns for the bulk writers, retention and redaction for the privacy
// gate. Their SQL is in migrations.cc, frozen by number.
#pragma once
#include <vector>

#include "store/table.h"

namespace store {

inline const Table kHead{
    .name = "head",
    .version = 1,
    .columns = {{"journal", ColumnType::kInteger}, {"position", ColumnType::kInteger}, {"at", ColumnType::kInteger}},
    .indexes = {},
    .retention = "One row per journal, for ever.",
    .redaction = "none",
};

inline const Table kJournal{
    .name = "journal",
    .version = 1,
    .columns = {{"journal", ColumnType::kInteger},
                {"position", ColumnType::kInteger},
                {"stream"},
                {"version", ColumnType::kInteger},
                {"stream_kind"},
                {"kind"},
                {"at", ColumnType::kInteger},
                {"envelope"},
                {"hash"}},
    .indexes = {},
    .retention = "For ever: the journal is the truth and its proof (Law on Archives 33/2024/QH15).",
    .redaction = "none: events carry commitments, personal words lie in the vault.",
};

inline const Table kStreams{
    .name = "streams",
    .version = 1,
    .columns = {{"id"}, {"version", ColumnType::kInteger}},
    .indexes = {},
    .retention = "As long as the journal.",
    .redaction = "none",
};

inline const Table kVaultKeys{
    .name = "vault_keys",
    .version = 1,
    .columns = {{"id"}, {"wrapped"}},
    .indexes = {},
    .retention = "The wrapped key is destroyed with the last item that it opens; the row stays.",
    .redaction = "none: keys are wrapped by the master key.",
};

inline const Table kVaultItems{
    .name = "vault_items",
    .version = 1,
    .columns = {{"id"},
                {"owner"},
                {"kind"},
                {"media_type"},
                {"size", ColumnType::kInteger},
                {"key_id"},
                {"nonce"},
                {"commitment"},
                {"retention"},
                {"sealed"},
                {"file"},
                {"erased", ColumnType::kInteger}},
    .indexes = {},
    .retention = "By the retention rule of each item; the row stays when its content is erased.",
    .redaction =
        "sealed is personal and encrypted; erasing destroys nonce, bytes and file, with the last item the key.",
};

inline const Table kIdempotency{
    .name = "idempotency",
    .version = 1,
    .columns = {{"key"},
                {"scope"},
                {"body_hash"},
                {"stream"},
                {"version", ColumnType::kInteger},
                {"at", ColumnType::kInteger}},
    .indexes = {},
    .retention = "48 hours, then removed by the writer in small slices.",
    .redaction = "body_hash is made from personal words; it goes with the row.",
};

inline const Table kSerials{
    .name = "serials",
    .version = 1,
    .columns = {{"scope"}, {"value", ColumnType::kInteger}},
    .indexes = {},
    .retention = "For ever: a number is never given twice.",
    .redaction = "none",
};

inline const Table kBoards{
    .name = "boards",
    .version = 1,
    .columns = {{"name"},
                {"version", ColumnType::kInteger},
                {"shape", ColumnType::kInteger},
                {"position", ColumnType::kInteger}},
    .indexes = {},
    .retention = "One row per board.",
    .redaction = "none",
};

inline const Table kMigrations{
    .name = "migrations",
    .version = 1,
    .columns = {{"number", ColumnType::kInteger}, {"name"}, {"at", ColumnType::kInteger}},
    .indexes = {},
    .retention = "For ever.",
    .redaction = "none",
};

inline const std::vector<const Table*>& record_tables() {
  static const std::vector<const Table*> kTables{&kHead,        &kJournal, &kStreams, &kVaultKeys, &kVaultItems,
                                                 &kIdempotency, &kSerials, &kBoards,  &kMigrations};
  return kTables;
}

}  // namespace store
