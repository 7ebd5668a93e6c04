import { Injectable } from '@nestjs/common';
import { CORE_ROLES, RoleDefinitionSchema, type RoleDefinition } from '@shuping/permissions';

/** Roles of core and enabled plugins; plugins add theirs at start. */
@Injectable()
export class RoleCatalogue {
  private all: readonly RoleDefinition[] = CORE_ROLES;

  /** Adds a plugin's roles under its id, whatever the data claims; throws on malformed role data, which stops the start. */
  add(plugin: string, roles: readonly RoleDefinition[]): void {
    this.all = [...this.all, ...roles.map((role) => ({ ...RoleDefinitionSchema.parse({ ...role, plugin }), plugin }) as RoleDefinition)];
  }

  roles(): readonly RoleDefinition[] {
    return this.all;
  }

  /** Role of a grant; `role` may carry `:qualifier`. */
  find(role: string, plugin: string): RoleDefinition | undefined {
    const [base, ...rest] = role.split(':');
    const found = this.all.find((one) => one.id === base && (one.plugin ?? '') === plugin);
    return found && (rest.join(':') !== '') === (found.qualifier !== undefined) ? found : undefined;
  }
}
