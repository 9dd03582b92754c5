import i18next, { type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Spanish first, English beside it. Every text on a screen comes from a catalogue given here. */
export function startI18n(catalogues: Record<string, object>, language = 'es'): i18n {
  const resources: Resource = Object.fromEntries(
    Object.entries(catalogues).map(([name, translation]) => [name, { translation: translation as Resource[string] }]),
  ) as Resource;
  void i18next.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: 'es',
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  const follow = (lng: string) => document.documentElement.setAttribute('lang', lng);
  i18next.on('languageChanged', follow);
  follow(language);
  return i18next;
}

/** Texts of a part that comes when it is needed: beside those that are there already. */
export function addTexts(catalogues: Record<string, object>): void {
  for (const [name, texts] of Object.entries(catalogues)) {
    i18next.addResourceBundle(name, 'translation', texts, true);
  }
}
