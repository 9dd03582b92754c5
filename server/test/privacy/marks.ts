/** What is looked for, by whether and where R13 lets it be. */
export type Kind = 'id' | 'phone' | 'masked' | 'chat' | 'name' | 'said';

export interface Mark {
  kind: Kind;
  /** One way of writing it. */
  text: string;
}

/** Something that somebody could read: an answer, a frame, a table, a file. */
export interface Capture {
  place: string;
  data: Buffer;
}

export interface Finding {
  place: string;
  kind: Kind;
  text: string;
  form: string;
  around: string;
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, '.');

/** An id in every way that people and programs write it. */
function writingsOfId(typed: string): string[] {
  const plain = typed.replace(/[.-]/g, '').toUpperCase();
  const [body, check] = [plain.slice(0, -1), plain.slice(-1)];
  const all = [typed, plain, body, `${body}-${check}`];
  if (/^\d+$/.test(body)) all.push(grouped(body), `${grouped(body)}-${check}`);
  return all.flatMap((text) => [text, text.toLowerCase()]);
}

function writingsOfPhone(phone: string): string[] {
  const local = phone.slice(-9);
  return [phone, phone.slice(1), local, local.slice(1), `${local[0]} ${local.slice(1, 5)} ${local.slice(5)}`];
}

const maskedEnd = (typed: string): string => {
  const plain = typed.replace(/[.-]/g, '').toUpperCase();
  return `•${plain.slice(-4, -1)}-${plain.slice(-1)}`;
};

export function marksOf(said: {
  ids: string[];
  phones: string[];
  chats: number[];
  names: string[];
  words: string[];
}): Mark[] {
  const of = (kind: Kind, texts: string[]): Mark[] => [...new Set(texts)].map((text) => ({ kind, text }));
  return [
    ...of('id', said.ids.flatMap(writingsOfId)),
    ...of('phone', said.phones.flatMap(writingsOfPhone)),
    ...of('masked', said.ids.map(maskedEnd)),
    ...of('chat', said.chats.map(String)),
    ...of('name', said.names),
    ...of('said', said.words),
  ];
}

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const escaped = (text: string): string =>
  [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** What of the base64 of any text that holds `text` depends on `text` alone, for each of the three ways it can lie. */
function base64Cores(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((before) => {
    const coded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return coded.slice(Math.ceil((before * 8) / 6), whole);
  });
}

/** Form → the bytes in which `text` could stand somewhere. */
export function formsOf(text: string): Map<string, Buffer> {
  const utf16 = Buffer.from(text, 'utf16le');
  const forms: [string, string | Buffer][] = [
    ['plain', text],
    ['encoded for a URL', encodeURIComponent(text)],
    ['percent', percent(text)],
    ['PERCENT', percent(text).toUpperCase().replaceAll('%', '%')],
    ['escaped', escaped(text)],
    ['hex', Buffer.from(text).toString('hex')],
    ['HEX', Buffer.from(text).toString('hex').toUpperCase()],
    ['utf-16', utf16],
    ['UTF-16', Buffer.from(utf16).swap16()],
    ...base64Cores(text).map((core, i): [string, string] => [`base64 ${i}`, core]),
  ];
  return new Map(forms.map(([form, bytes]) => [form, Buffer.from(bytes as string)]));
}

const isHexDigit = (byte: number | undefined): boolean =>
  byte !== undefined && /[0-9a-f]/i.test(String.fromCharCode(byte));

/** Digits in the middle of a hash are chance, not a mark. */
function standsAlone(data: Buffer, at: number, length: number): boolean {
  return !(isHexDigit(data[at - 1]) && isHexDigit(data[at + length]));
}

function find(data: Buffer, bytes: Buffer, alone: boolean): number {
  for (let at = data.indexOf(bytes); at >= 0; at = data.indexOf(bytes, at + 1)) {
    if (!alone || standsAlone(data, at, bytes.length)) return at;
  }
  return -1;
}

const AROUND = 60;

/** Every mark in every form that stands in a capture, once for each place. `forms`: only these. */
export function grep(captures: Capture[], marks: Mark[], forms?: string[]): Finding[] {
  const wanted = marks.flatMap(({ kind, text }) =>
    [...formsOf(text)]
      .filter(([form]) => !forms || forms.includes(form))
      .map(([form, bytes]) => ({ kind, text, form, bytes, alone: form === 'plain' && /^[\da-f]+$/i.test(text) })),
  );
  const findings = new Map<string, Finding>();
  for (const { place, data } of captures) {
    for (const { kind, text, form, bytes, alone } of wanted) {
      const at = find(data, bytes, alone);
      const key = `${place} ${kind} ${text}`;
      if (at < 0 || findings.has(key)) continue;
      const around = data.subarray(Math.max(0, at - AROUND), at + bytes.length + AROUND).toString('latin1');
      findings.set(key, { place, kind, text, form, around: around.replace(/[^\x20-\x7e]+/g, '·') });
    }
  }
  return [...findings.values()];
}
