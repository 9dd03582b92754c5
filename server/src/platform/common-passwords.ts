/**
 * Words that most guesses begin with, folded (lower case, letters and digits only), in the languages of our branches. A
 * password is common when it is one of them with up to four characters before or after it: `Bienvenido2026!` is.
 */
const WORDS = `
  password passw0rd pass contrasena clave claves secreta secreto miclave miclavesegura contrasenasegura micontrasena
  clavesegura claveclave passwordpassword letmein welcome welcome1 bienvenido bienvenidos bienvenida hola holahola
  holamundo admin administrador administracion administrator root superusuario usuario usuarios invitado guest temporal
  provisional cambiame changeme default inicial prueba pruebas test testing testtest demo ejemplo nueva nuevaclave
  qwerty qwertyuiop qwerty123 qwertyui qazwsx qazwsxedc 1qaz2wsx 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y zaq12wsx zxcvbnm
  asdfgh asdfghjkl asdfasdf abc123 abcd1234 a1b2c3d4 abcdef abcdefgh abcdefghij abcdefghijk aa123456
  iloveyou teamo teamomucho tequiero tequieromucho teamoamor amor amorcito miamor bebe corazon princesa princess
  sunshine dragon monkey football futbol futbolista baseball superman batman starwars master shadow michael jordan
  trustno1 whatever ninja mustang access flower hottie loveme lovely passion freedom computer internet secret
  banco bancos bancario banca sucursal caja cajas cajero cajera tesoreria oficina trabajo empresa empresas gerencia
  gerente ejecutivo ticket tickets ticketero turno turnos fila filas kiosko kiosco totem pantalla
  chile santiago valparaiso concepcion colocolo universidad catolica lachile vivachile argentina mexico colombia peru
  lima bogota espana barcelona madrid realmadrid america boca bocajuniors river riverplate
  enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
  lunes martes miercoles jueves viernes sabado domingo verano otono invierno primavera summer winter autumn spring
  january february march april june july august september october november december
  alejandro alejandra andrea antonio camila carlos carolina catalina claudia cristian cristina daniel daniela diego
  eduardo fernanda fernando francisco francisca gabriel gabriela gonzalo ignacio isabel javier javiera jorge josefa
  juanito jesus jesucristo cristo dios diosesamor mariajose maria luis manuel marcela martin matias miguel monica
  natalia nicolas pablo patricia paulina pedro ricardo roberto rodrigo sebastian sofia valentina valeria vanessa
  veronica victoria
  mickey snoopy pokemon pikachu naruto minecraft fortnite spiderman estrella estrellita mariposa gatito perrito
  chocolate caramelo angel angelito carino alegria esperanza libertad familia mifamilia hermosa hermoso
  google facebook instagram whatsapp samsung android windows microsoft linux oracle postgres
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));

/** Neighbours on a keyboard and in the alphabet: a password made of a run of them is guessed first. */
export const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
];
