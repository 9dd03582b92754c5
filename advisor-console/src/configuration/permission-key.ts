/** The name of a permission in the catalogue: a colon in a key would name another one. */
export const permissionKey = (permission: string): string => permission.replace(':', '_');
