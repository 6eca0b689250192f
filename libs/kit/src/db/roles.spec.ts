import { describe, expect, it } from '@jest/globals';
import { ROLE_SUFFIXES, roleNames, roleStatements, schemaStatements } from './roles.ts';

const passwords = Object.fromEntries(roleNames('filing').map((role) => [role, `secret of ${role}`]));

describe('database roles', () => {
  it('names the login roles of a service, and the two of the vault', () => {
    expect(roleNames('filing')).toEqual(ROLE_SUFFIXES.map((suffix) => `filing_${suffix}`));
    expect(roleNames('vault')).toEqual(['vault_owner', 'vault_worker']);
  });

  it('lets no role bypass row security or rule over others', () => {
    const altered = roleStatements('filing', passwords).filter((sql) => sql.includes('PASSWORD'));
    expect(altered).toHaveLength(ROLE_SUFFIXES.length);
    for (const sql of altered) expect(sql).toMatch(/NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE/);
  });

  it('refuses to leave a role without a password', () => {
    expect(() => roleStatements('filing', { ...passwords, filing_audit: '' })).toThrow('filing_audit');
  });

  it('quotes passwords', () => {
    const sql = roleStatements('filing', { ...passwords, filing_api: "it's" }).join(';');
    expect(sql).toContain("'it''s'");
    expect(() => roleStatements('filing', { ...passwords, filing_api: 'a\\b' })).toThrow('backslash');
  });

  it('gives the schema to the owner and grants no table by default', () => {
    const sql = schemaStatements('filing').join(';\n');
    expect(sql).toContain('CREATE SCHEMA IF NOT EXISTS "filing" AUTHORIZATION "filing_owner"');
    expect(sql).not.toMatch(/DEFAULT PRIVILEGES|ON ALL TABLES/);
  });
});
