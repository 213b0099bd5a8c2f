import { describe, expect, test } from 'vitest';
import { parseCard } from './cardQr';

const whole = '001090123456|012345678|Nguyễn Văn Thử|01021990|Nam|Số 1 phố Giả Định, phường Ba Đình, Hà Nội|15042021';
const card = {
  number: '001090123456',
  oldNumber: '012345678',
  name: 'Nguyễn Văn Thử',
  birthDate: '1990-02-01',
  sex: 'male',
  address: 'Số 1 phố Giả Định, phường Ba Đình, Hà Nội',
};

describe('the QR of an identity card (invented persons)', () => {
  test('whole', () => expect(parseCard(whole)).toEqual(card));
  test('marks typed as characters of their own, blanks, a line end', () => {
    expect(parseCard(` ${whole.normalize('NFD')}\n`)).toEqual(card);
  });
  test('no old number, a card of 2024 with more behind it', () => {
    const found = parseCard('001198000001||Trần  Thị Ví Dụ|31121998|Nữ|Số 2 phố Giả Định|02072024||Trần Văn Cha|Lê Thị Mẹ|');
    expect(found).toEqual({ number: '001198000001', oldNumber: undefined, name: 'Trần Thị Ví Dụ', birthDate: '1998-12-31', sex: 'female', address: 'Số 2 phố Giả Định' });
  });
  test('sex and address may be missing or spoiled', () => {
    expect(parseCard('001198000001||Trần Thị Ví Dụ|31121998|?||')).toMatchObject({ sex: undefined, address: undefined });
    expect(parseCard('001198000001||Trần Thị Ví Dụ|31121998|NU|x')).toMatchObject({ sex: 'female' });
  });
  test.each([
    ['no card', 'Nguyễn Văn Thử'],
    ['an address with bars', 'a|b|c|d|e|f|g'],
    ['a number too short', whole.slice(1)],
    ['no such day', whole.replace('01021990', '31021990')],
    ['cut off', whole.slice(0, 40)],
    ['no name', '001090123456||  |01021990|Nam|x'],
    ['', ''],
  ])('is none: %s', (_, typed) => expect(parseCard(typed)).toBeUndefined());
});
