// The QR code of a Vietnamese identity card, as a scanner types it: number|old number|name|ddmmyyyy|sex|address|ddmmyyyy.
// Newer cards go on after that; what follows is not needed. Scanners and input methods spoil it in small ways (marks as
// single characters, blanks, an old number that is missing), so only number, name and birth date must be readable.
import { isoOfTyped } from '../ui/dates';

export interface Card {
  number: string;
  oldNumber?: string;
  name: string;
  birthDate: string; // 1990-02-01
  sex?: 'male' | 'female';
  address?: string;
}

const kParts = 6; // with the address
const kSexes: Record<string, 'male' | 'female'> = { nam: 'male', nữ: 'female', nu: 'female', male: 'male', female: 'female' };

const tidy = (text: string | undefined): string => (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();

export function parseCard(typed: string): Card | undefined {
  const [number, oldNumber, name, birth, sex, address] = typed.split('|').map(tidy);
  if (typed.split('|').length < kParts || !number || !/^\d{12}$/.test(number) || !name || !/\p{L}/u.test(name)) return undefined;
  const birthDate = /^\d{8}$/.test(birth ?? '') ? isoOfTyped(birth ?? '') : undefined;
  if (!birthDate) return undefined;
  return {
    number,
    oldNumber: /^\d{9}$/.test(oldNumber ?? '') ? oldNumber : undefined,
    name,
    birthDate,
    sex: kSexes[(sex ?? '').toLowerCase()],
    address: address || undefined,
  };
}
