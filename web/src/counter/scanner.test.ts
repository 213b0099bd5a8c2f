import { expect, test } from 'vitest';
import { Scanner } from './scanner';

const text = '001090123456||Nguyễn Văn Thử|01021990|Nam|Số 1 phố Giả Định|15042021';

function type(scanner: Scanner<number>, keys: string[], pause: number, from = 1000) {
  return keys.map((key, index) => scanner.press({ key, at: from + index * pause, fieldText: '' }));
}

test('fast keys and Enter are a card; the form is as it was before the first of them', () => {
  let notes = 0;
  const scanner = new Scanner(() => ++notes);
  const last = type(scanner, [...text, 'Enter'], 5).at(-1);
  expect(last).toMatchObject({ swallow: true, before: 1, card: { number: '001090123456' } });
  expect(notes).toBe(1);
});

test('Shift between the letters does not break it', () => {
  const scanner = new Scanner(() => 0);
  expect(type(scanner, [...[...text].flatMap((key) => ['Shift', key]), 'Enter'], 5).at(-1)?.card?.name).toBe('Nguyễn Văn Thử');
});

test('a slow PC stretches it; a digit typed just before is no part of it', () => {
  const scanner = new Scanner(() => 0);
  expect(type(scanner, [...text, 'Enter'], 400).at(-1)?.card?.number).toBe('001090123456');
  type(scanner, ['1'], 0, 60_000);
  expect(type(scanner, [...text, 'Enter'], 10, 60_300).at(-1)?.card?.number).toBe('001090123456');
});

test('a person who types is left alone, also one who types fast', () => {
  const scanner = new Scanner(() => 0);
  for (const [at, words] of ['Nguyễn Văn Thử', '001090123456', 'Số 1 | Giả Định', '01021990'].entries()) {
    for (const pause of [10, 90, 160, 300]) {
      const heard = type(scanner, [...words, 'Enter'], pause, 100_000 * (at + 1) + 10_000 * pause);
      expect(heard.some((one) => one.card), `${words} ${pause}`).toBe(false);
      if (!words.includes('|')) expect(heard.some((one) => one.swallow)).toBe(false);
    }
  }
});

test('when an input method has swallowed the keys, what stands in the field counts', () => {
  const scanner = new Scanner(() => 0);
  expect(scanner.press({ key: 'Enter', at: 5, fieldText: text }).card?.birthDate).toBe('1990-02-01');
});

test('what was typed before a scan is no part of it', () => {
  const scanner = new Scanner(() => 0);
  type(scanner, [...'abc'], 200, 0); // and then, after a while
  expect(type(scanner, [...text, 'Enter'], 5, 5000).at(-1)?.card?.number).toBe('001090123456');
});

test('letters that no key has come as text only; those of a key come twice and count once', () => {
  const scanner = new Scanner(() => 0);
  let at = 1000;
  for (const letter of text) {
    at += 3;
    if (letter.charCodeAt(0) < 128) scanner.press({ key: letter, at, fieldText: '' });
    scanner.text(letter, at + 1);
  }
  expect(scanner.press({ key: 'Enter', at: at + 3, fieldText: '' }).card).toMatchObject({ number: '001090123456', name: 'Nguyễn Văn Thử' });
});
