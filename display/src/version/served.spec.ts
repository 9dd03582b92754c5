/// <reference types="jest" />
import { buildOf, reloadFor } from './served.js';

const page = (script: string, style: string) =>
  `<script type="module" crossorigin src="/display/assets/${script}.js"></script>
   <link rel="stylesheet" crossorigin href="/display/assets/${style}.css"><link rel="icon" href="/favicon.svg">`;

describe('the build of a page', () => {
  it('is another when its script or its style is', () => {
    const before = buildOf(page('index-a', 'index-a'));
    expect(before).toBe('index-a.css index-a.js');
    expect(buildOf(page('index-b', 'index-a'))).not.toBe(before);
    expect(buildOf(page('index-a', 'index-b'))).not.toBe(before);
    expect(buildOf(page('index-a', 'index-a'))).toBe(before);
  });

  it('is unknown for a page that is not ours: a proxy’s error reloads nobody', () => {
    expect(buildOf('<h1>502 Bad Gateway</h1>')).toBeNull();
  });
});

describe('a screen loads itself anew', () => {
  it('for another build', () => {
    expect(reloadFor('a', 'b', null)).toBe('b');
  });

  it('once for each: a reload that did not help is not repeated', () => {
    expect(reloadFor('a', 'b', 'b')).toBeNull();
    expect(reloadFor('a', 'c', 'b')).toBe('c');
  });

  it('not for the same one, nor for what nobody could tell', () => {
    expect(reloadFor('a', 'a', null)).toBeNull();
    expect(reloadFor('a', null, null)).toBeNull();
    expect(reloadFor(null, 'a', null)).toBeNull();
  });
});
