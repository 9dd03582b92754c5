import { DEMO_ADVISORS, demoEmail } from './demo/index.js';
import type { FirstAdminStart } from './identity/index.js';
import type { Config } from './platform/config.js';

/** What a person who typed `npm start` reads: where to click, and how to sign in. The last line says `ready on`. */
export function welcome(config: Config, address: string, firstAdmin: FirstAdminStart): string {
  const url = address.replace(/\/\/(0\.0\.0\.0|\[::1?\]|127\.0\.0\.1)/, '//localhost');
  const demo = config.seedDemo ? '?demo' : '';
  const lines = [
    '',
    `  Ticketero       ${url}/`,
    `  Tótem           ${url}/kiosk/${demo}`,
    `  Pantalla        ${url}/display/${demo}`,
    `  Consola         ${url}/console/`,
    `  API             ${url}/api/docs`,
    '',
  ];
  lines.push(...firstSignIn(firstAdmin, config.publicUrl ?? url));
  if (config.seedDemo) {
    const password = config.demoPassword === 'ticketero' ? 'ticketero' : '(DEMO_PASSWORD)';
    lines.push(
      `  Demo, contraseña ${password}:`,
      ...DEMO_ADVISORS.map(({ user, moduleNumber }) => `    ${demoEmail(user).padEnd(30)} módulo ${moduleNumber}`),
      `    ${demoEmail('supervisor')}, ${demoEmail('admin')}`,
      '',
    );
    if (config.production) {
      lines.push('  ATENCIÓN: SEED_DEMO en producción. La página de inicio muestra la contraseña de todos.', '');
    }
  }
  if (!config.telegram) lines.push('  Telegram está apagado: falta TELEGRAM_BOT_TOKEN.', '');
  return `${lines.join('\n')}\nready on ${address}\n`;
}

/** The link is a secret, after the #: a browser sends it to nobody, and the page sends it in a body. */
function firstSignIn(start: FirstAdminStart, url: string): string[] {
  if (start.kind === 'there') return [];
  if (start.kind === 'made')
    return [`  Administración: ${start.email}, con ADMIN_PASSWORD; debe cambiarla al entrar.`, ''];
  return [
    '  Todavía no hay usuarios. Este enlace crea al primer administrador, una vez y durante 60 minutos:',
    `  ${url}/console/#/setup/${start.token}`,
    '',
  ];
}
