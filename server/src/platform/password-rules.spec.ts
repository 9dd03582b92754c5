import { COMMON_PASSWORDS } from './common-passwords.js';
import { passwordProblem } from './password-rules.js';

const OWNER = { email: 'maria.gonzalez@banco.com', name: 'María González' };
const problem = (password: string): string | null => passwordProblem(password, OWNER);

describe('the rules of passwords', () => {
  it('CONTRACT: ten characters at least and 128 at most, whatever they are', () => {
    expect(problem('luz de ta')).toMatch(/al menos 10/);
    expect(problem('luz de tar')).toBeNull();
    expect(problem('🌧️☂️🌱☀️🌊⛰️🍞')).toBeNull();
    expect(problem('una frase '.repeat(12) + 'acabaaqí')).toBeNull();
    expect(problem('una frase '.repeat(12) + 'acaba aquí')).toMatch(/como máximo 128/);
  });

  it.each([
    'maria.gonzalez@banco.com',
    'MARIA.GONZALEZ',
    'maria.gonzalez1',
    'María González',
    'gonzalezmaria maria gonzalez'.slice(14),
    'mariagonzalez2026',
    '!!mariagonzalez',
  ])('CONTRACT: %s is her e-mail or her name', (password) => {
    expect(problem(password)).toMatch(/correo ni tu nombre/);
  });

  it.each([
    'contraseña1',
    'Contraseña!',
    'Password123!',
    'bienvenido2026',
    '2026bienvenido',
    'Administrador1',
    '1234567890',
    '0987654321',
    '12345678901234567890',
    'aaaaaaaaaaaa',
    'abababababab',
    'holaholahola',
    'qwertyuiop',
    'Qwertyuiop12',
    '1q2w3e4r5t',
    'ticketero2026',
    'colocolo1991',
    'teamomucho',
  ])('CONTRACT: %s is among the first that anybody guesses', (password) => {
    expect(problem(password)).toMatch(/más usadas/);
  });

  it.each([
    'tres tristes tigres',
    'xK9vbn2qLw',
    'el perro de maria ladra',
    'ventana azul 7',
    'bancoscontraelsol lunar',
  ])('CONTRACT: %s is taken: no rules about digits and signs', (password) => {
    expect(problem(password)).toBeNull();
  });

  it('CONTRACT: every word of the list is found, as it is and with a year behind it', () => {
    for (const word of COMMON_PASSWORDS) {
      if (word.length < 6) continue;
      expect([word, problem(`${word}2026`)]).toEqual([word, expect.any(String)]);
    }
    expect(COMMON_PASSWORDS.size).toBeGreaterThan(200);
  });
});
