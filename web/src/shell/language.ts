// Vietnamese first, English one click away and remembered; texts of all screens from one place.
import i18n from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { agencyEn, agencyVi } from '../agency/texts';
import { gate } from '../api/client';
import { counterEn, counterVi } from '../counter/texts';
import type { Language } from '../ui/dates';
import { uiEn, uiVi } from '../ui/texts';
import { shellEn, shellVi } from './texts';

export const texts = {
  vi: { ui: uiVi, shell: shellVi, counter: counterVi, agency: agencyVi },
  en: { ui: uiEn, shell: shellEn, counter: counterEn, agency: agencyEn },
};

const kRemembered = 'motcua-lang'; // as the public pages' cookie; a preference, no personal data

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(kRemembered);
  return asked === 'en' ? 'en' : 'vi';
}

export async function startLanguage(): Promise<void> {
  await i18n.use(initReactI18next).init({
    resources: texts,
    lng: firstLanguage(),
    fallbackLng: false,
    ns: ['ui', 'shell', 'counter', 'agency'],
    defaultNS: 'ui',
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  gate.language = () => i18n.language;
  document.documentElement.lang = i18n.language;
}

export async function changeLanguage(language: Language): Promise<void> {
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(kRemembered, language);
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'vi';
}
