// A scanner is a keyboard that types very fast and ends with Enter. Keys are gathered while they come faster than a person
// types; when Enter comes and they read as a card, the card is given and everything that the keys did to the form is taken
// back: `before` is called when a burst begins and `card` gets what it returned.
import { parseCard, type Card } from './cardQr';

const kFastest = 45; // milliseconds between two keys of a scanner; people need twice that
const kSurely = 8; // so many fast keys are no person

export interface Key {
  key: string;
  at: number; // milliseconds
  fieldText: string; // of the field, in case an input method has swallowed the keys
}

export class Scanner<Before> {
  #typed = '';
  #last = -Infinity;
  #before: Before | undefined;
  readonly #takeNote: () => Before;

  constructor(takeNote: () => Before) {
    this.#takeNote = takeNote;
  }

  /** What to do with a key: nothing, keep it from the form, or the card that it ended. */
  press({ key, at, fieldText }: Key): { swallow: boolean; card?: Card; before?: Before } {
    const fast = at - this.#last <= kFastest;
    this.#last = at;
    if (key === 'Enter') return this.#end(fast, fieldText);
    if (key.length !== 1) return { swallow: false }; // Shift and the like come with it
    if (!fast || this.#typed === '') {
      this.#typed = '';
      this.#before = this.#takeNote();
    }
    this.#typed += key;
    return { swallow: this.#typed.length > kSurely && this.#typed.includes('|') };
  }

  #end(fast: boolean, fieldText: string): { swallow: boolean; card?: Card; before?: Before } {
    const card = (fast ? parseCard(this.#typed) : undefined) ?? parseCard(fieldText);
    const before = this.#before;
    this.#typed = '';
    this.#before = undefined;
    return card ? { swallow: true, card, before } : { swallow: false };
  }
}
