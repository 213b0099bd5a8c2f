#include "store/vault.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <functional>

#include "store/durable_file.h"
#include "store/store.h"

namespace store {
namespace {

const base::Instant kNow = base::instant_from_micros(1'766'541'600'000'000);

class VaultTest : public testing::Test {
 protected:
  VaultTest() { std::filesystem::create_directories(folder_); }
  ~VaultTest() override { std::filesystem::remove_all(folder_); }

  base::Result<Vault> open(bool create = true) {
    return Vault::open(folder_ / "master.key", folder_ / "vault", create, random_);
  }
  VaultItem sealed(const Vault& vault, const VaultKey& key, std::string_view words) {
    return vault.seal(key, "dossier/1", "note", "text/plain", "dossier", words, kNow, random_);
  }

  base::SystemRandom random_;
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("motcua_test_" + base::random_hex(random_, 8));
};

TEST_F(VaultTest, OpensWhatItSealed) {
  const Vault vault = *open();
  const VaultKey key = vault.new_key(kNow, random_);
  const VaultItem item = sealed(vault, key, "Nguyễn Văn Thử (giả định)");
  EXPECT_EQ(item.size, 35);
  EXPECT_TRUE(item.file.empty());
  EXPECT_EQ(item.commitment, commitment(item.nonce, "Nguyễn Văn Thử (giả định)"));
  EXPECT_EQ(vault.unseal(key, item), "Nguyễn Văn Thử (giả định)");
  EXPECT_EQ(open(false)->unseal(key, item), "Nguyễn Văn Thử (giả định)") << "another start, the same key file";
}

TEST_F(VaultTest, TheSameWordsAreSealedDifferentlyEachTime) {
  const Vault vault = *open();
  const VaultKey key = vault.new_key(kNow, random_);
  const VaultItem one = sealed(vault, key, "có");
  const VaultItem other = sealed(vault, key, "có");
  EXPECT_NE(one.id, other.id);
  EXPECT_NE(one.sealed, other.sealed);
  EXPECT_NE(one.commitment, other.commitment);
}

TEST_F(VaultTest, WhatWasChangedOrMovedDoesNotOpen) {
  const Vault vault = *open();
  const VaultKey key = vault.new_key(kNow, random_);
  const VaultItem item = sealed(vault, key, "lời");
  const std::vector<std::function<void(VaultItem&)>> changes{
      [](VaultItem& changed) { changed.sealed[60] = changed.sealed[60] == '0' ? '1' : '0'; },
      [](VaultItem& changed) { changed.sealed.resize(20); },
      [](VaultItem& changed) { changed.sealed = "xyz"; },
      [](VaultItem& changed) { changed.owner = "dossier/2"; },
      [](VaultItem& changed) { changed.kind = "result"; },
      [](VaultItem& changed) { changed.nonce[0] = changed.nonce[0] == '0' ? '1' : '0'; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    VaultItem changed = item;
    changes[i](changed);
    EXPECT_THROW(vault.unseal(key, changed), Corrupt) << i;
  }
  EXPECT_THROW(vault.unseal(vault.new_key(kNow, random_), item), Corrupt);
  EXPECT_THROW(vault.unseal({key.id, ""}, item), Corrupt) << "a destroyed key";
}

TEST_F(VaultTest, AnErasedItemIsBlank) {
  const Vault vault = *open();
  const VaultKey key = vault.new_key(kNow, random_);
  VaultItem item = sealed(vault, key, "lời");
  item.erased = true;
  item.nonce = item.sealed = "";
  EXPECT_EQ(vault.unseal({key.id, ""}, item), "");
}

TEST_F(VaultTest, LargeOnesLieInTheFolderUnderTheHashOfTheirCiphertext) {
  const Vault vault = *open();
  const VaultKey key = vault.new_key(kNow, random_);
  EXPECT_TRUE(sealed(vault, key, std::string(64 * 1024, 'x')).file.empty());
  const std::string large(64 * 1024 + 1, 'x');
  const VaultItem item = sealed(vault, key, large);
  EXPECT_TRUE(item.sealed.empty());
  const auto file = folder_ / "vault" / item.file.substr(0, 2) / item.file;
  EXPECT_EQ(base::to_hex(base::sha256(read_file(file))), item.file);
  EXPECT_EQ(read_file(file).find("xxxx"), std::string::npos);
  EXPECT_EQ(vault.unseal(key, item), large);
  vault.destroy_file(item);
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_THROW(vault.unseal(key, item), Corrupt);
  EXPECT_NO_THROW(vault.destroy_file(item)) << "again, after a crash";
}

TEST_F(VaultTest, KeyedHashesDependOnPurposeAndMasterKey) {
  const Vault vault = *open();
  EXPECT_EQ(vault.keyed_hash("person", "001099000001"), open()->keyed_hash("person", "001099000001"));
  EXPECT_NE(vault.keyed_hash("person", "001099000001"), vault.keyed_hash("phone", "001099000001"));
  EXPECT_NE(vault.keyed_hash("a", "b\nc"), vault.keyed_hash("a", "bc"));
  std::filesystem::remove(folder_ / "master.key");
  EXPECT_NE(vault.keyed_hash("person", "001099000001"), open()->keyed_hash("person", "001099000001"));
}

TEST_F(VaultTest, TheKeyFileIsForItsOwnerOnly) {
  ASSERT_TRUE(open());
  struct stat about {};
  ASSERT_EQ(::stat((folder_ / "master.key").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(VaultTest, WithoutAKeyFileOrWithABrokenOneItIsRefused) {
  EXPECT_EQ(open(false).error().code, "master_key_missing");
  for (const std::string_view broken : {"", "00", "not hexadecimal"}) {
    std::ofstream(folder_ / "master.key") << broken;
    EXPECT_EQ(open(true).error().code, "master_key_malformed") << broken;
  }
}

}  // namespace
}  // namespace store
