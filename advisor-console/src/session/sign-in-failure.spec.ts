import { signInFailure } from './sign-in-failure';

const refusal = (status: number, retryAfterSeconds: number | null = null) => ({
  status,
  retryAfterSeconds,
  mensaje: 'La sucursal no existe',
  detail: 'There is no such branch',
});

describe('why signing in failed', () => {
  it('says the same for a wrong password and an unknown person', () => {
    expect(signInFailure(refusal(401), 0)).toEqual({ kind: 'wrong' });
  });

  it('waits as long as the server asks, or a minute', () => {
    expect(signInFailure(refusal(429, 42), 1_000)).toEqual({ kind: 'tooMany', until: 43_000 });
    expect(signInFailure(refusal(429), 0)).toEqual({ kind: 'tooMany', until: 60_000 });
  });

  it('tells silence from a refusal', () => {
    expect(signInFailure(null, 0)).toEqual({ kind: 'noAnswer' });
  });

  it('passes on the words of the server for the rest', () => {
    expect(signInFailure(refusal(403), 0)).toEqual({
      kind: 'words',
      said: { mensaje: 'La sucursal no existe', detail: 'There is no such branch' },
    });
  });
});
