type Fields = Record<string, string | number | null | undefined>;

/** The fields that say something, as a query. */
export function search(fields: Fields): string {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined && value !== '') out.set(name, String(value));
  }
  return out.toString();
}

/** The address of a view of the audit log. */
export function auditLink(fields: Fields): string {
  const text = search(fields);
  return text === '' ? '#/audit' : `#/audit?${text}`;
}
