import { bytesWords, download, DownloadRefused, nameOf } from './download';

const stream = (...parts: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });

describe('the download', () => {
  const asked: (string | null)[] = [];
  let answers: Response[] = [];
  const fetchBefore = globalThis.fetch;
  beforeEach(() => {
    asked.length = 0;
    globalThis.fetch = (_path, init) => {
      asked.push(new Headers(init?.headers).get('authorization'));
      return Promise.resolve(answers.shift() ?? Response.error());
    };
  });
  afterAll(() => {
    globalThis.fetch = fetchBefore;
  });

  const options = (bytes: number[] = []) => {
    let token = 'old';
    return {
      token: () => token,
      renew: () => {
        token = 'new';
        return Promise.resolve(true);
      },
      signal: new AbortController().signal,
      onBytes: (count: number) => void bytes.push(count),
    };
  };

  it('tells the bytes as they come, and keeps the name', async () => {
    const headers = {
      'content-disposition': 'attachment; filename="auditoria-CENTRO.csv"',
      'content-type': 'text/csv',
    };
    answers = [new Response(stream('id,hora\n', '1,10:02\n'), { headers })];
    const bytes: number[] = [];
    const file = await download('/x', options(bytes));
    expect(bytes).toEqual([8, 16]);
    expect(file.name).toBe('auditoria-CENTRO.csv');
    expect(await file.blob.text()).toBe('id,hora\n1,10:02\n');
    expect(asked).toEqual(['Bearer old']);
  });

  it('renews the token once, and passes on a refusal with its words', async () => {
    answers = [new Response(null, { status: 401 }), new Response(stream('a'))];
    await expect(download('/x', options())).resolves.toMatchObject({ name: null });
    expect(asked).toEqual(['Bearer old', 'Bearer new']);
    answers = [Response.json({ mensaje: 'Espera un momento', detail: 'Wait a moment' }, { status: 429 })];
    const refused = await download('/x', options()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DownloadRefused);
    expect(refused).toMatchObject({ status: 429, said: { mensaje: 'Espera un momento', detail: 'Wait a moment' } });
    answers = [new Response('<html>', { status: 502 })];
    await expect(download('/x', options())).rejects.toMatchObject({ status: 502, said: null });
  });

  it('has its size in words', () => {
    expect(bytesWords(812_400, 'es')).toBe('812 kB');
    expect(bytesWords(3_440_000, 'es')).toBe('3,4 MB');
    expect(bytesWords(340_000_000, 'en')).toBe('340.0 MB');
    expect(nameOf('inline')).toBeNull();
  });
});
