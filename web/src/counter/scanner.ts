// A scanner is a keyboard that types very fast and ends with Enter. Keys are gathered while they come faster than a person
// types; when Enter comes and they read as a card, the card is given and everything that the keys did to the form is taken
// back: `before` is called when a burst begins and `card` gets what it returned.
import { parseCard, type Card } from './cardQr';

const kFastest = 150; // milliseconds between two keys; a scanner needs 5 to 20
const kOnSlowPc = 1000; // the same while what came so far can be the beginning of a card: no person types that
const kBeginning = /^(\d{1,12}|\d{12}\|.*)$/s;
const kSurely = 8; // so many fast keys are no person

export interface Key {
  key: string;
  at: number; // milliseconds
  fieldText: string; // of the field, in case an input method has swallowed the keys
}

/** A digit that a person typed just before is no part of the number. */
const fromNumber = (typed: string): string => typed.replace(/^[^|]*?(\d{12}\|)/, '$1');

interface Heard<Before> {
  swallow: boolean; // keep it from the form
  card?: Card; // ended by this key
  before?: Before;
}

export class Scanner<Before> {
  #typed = '';
  #last = -Infinity;
  #pressed = ''; // the key whose text is still to come
  #before: Before | undefined;
  readonly #takeNote: () => Before;

  constructor(takeNote: () => Before) {
    this.#takeNote = takeNote;
  }

  press({ key, at, fieldText }: Key): Heard<Before> {
    const fast = this.#isFast(at);
    if (key === 'Enter') {
      this.#last = at;
      return this.#end(fast, fieldText);
    }
    if (key.length !== 1) return { swallow: false }; // Shift and the like come with it
    this.#pressed = key;
    return this.#add(key, at);
  }

  /** Text that came into a field; letters that no key has (ễ, ử) come only so. */
  text(inserted: string, at: number): Heard<Before> {
    const pressed = this.#pressed === inserted;
    this.#pressed = '';
    return pressed ? { swallow: this.#surely() } : this.#add(inserted, at);
  }

  #isFast(at: number): boolean {
    return at - this.#last <= (kBeginning.test(this.#typed) ? kOnSlowPc : kFastest);
  }

  #surely(): boolean {
    return this.#typed.length > kSurely && this.#typed.includes('|');
  }

  #add(text: string, at: number): Heard<Before> {
    const fast = this.#isFast(at);
    this.#last = at;
    if (!fast || this.#typed === '') {
      this.#typed = '';
      this.#before = this.#takeNote();
    }
    this.#typed += text;
    return { swallow: this.#surely() };
  }

  #end(fast: boolean, fieldText: string): Heard<Before> {
    const card = (fast ? parseCard(fromNumber(this.#typed)) : undefined) ?? parseCard(fieldText);
    const before = this.#before;
    this.#typed = '';
    this.#before = undefined;
    return card ? { swallow: true, card, before } : { swallow: false };
  }
}
