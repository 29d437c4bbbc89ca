import type { AddressList, Reading } from "#lib/policy/dialect.ts";
import { standingOf } from "#lib/policy/standing.ts";
import type { Opened } from "./api.ts";
import { DOMAIN_NAMES, readDomains } from "./domains.ts";
import { domainsOf } from "./lists.ts";
import { readSetNets } from "./nets.ts";
import { checkOwnMetadata } from "./names.ts";
import { labelsOf } from "./storedlabels.ts";

/** A NetworkSet or a GlobalNetworkSet: rules select it by its labels. */
export function readNetworkSet(opened: Opened): Reading {
  const { root, ref, problems } = opened;
  root.struct("apiVersion", "kind", "metadata", "spec", "status");
  checkOwnMetadata(opened);
  const labels = labelsOf(opened);
  const spec = root.at("spec");
  spec.struct("nets", "allowedEgressDomains");
  const blocks = readSetNets(spec.at("nets")).map(({ cidr }) => ({ cidr, except: [] }));
  const names = readDomains(spec.at("allowedEgressDomains"), "rejects the set, or drops the field");
  if (standingOf(problems.found) === "rejected") return { kind: "rejected", ref, touches: [], problems: problems.found };
  const nets: AddressList = { kind: "address-list", ref, labels, blocks, names: [] };
  const domains: AddressList = { ...nets, ref: { ...ref, kind: domainsOf(ref.kind) }, blocks: [], names, feature: DOMAIN_NAMES };
  return { kind: "support", ref, supports: names.length > 0 ? [nets, domains] : [nets], problems: problems.found };
}
