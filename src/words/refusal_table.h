// The sentences themselves, by code. They say what is wrong and, where it is not plain, what to do next (design: under
// 20 words, no blame). Private to the room.
#pragma once
#include <span>

#include "words/refusal_text.h"

namespace words {

std::span<const RefusalText> refusals_a_to_h();
std::span<const RefusalText> refusals_i_to_z();

}  // namespace words
