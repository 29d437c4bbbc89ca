import type { Feature, Reading, ServedResource } from "#lib/policy/dialect.ts";
import { GROUPS, type Opened } from "./api.ts";
import { DOMAIN_NAMES } from "./domains.ts";

/** Only the paid editions have a license, and only they write the version of the other edition too. */
export function readEdition({ root, ref, problems }: Opened): Reading {
  const spec = root.at("spec");
  const isEnterprise = ref.kind === "LicenseKey" || isText(spec.at("cnxVersion").value);
  const told = isEnterprise || isText(spec.at("calicoVersion").value);
  const supports: readonly Feature[] = told ? [{ kind: "feature", feature: DOMAIN_NAMES, installed: isEnterprise }] : [];
  return { kind: "support", ref, supports, problems: problems.found };
}

/** An installation that has licenses is of a paid edition, whether or not they may be read. */
export const editionServed = (served: readonly ServedResource[]): readonly Feature[] =>
  served.some(({ group, resource }) => resource === "licensekeys" && GROUPS.includes(group)) ? [{ kind: "feature", feature: DOMAIN_NAMES, installed: true }] : [];

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
