const kWithCents = new Set(['USD', 'EUR']);

/** "16.000 đ", "10,00 USD": amounts come in minor units, and đồng have none. */
export function money(minor: number, currency: string, language: 'vi' | 'en'): string {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const cents = kWithCents.has(currency);
  const digits = { minimumFractionDigits: cents ? 2 : 0, maximumFractionDigits: cents ? 2 : 0 };
  const text = new Intl.NumberFormat(locale, digits).format(cents ? minor / 100 : minor);
  return currency === 'VND' ? `${text} ${language === 'vi' ? 'đ' : 'VND'}` : `${text} ${currency}`;
}
