import type { Brand, BrandedApp } from '@ticketero/contract';
import type { i18n } from 'i18next';

const NAMESPACE = 'translation';

/** What stood in the catalogue before the bank's own text: it comes back when the bank takes that away. */
const replaced = new Map<string, { language: string; key: string; text: string }>();

/**
 * The bank's own texts in the place of the app's. A key that no text has, or that stands for several, is left alone: a
 * slip in the operator's file must not take a word from a screen.
 */
export function mergeTexts(i18n: i18n, texts: Brand['texts'], app: BrandedApp): void {
  for (const { language, key, text } of replaced.values()) i18n.addResource(language, NAMESPACE, key, text);
  replaced.clear();
  for (const [language, own] of Object.entries(texts[app] ?? {})) {
    for (const [key, text] of Object.entries(own)) {
      const before: unknown = i18n.getResource(language, NAMESPACE, key);
      if (typeof before !== 'string' || typeof text !== 'string') continue;
      replaced.set(`${language} ${key}`, { language, key, text: before });
      i18n.addResource(language, NAMESPACE, key, text);
    }
  }
  // Bindings draw anew by this; who has none asks for the brand (useBrand).
  i18n.emit('languageChanged', i18n.language);
}
