import { QUEUES } from '../demo.mjs';

/** @typedef {'totem_ticket_creado' | 'totem_proximo_turno' | 'totem_es_tu_turno'} Template */

/** @type {readonly Template[]} */
export const TEMPLATES = ['totem_ticket_creado', 'totem_proximo_turno', 'totem_es_tu_turno'];

/** How the three messages of a ticket begin (RULES.md R9), and where they say whose they are. */
const READERS = /** @type {const} */ ([
  ['totem_ticket_creado', /^✅ <b>Ticket Creado<\/b>\n\nTu número de turno: <b>(\w+)<\/b>/],
  ['totem_proximo_turno', /^⏰ <b>¡Pronto será tu turno!<\/b>\n\nTurno: <b>(\w+)<\/b>/],
  ['totem_es_tu_turno', /^🔔 <b>¡ES TU TURNO (\w+)!<\/b>/],
]);
const NUMERO = new RegExp(`\\b[${QUEUES.map(({ prefix }) => prefix).join('')}]\\d{2,}\\b`, 'g');

/**
 * Which of a ticket's three messages this is.
 * @param {unknown} html
 * @returns {{ template: Template, numero: string } | null} null: something else that the bot says
 */
export function readMessage(html) {
  for (const [template, opening] of READERS) {
    const numero = opening.exec(String(html))?.[1];
    if (numero !== undefined) return { template, numero };
  }
  return null;
}

/**
 * The numbers that a text of the bot names, whatever it says of them.
 * @param {string} text
 * @returns {string[]}
 */
export const numerosIn = (text) => [...new Set(text.match(NUMERO) ?? [])];

/**
 * Whether it says how a turn is going.
 * @param {unknown} html
 * @param {string} numero
 */
export const tellsState = (html, numero) => String(html).startsWith(`<b>${numero}</b> · `);

/**
 * @param {string} metrics in Prometheus' text format
 * @returns {Record<string, number>} how many messages came to which outcome
 */
export function messagesByOutcome(metrics) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const line of metrics.split('\n')) {
    const [, outcome, value] = /^ticketero_messages_total\{.*outcome="(\w+)".*\} (\d+)$/.exec(line) ?? [];
    if (outcome !== undefined) counts[outcome] = (counts[outcome] ?? 0) + Number(value);
  }
  return counts;
}
