import type { Page } from 'playwright-core';

/** What a machine with a voice of its own would say: the headless browser has none. Before the page is opened anew. */
export async function giveVoice(page: Page, langs: string[]): Promise<void> {
  await page.addInitScript((tags) => {
    const voices = tags.map((lang) => ({ lang, localService: true, name: lang, voiceURI: lang, default: false }));
    const said: string[] = [];
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      speak: ({ text }: { text: string }) => said.push(text),
      cancel: () => said.push('(silence)'),
    });
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
    Object.assign(window, {
      said,
      SpeechSynthesisUtterance: class {
        constructor(readonly text: string) {}
      },
    });
  }, langs);
}

/** Everything said so far, and when it was hushed. */
export async function said(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { said: string[] }).said);
}
