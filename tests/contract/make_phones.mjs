// Writes tests/data/phones.json: telephone numbers as people write them in Vietnam, and what libphonenumber-js (full
// metadata) says of each. src/dossier/phone_test.cc holds our table of the numbering plan against it.
// Run: npm ci --prefix tests && node tests/contract/make_phones.mjs
import { writeFileSync } from "node:fs";
import parse from "libphonenumber-js/max";

// Every beginning of three digits, and the four-digit ones that decide inside a range, in each length the plan knows.
const beginnings = [];
for (let n = 100; n <= 999; n++) beginnings.push(String(n));
for (const three of ["120", "121", "122", "123", "180", "190"]) for (let d = 0; d <= 9; d++) beginnings.push(three + d);

const numbers = [];
for (const beginning of beginnings) {
  for (let length = 6; length <= 11; length++) {
    const national = beginning + "3456789012".slice(0, length - beginning.length);
    // A length that the plan has nowhere is asked once in each hundred, to keep the file small.
    if (length >= 7 && length <= 10 ? isAsked(national) : beginning.endsWith("00")) numbers.push("0" + national);
  }
}

// All that is valid, and of the rest the ones next to something valid.
function isAsked(national) {
  const valid = (n) => parse("+84" + n, "VN")?.isValid() ?? false;
  const head = Number(national.slice(0, 3));
  const beside = (step) => String(head + step) + national.slice(3);
  return [national, beside(1), beside(-1), national.slice(0, -1), national + "0"].some(valid);
}

numbers.push(
  "0912345678", "912345678", "84912345678", "840912345678", "+84912345678", "+840912345678", "0084912345678",
  "0084-0912345678", "0084 24 3825 3536", "+84 24 3825 3536", "+84 (0)24 3825 3536", "(+84) 912 345 678",
  "+ 84 912345678", "84841234567", "841234567", "0841234567", "842438253536", "8419001009", "024.3825.3536",
  "024-3825-3536", "(024) 38253536", "0912/345/678", "0912–345–678", "0912\u00a0345\u00a0678", "1900 1009", "01900 1009",
  "1800 1096", "+84 1800 1096", "69 12345", "0123456789", "0212345678", "113", "114", "115", "1022", "000912345678",
  "++84912345678", "+84", "", "0912,345,678", "0912_345_678", "0912345678/0987654321", "chín một hai", "+84 9123456789",
  "091234567", "084912345678",
);

const answers = [...new Set(numbers)].map((text) => {
  const found = parse(text, "VN");
  const valid = found?.isValid() ?? false;
  return valid ? { in: text, valid, e164: found.number } : { in: text, valid };
});
writeFileSync(new URL("../data/phones.json", import.meta.url), `[\n${answers.map((a) => JSON.stringify(a)).join(",\n")}\n]\n`);
