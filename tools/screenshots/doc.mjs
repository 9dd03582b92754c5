// @ts-check
import { PLAIN } from '../../e2e/screens/stage.mjs';
import { SCREENS } from '../../e2e/screens/walks.mjs';

/**
 * @typedef {import('../../e2e/screens/stage.mjs').State} State
 * @typedef {import('../../e2e/screens/stage.mjs').Picture} Picture
 * @typedef {import('../../e2e/screens/stage.mjs').App} App
 */

/** @type {Record<App, { title: string, about: string }>} */
const APPS = {
  kiosk: { title: 'Kiosk', about: 'Touch, 1080×1920 and 1920×1080; also on a telephone that somebody hands around.' },
  display: { title: 'Lobby screen', about: '1920×1080, or upright; both languages at once.' },
  'advisor-console': { title: 'Console', about: 'Advisors and supervisors, 1366×768 and up; on a telephone too.' },
  'ticket-page': { title: 'The customer’s page', about: 'On the customer’s own telephone, 390×844.' },
};

/** @param {State} state */
export const picturesOf = ({ pictures = [PLAIN] }) => pictures;

/** The file of a picture, without its folder. @param {State} state @param {Picture} picture */
export const fileOf = ({ name }, picture) => `${[name, picture.name].filter(Boolean).join('-')}.png`;

/** Every file that is drawn. */
export const FILES = SCREENS.flatMap(({ walks }) =>
  walks.flatMap(({ states }) => states.flatMap((state) => picturesOf(state).map((picture) => fileOf(state, picture)))),
);

/** What tells a picture from the state's plain one, in words. @param {Picture} picture */
function differs({ language, theme, text, size }) {
  const sizes = { tall: 'upright', wide: 'wide', desk: 'at a desk', phone: 'on a telephone' };
  return [
    ...(size ? [sizes[size]] : []),
    ...(language === 'en' ? ['in English'] : []),
    ...(theme === 'contrast' ? ['high contrast'] : []),
    ...(text === 'large' ? ['large text'] : []),
  ].join(', ');
}

/** docs/screens.md: every picture that is drawn, with what it shows. */
export function screensDoc() {
  const lines = [
    '# Screens',
    '',
    'Every screen of the product, drawn by `npm run screenshots` from the same list (`e2e/screens/`) that the tests walk',
    'through in both languages and themes. This page is written by that command too.',
  ];
  for (const { app, walks } of SCREENS) {
    lines.push('', `## ${APPS[app].title}`, '', APPS[app].about);
    for (const state of walks.flatMap(({ states }) => states)) {
      for (const picture of picturesOf(state)) {
        const how = differs(picture);
        const says = how === '' ? state.says : `The same: ${how}.`;
        const alt = how === '' ? state.name : `${state.name}, ${how}`;
        lines.push('', says, '', `![${alt}](images/${fileOf(state, picture)})`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}
