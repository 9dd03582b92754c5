import { openSchema, type Schema } from '../support/database.js';

/** Unique indexes of a table that has a branch, and do not hold it. */
const WITHOUT = `
  select t.relname as table, i.relname as key
  from pg_index x
  join pg_class i on i.oid = x.indexrelid
  join pg_class t on t.oid = x.indrelid and t.relnamespace = 'public'::regnamespace and not t.relispartition
  where x.indisunique
    and not exists (select from pg_attribute a
      where a.attrelid = t.oid and a.attnum = any(x.indkey) and a.attname = 'branch_id')
    and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'branch_id' and not a.attisdropped)
  order by 1, 2`;
/** Tables of the bank as a whole. */
const NO_BRANCH = `
  select t.relname as table from pg_class t
  where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
    and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'branch_id' and not a.attisdropped)
  order by 1`;
/** Foreign keys that do not hold the branch. */
const ACROSS = `
  select c.conrelid::regclass::text as table, c.confrelid::regclass::text as other
  from pg_constraint c
  where c.contype = 'f' and c.connamespace = 'public'::regnamespace
    and not (select relispartition from pg_class where oid = c.conrelid)
    and c.confrelid <> 'branch'::regclass
    and not exists (select from pg_attribute a
      where a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname = 'branch_id')
  order by 1, 2`;

const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/);

// docs/scale.md says of each what would become of it.
describe('what would stand in the way of spreading the tables by branch', () => {
  let schema: Schema;
  beforeAll(async () => {
    schema = await openSchema();
  });
  afterAll(() => schema.close());
  const found = async (sql: string): Promise<string[]> =>
    (await schema.client.query<Record<string, string>>(sql)).rows.map((row) => Object.values(row).join(' '));

  it('SCALE: unique without the branch', async () => {
    expect(await found(WITHOUT)).toEqual(
      lines(`
      advisor advisor_email
      advisor advisor_pkey
      advisor advisor_user
      alert alert_pkey
      app_user app_user_email_key
      app_user app_user_pkey
      audit_log audit_log_pkey
      device device_pkey
      device device_token_hash_key
      mensaje mensaje_ticket_id_plantilla_business_date_key
      slip slip_pkey
      ticket ticket_codigo_referencia_business_date_key
      ticket ticket_one_active_per_person
      ticket ticket_one_per_advisor
    `),
    );
  });

  it('SCALE: tables without a branch', async () => {
    expect(await found(NO_BRANCH)).toEqual(
      lines(`
      alert_notice
      branch
      job_lease
      known_address
      pairing_code
      pii_key
      pii_key_slot
      refresh_token
      role
      schema_migration
      setup_token
      sign_in_failure
      staff_chat
      staff_chat_code
      telegram_link
    `),
    );
  });

  it('SCALE: foreign keys that cross', async () => {
    expect(await found(ACROSS)).toEqual(
      lines(`
      advisor app_user
      advisor_day advisor
      alert advisor
      alert device
      alert_notice alert
      alert_notice app_user
      app_user role
      pairing_code device
      pii_key_slot pii_key
      refresh_token app_user
      slip device
      staff_chat app_user
      staff_chat_code app_user
      ticket advisor
    `),
    );
  });
});
