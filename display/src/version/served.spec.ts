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
  const own = { build: 'a', brand: '1' };

  it('for another build or another look of the bank', () => {
    expect(reloadFor(own, { build: 'b', brand: '1' }, null)).toBe('b 1');
    expect(reloadFor(own, { build: 'a', brand: '2' }, null)).toBe('a 2');
    expect(reloadFor({ build: 'a', brand: null }, own, null)).toBe('a 1');
  });

  it('once for each: a reload that did not help is not repeated', () => {
    expect(reloadFor(own, { build: 'b', brand: '1' }, 'b 1')).toBeNull();
    expect(reloadFor(own, { build: 'c', brand: '1' }, 'b 1')).toBe('c 1');
  });

  it('not for the same, nor for what nobody could tell', () => {
    expect(reloadFor(own, own, null)).toBeNull();
    expect(reloadFor(own, { build: null, brand: null }, null)).toBeNull();
    expect(reloadFor({ build: null, brand: null }, { build: 'a', brand: null }, null)).toBeNull();
  });
});
