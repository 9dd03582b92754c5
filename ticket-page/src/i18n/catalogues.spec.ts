import en from './en.json';
import es from './es.json';

/** The names of all texts; the forms of a plural count as one text, since languages have different forms. */
function names(catalogue: object, path = ''): string[] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) => {
    const name = path + key.replace(/_(zero|one|two|few|many|other)$/, '');
    return typeof value === 'object' && value !== null ? names(value, `${name}.`) : [name];
  });
}

const values = (catalogue: object): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[key, value] as [string, string]]
      : values(value as object).map(([inner, text]): [string, string] => [`${key}.${inner}`, text]),
  );

const holes = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();

describe('the catalogues', () => {
  it('hold the same texts in both languages', () => {
    expect([...new Set(names(en))].sort()).toEqual([...new Set(names(es))].sort());
  });

  it('have no empty text', () => {
    for (const [name, text] of [...values(es), ...values(en)]) expect([name, text.trim()]).not.toEqual([name, '']);
  });

  it('fill the same holes in both languages', () => {
    const english = new Map(values(en));
    for (const [name, text] of values(es)) {
      const other = english.get(name);
      if (other !== undefined) expect([name, holes(other)]).toEqual([name, holes(text)]);
    }
  });
});
