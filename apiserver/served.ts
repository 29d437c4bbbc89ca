import { BUILT_IN, INSTALLABLE, type Kind, qualified } from "./kinds.ts";
import { groupVersion } from "./object.ts";

/** The kinds that are served now. */
export class ServedKinds {
  readonly #byName = new Map(BUILT_IN.map((kind) => [qualified(kind), kind]));

  all(): readonly Kind[] {
    return [...this.#byName.values()];
  }

  /** @param name `pods`, `networkpolicies.networking.k8s.io` */
  named(name: string): Kind | undefined {
    return this.#byName.get(name);
  }

  at(group: string, version: string, resource: string): Kind | undefined {
    const kind = this.named(qualified({ group, resource }));
    return kind?.versions.includes(version) ? kind : undefined;
  }

  ofType({ apiVersion, kind: name }: { readonly apiVersion: string; readonly kind: string }): Kind | undefined {
    const { group, version } = groupVersion(apiVersion);
    return this.all().find((candidate) => candidate.group === group && candidate.kind === name && candidate.versions.includes(version));
  }

  /** @throws where nothing of that kind is served */
  ofObject(object: { readonly apiVersion: string; readonly kind: string }): Kind {
    const kind = this.ofType(object);
    if (kind === undefined) throw new Error(`\`${object.apiVersion}\` \`${object.kind}\` is not served: install its group first`);
    return kind;
  }

  /** Serves a kind, or serves it in other versions from now on. */
  set(kind: Kind): void {
    this.#byName.set(qualified(kind), kind);
  }

  delete(kind: Kind): void {
    this.#byName.delete(qualified(kind));
  }
}

/**
 * Kinds that can be installed.
 *
 * @param what a group (`cilium.io`), a group and version (`policy.networking.k8s.io/v1alpha2`) or a resource (`tiers.crd.antrea.io`)
 * @throws where the table has none such
 */
export function installable(what: string): readonly Kind[] {
  const kinds = INSTALLABLE.filter((kind) => kind.group === what || qualified(kind) === what || kind.versions.some((version) => `${kind.group}/${version}` === what));
  if (kinds.length === 0) throw new Error(`\`${what}\` is not in the table of kinds`);
  return kinds;
}
