import { keyLock, takeOut } from '../platform/pii-crypto.js';
import { fail, rowsOf, warn, type Check, type Finding } from './check.js';

interface Slot {
  id: number;
  status: string;
  kek: Buffer;
  hash: Buffer | null;
}

const SLOTS = `
  select k.id, k.status, s.kek, s.hash_key as hash from pii_key k join pii_key_slot s on s.key_id = k.id order by k.id`;

/** R13: whether PII_KEY opens what is there. Read only: a server's start may give a new key its place. */
export const keys: Check = {
  name: 'keys',
  async examine(patient) {
    const { config } = patient;
    if (typeof config === 'string') return { looked: 'not looked at: the configuration is wrong', findings: [] };
    const slots = await rowsOf<Slot>(patient, SLOTS);
    if (slots.length === 0) return { looked: 'nothing is sealed yet', findings: [] };
    const opens = (piiKey: Buffer, { id, kek, hash }: Slot): boolean => {
      const lock = keyLock(piiKey);
      if (!hash || !kek.equals(lock.fingerprint)) return false;
      try {
        return takeOut(lock, id, 'hash', hash).length > 0;
      } catch {
        return false;
      }
    };
    const ids = [...new Set(slots.map(({ id }) => id))];
    const openedBy = (piiKeys: Buffer[], id: number): boolean =>
      slots.some((slot) => slot.id === id && piiKeys.some((key) => opens(key, slot)));
    const { piiKey, piiKeysPrevious } = config;
    const findings: Finding[] = [];
    if (!ids.every((id) => openedBy([piiKey, ...piiKeysPrevious], id))) {
      findings.push(
        fail(
          'PII_KEY does not open the ids and phones',
          'set the key that this database was made under (a backup’s too)',
        ),
      );
    } else if (!ids.every((id) => openedBy([piiKey], id))) {
      findings.push(warn('PII_KEY is being changed', 'npm run pii:rotate, when every server has the new one'));
    } else if (piiKeysPrevious.length > 0 && slots.every(({ status }) => status !== 'RETIRING')) {
      findings.push(warn('PII_KEY_PREVIOUS opens nothing any more', 'unset it'));
    }
    return { looked: 'PII_KEY opens the ids and phones', findings };
  },
};
