import { NAMESPACES } from '@ticketero/contract';
import * as fc from 'fast-check';

import { frame } from '../raw-socket.js';
import { text } from './requests.js';

/** Without line breaks: those would be another header. */
const headerText = fc.oneof(
  fc.constantFrom('', ' ', '\t', 'x'.repeat(3_000), '__proto__', '"', ',,,', 'null', 'websocket', '13', '\xff\xfe'),
  fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 60 }),
);
const queryText = text.map((one) => encodeURIComponent(one.replace(/\p{Cs}/gu, '')).slice(0, 500));

export interface Upgrade {
  headers: Record<string, string | undefined>;
  query: string;
}

const header = (name: string, ...known: (string | undefined)[]): fc.Arbitrary<[string, string | undefined]> =>
  fc.tuple(fc.constant(name), fc.oneof(headerText, fc.constantFrom(...known)));
const wrongHeader = fc.oneof(
  header('Origin', 'https://evil.example', 'null', 'http://[', 'file://'),
  header('Sec-WebSocket-Version', '8', '12', '13, 8'),
  header('Sec-WebSocket-Key', 'short', undefined),
  header('Sec-WebSocket-Extensions', 'permessage-deflate', 'permessage-deflate; client_max_window_bits=99', ';;;'),
  header('Sec-WebSocket-Protocol', 'a, a', 'ocpp', ','),
  header('Upgrade', 'h2c', 'WebSocket', undefined),
  header('Connection', 'close', 'keep-alive, Upgrade'),
  header('Host', undefined),
  header('Cookie', 'io=x'),
  header('X-Forwarded-For', '1.2.3.4'),
  header('X-Forwarded-Host', 'evil.example'),
  header('Authorization', 'Bearer x'),
  header('Content-Length', '5', '-1'),
  header('Transfer-Encoding', 'chunked'),
);

/** Upgrades with one thing or several that are wrong. */
export const upgrades: fc.Arbitrary<Upgrade> = fc.record({
  headers: fc.array(wrongHeader, { maxLength: 3 }).map((all) => Object.fromEntries(all)),
  query: fc.oneof(
    { weight: 2, arbitrary: fc.constant('EIO=4&transport=websocket') },
    fc
      .tuple(
        fc.constantFrom('EIO=4', 'EIO=3', 'EIO=99', 'EIO=', 'EIO=4&EIO=3', 'eio=4', ''),
        fc.constantFrom(
          'transport=websocket',
          'transport=polling',
          'transport=webtransport',
          'transport=__proto__',
          '',
        ),
        fc.oneof(
          fc.constantFrom('', 'sid=', 'sid=__proto__', 'sid=constructor', 't=1', 'b64=1', 'j=0', '%', '%ff'),
          queryText,
        ),
      )
      .map((parts) => parts.join('&')),
  ),
});

const namespace = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NAMESPACES.map((name) => `/${name}`)) },
  fc.constantFrom(
    '',
    '/',
    '/admin',
    '/__proto__',
    '/constructor',
    '/display/../advisor',
    '/Display',
    '//',
    '/a'.repeat(500),
  ),
  text.map((one) => `/${one.replace(/,/g, '')}`),
);

/** `good`: auths that open something. */
const auths = (good: object[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(...good),
    fc.record({ token: fc.oneof(text, fc.jsonValue({ maxDepth: 2 })) }, { requiredKeys: [] }),
    fc.record({ codigoReferencia: fc.oneof(text, fc.jsonValue({ maxDepth: 2 })) }),
    fc.record({ token: fc.constantFrom('dev_x', 'a.b.c', 'e30.e30.', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.') }),
    fc
      .tuple(fc.constantFrom(...good), fc.dictionary(text, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }))
      .map(([auth, more]) => ({ ...more, ...auth })),
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom({ pid: 'x', offset: 'y' }, { __proto__: null, token: [] }, [], null, 'text', 7),
  );

const event = fc.oneof(
  fc.constantFrom(
    'resync',
    'snapshot',
    'connect',
    'disconnect',
    'error',
    'disconnecting',
    'newListener',
    'removeListener',
    '__proto__',
    'message',
  ),
  text,
);
const args = fc.array(fc.oneof(text, fc.jsonValue({ maxDepth: 2 })), { maxLength: 4 });
const ack = fc.oneof(fc.constant(''), fc.constantFrom('0', '1', '999999999999999999999', '-1'));

const prefix = (to: string): string => (to === '' || to === '/' ? '' : `${to},`);

/** Packets of socket.io in their frames: well formed, almost, and not at all. */
export function messages(good: object[]): fc.Arbitrary<Buffer> {
  const connects = fc.tuple(namespace, auths(good)).map(([to, auth]) => `40${prefix(to)}${JSON.stringify(auth)}`);
  const events = fc
    .tuple(namespace, ack, event, args)
    .map(([to, id, name, rest]) => `42${prefix(to)}${id}${JSON.stringify([name, ...rest])}`);
  const others = fc
    .tuple(
      fc.constantFrom('41', '43', '44', '451-', '452-', '46', '47', '4', '45999999999-', '4-1', '49'),
      namespace,
      ack,
      fc.jsonValue({ maxDepth: 2 }),
    )
    .map(([type, to, id, body]) => `${type}${prefix(to)}${id}${JSON.stringify(body)}`);
  const hopeless = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '1',
      '2',
      '2probe',
      '3',
      '5',
      '6',
      '9',
      'x',
      '40/display',
      '40/display,{',
      '42[',
      '42["a"',
      '42{}',
    ),
    fc.constantFrom(
      '42' + '['.repeat(7_000),
      '42["resync",' + '{"a":'.repeat(2_000),
      '40/display,' + '['.repeat(5_000),
    ),
    fc.constantFrom('4' + 'x'.repeat(15_000), '42["resync","' + 'x'.repeat(15_000) + '"]', 'x'.repeat(20_000)),
    text,
  );
  const resyncs = fc.constantFrom(...NAMESPACES).map((name) => `42/${name},7["resync",{}]`);
  const spoken = fc.oneof(
    { weight: 2, arbitrary: resyncs },
    { weight: 4, arbitrary: connects },
    { weight: 3, arbitrary: events },
    { weight: 2, arbitrary: others },
    { weight: 1, arbitrary: hopeless },
  );
  const bytes = fc.uint8Array({ maxLength: 40 }).map((all) => Buffer.from(all));
  return fc.oneof(
    { weight: 12, arbitrary: spoken.map((one) => frame(Buffer.from(one))) },
    { weight: 1, arbitrary: fc.tuple(bytes, fc.nat(15)).map(([all, opcode]) => frame(all, { opcode })) },
    { weight: 1, arbitrary: bytes.map((all) => frame(all)) }, // no UTF-8
    {
      weight: 1,
      arbitrary: fc
        .record({
          opcode: fc.nat(15),
          final: fc.boolean(),
          reserved: fc.constantFrom(0, 0, 0x10, 0x20, 0x40),
          masked: fc.boolean(),
          // Not a little more than there is: the frames after it would be its rest.
          claimedBytes: fc.constantFrom(0, 2, 16_385, 65_535, 65_536, 2 ** 31, 2 ** 40),
        })
        .map((options) => frame(Buffer.from('4x'), options)),
    },
  );
}
