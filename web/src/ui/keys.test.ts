import { expect, test } from 'vitest';
import { actOf, keyName, type Binding } from './keys';

const pressed = (key: string, held: Partial<{ ctrlKey: boolean; altKey: boolean; metaKey: boolean }> = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, ...held });
const bindings: Binding<'list' | 'save' | 'next'>[] = [
  { key: '?', act: 'list', outside: true },
  { key: 'Ctrl+Enter', act: 'save' },
  { key: 'F2', act: 'next' },
];

test('keys have names, letters in lower case, Cmd is Ctrl', () => {
  expect(keyName(pressed('R'))).toBe('r');
  expect(keyName(pressed('Enter', { ctrlKey: true }))).toBe('Ctrl+Enter');
  expect(keyName(pressed('Enter', { metaKey: true }))).toBe('Ctrl+Enter');
});

test('a key that is text does nothing while somebody types', () => {
  expect(actOf(bindings, pressed('?'), false)).toBe('list');
  expect(actOf(bindings, pressed('?'), true)).toBeUndefined();
  expect(actOf(bindings, pressed('F2'), true)).toBe('next');
  expect(actOf(bindings, pressed('Enter', { ctrlKey: true }), true)).toBe('save');
  expect(actOf(bindings, pressed('Enter'), true)).toBeUndefined();
});
