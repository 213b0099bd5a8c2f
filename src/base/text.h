// Vietnamese text: one form of each letter (NFC), a folded form for search, and what may not stand in a name.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

bool is_utf8(std::string_view text);

// NFC of the text. Refuses utf8_invalid.
Result<std::string> nfc(std::string_view text);

// Lower case, without tones and marks, đ as d, everything but letters and digits as a single space: what a person
// types when in a hurry. The tone's place in a syllable ("hoà", "hòa") makes no difference.
std::string fold(std::string_view text);

// Lower case and NFC with tones kept and put in one place ("hoà" and "hòa" are equal): to rank exact matches first.
std::string fold_keeping_tones(std::string_view text);

std::vector<std::string> words(std::string_view folded);

// A sort key for people, Vietnamese collation (ICU "vi"), lower hex; compare bytewise.
std::string collation_key(std::string_view text);

// One line a person typed (name, address, reason): NFC, outer and repeated blanks removed. Refuses utf8_invalid,
// control_character (C0, C1, line breaks), bidi_character (U+202A…E, U+2066…9, U+200E, U+200F, U+061C),
// invisible_character (U+200B, U+00AD, U+FEFF…), text_too_long. `where` is filled by the caller.
Result<std::string> clean_line(std::string_view text, std::size_t most_characters = 500);

// The number of a file, decision or register page ("BC-17/2026", "12/QĐ-UBND"): letters and digits, / . - _ and no
// blank, at most 40 bytes, so that no sentence and no person's name slips in where only a number belongs. "" is one.
bool is_file_number(std::string_view text);

// What a person typed in a field of a form: the same, but line breaks, tabs and blanks stay as they are.
Result<std::string> clean_text(std::string_view text, std::size_t most_characters);

std::size_t characters(std::string_view utf8);

}  // namespace base
