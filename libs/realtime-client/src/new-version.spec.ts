import { buildOf, reloadFor } from './new-version';

const page = (...files: string[]) => files.map((file) => `<script src="/console/assets/${file}"></script>`).join('');

describe('a new version', () => {
  it('a page is known by its built files, in whatever order; a proxy’s error page is none', () => {
    expect(buildOf(page('b-2.js', 'a-1.css', 'b-2.js'))).toBe('a-1.css b-2.js');
    expect(buildOf('<h1>502 Bad Gateway</h1>')).toBeNull();
  });

  it('loads itself anew for another build, once', () => {
    expect(reloadFor('a-1', 'a-2', null)).toBe('a-2');
    expect(reloadFor('a-1', 'a-2', 'a-2')).toBeNull();
  });

  it('what was loaded since is no other build, and what nobody knows is none', () => {
    expect(reloadFor('a-1 audit-1', 'a-1', null)).toBeNull();
    expect(reloadFor(null, 'a-1', null)).toBeNull();
    expect(reloadFor('a-1', null, null)).toBeNull();
  });
});
