import { expect, test } from 'vitest';
import type { FeeForm, PaperForm } from './intake';
import { kCounterKeys, kCounterList } from './keys';
import { feeAfter, kPaperKeys, paperAfter } from './rows';
import { counterEn, counterVi } from './texts';

const paper: PaperForm = { id: 'p1', name: 'Giấy chứng sinh', heading: '', ticked: false, kind: 'original', quantity: 1 };
const fee: FeeForm = { id: 'f', label: 'Lệ phí', amount: 8000, currency: 'VND', per: '', exemption: '', ticked: false, quantity: 1, paid: false };

test('letters say the kind, and tick', () => {
  expect(paperAfter(paper, 's', false)).toMatchObject({ ticked: true, kind: 'copy' });
  expect(paperAfter(paper, 'X', false)).toMatchObject({ kind: 'shown' });
  expect(paperAfter(paper, 'q', false)).toBeUndefined();
  expect(new Set(Object.values(kPaperKeys)).size).toBe(4);
});

test('digits say how many; a digit soon after goes on; plus and minus stop at the ends', () => {
  const three = paperAfter(paper, '3', false)!;
  expect(three.quantity).toBe(3);
  expect(paperAfter(three, '0', true)?.quantity).toBe(30);
  expect(paperAfter(three, '2', false)?.quantity).toBe(2);
  expect(paperAfter(three, '0', false)).toBeUndefined();
  expect(paperAfter({ ...paper, quantity: 1 }, '-', false)?.quantity).toBe(1);
  expect(paperAfter({ ...paper, quantity: 999 }, '+', false)?.quantity).toBe(999);
  expect(paperAfter({ ...paper, quantity: 999 }, '9', true)?.quantity).toBe(999);
});

test('fees: counted, and paid or not', () => {
  expect(feeAfter(fee, 't', false)).toMatchObject({ ticked: true, paid: true });
  expect(feeAfter({ ...fee, paid: true }, 't', false)?.paid).toBe(false);
  expect(feeAfter(fee, '2', false)).toMatchObject({ ticked: true, quantity: 2 });
});

test('each key of the counter has one meaning, and the list that ? opens names them all', () => {
  expect(new Set(kCounterKeys.map((one) => one.key)).size).toBe(kCounterKeys.length);
  const listed = kCounterList.flatMap((line) => line.keys.map((key) => key.toLowerCase()));
  for (const one of kCounterKeys) expect(listed, one.key).toContain(one.key.toLowerCase());
  for (const texts of [counterVi, counterEn]) {
    for (const line of kCounterList) expect(texts.keys).toHaveProperty(line.says.replace('counter:keys.', ''));
  }
});
