import { expect, test } from 'vitest';
import { agencyEn, agencyVi } from '../agency/texts';
import { counterEn, counterVi } from '../counter/texts';
import { uiEn, uiVi } from '../ui/texts';
import { shellEn, shellVi } from './texts';

type Texts = { [name: string]: string | Texts };

function flat(texts: Texts, before = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(texts)) {
    if (typeof value === 'string') all.set(before + name, value);
    else for (const [key, text] of flat(value, `${before}${name}.`)) all.set(key, text);
  }
  return all;
}

const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

test.each([
  ['ui', uiVi, uiEn],
  ['shell', shellVi, shellEn],
  ['counter', counterVi, counterEn],
  ['agency', agencyVi, agencyEn],
] as [string, Texts, Texts][])('%s: the same texts in both languages, with the same slots', (_, vi, en) => {
  const vietnamese = flat(vi);
  const english = flat(en);
  expect([...english.keys()]).toEqual([...vietnamese.keys()]);
  for (const [key, text] of vietnamese) {
    expect(text.trim(), key).not.toBe('');
    expect(slots(english.get(key) ?? ''), key).toEqual(slots(text));
    expect(text, key).toBe(text.normalize('NFC'));
  }
});
