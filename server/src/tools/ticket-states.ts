import { TICKET_COMMANDS, TICKET_STATUSES, TRANSITIONS } from '@ticketero/core';

/** docs/ticket-states.md from the table of R4: the diagram can not say anything else than the code. */
export function ticketStates(): string {
  const arrows: string[] = [];
  const rows: string[] = [];
  for (const command of TICKET_COMMANDS) {
    for (const [from, transition] of Object.entries(TRANSITIONS[command])) {
      const condition = transition.notStarted ? ' (antes de iniciar)' : '';
      arrows.push(`  ${from === 'NONE' ? '[*]' : from} --> ${transition.to}: ${command}`);
      rows.push(`| ${command} | ${from === 'NONE' ? '–' : from} | ${transition.to}${condition} |`);
    }
  }
  const final = TICKET_STATUSES.slice(3).map((status) => `  ${status} --> [*]`);
  return `# The life of a ticket

Generated from \`server/core/src/ticket/ticket-machine.ts\` by \`npm run generate\`. Any other pair is refused with 409
\`TRANSICION_INVALIDA\` (R4). \`closeDay\` on an ATENDIENDO ticket that was not started gives NO_ATENDIDO.

\`\`\`mermaid
stateDiagram-v2
${[...arrows, ...final].join('\n')}
\`\`\`

| command | from | to |
| --- | --- | --- |
${rows.join('\n')}
`;
}
