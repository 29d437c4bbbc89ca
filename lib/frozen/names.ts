import type { Context } from "#lib/check/context.ts";
import type { End, Question } from "#lib/check/question.ts";
import { onlyObject } from "#lib/cluster/documents/onlyobject.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { parseAddress } from "#lib/net/address.ts";
import { parseCidr } from "#lib/net/cidr.ts";
import type { Labels } from "#lib/policy/selector.ts";
import { isMap } from "#lib/source/map.ts";

/** What a name names: the first word of its pseudonym. */
export type Named = "cluster" | "region" | "namespace" | "workload" | "policy" | "service" | "node" | "account" | "host" | "image" | "file" | "label" | "object";

/** Every name of a cluster, with what it names; of several things the first. */
export type Names = ReadonlyMap<string, Named>;

/** All names in a context and in the question that is asked of it, whether or not an answer speaks of them. */
export function namesIn(context: Context, question: Question, ...others: readonly (readonly [string, Named])[]): Names {
  const found = new Map<string, Named>();
  const add = (named: Named, ...names: readonly (string | undefined)[]): void => {
    for (const name of names) if (name !== undefined && name !== "" && !found.has(name)) found.set(name, named);
  };
  const { facts } = context.snapshot;
  for (const fact of facts) if (fact.kind === "namespace") add("namespace", fact.name);
  for (const fact of facts) addFact(fact, add);
  for (const host of context.lookedUp.keys()) add("host", host);
  for (const end of [question.from, question.to]) addEnd(end, add);
  for (const [name, named] of others) add(named, name);
  for (const fact of facts) addTexts(fact, add);
  return found;
}

type Add = (named: Named, ...names: readonly (string | undefined)[]) => void;

function addFact(fact: Fact, add: Add): void {
  switch (fact.kind) {
    case "pod":
    case "workload":
      add("namespace", fact.namespace);
      add("workload", fact.name, fact.owner?.name);
      if (fact.kind === "pod") add("node", fact.node);
      add("image", ...fact.images);
      add("account", fact.serviceAccount);
      add("host", ...fact.calls.map(({ host }) => host).filter(isName));
      add("object", ...fact.configMaps.map(({ name }) => name));
      add("file", fact.place.file);
      return;
    case "ownership":
      add("namespace", fact.namespace);
      return add("workload", fact.childName, fact.owner.name);
    case "service":
      add("namespace", fact.namespace);
      add("service", fact.name);
      add("file", fact.place.file);
      return add("host", fact.externalName);
    case "endpointslice":
      add("namespace", fact.namespace);
      add("service", fact.service);
      return add("workload", ...fact.endpoints.map(({ pod }) => pod));
    case "service-account":
      add("namespace", fact.namespace);
      return add("account", fact.name);
    case "configmap":
      add("namespace", fact.namespace);
      add("object", fact.name);
      return add("host", ...fact.entries.flatMap(({ calls }) => calls.map(({ host }) => host)).filter(isName));
    case "node":
      return add("node", fact.name);
    case "policy":
    case "not-evaluated": {
      const ref = fact.kind === "policy" ? fact.reading.ref : fact.ref;
      add("namespace", ref.namespace);
      add("policy", ref.name);
      return add("file", fact.place.file);
    }
    case "other":
      add("namespace", fact.ref.namespace);
      return add("object", fact.ref.name);
    case "unreadable-policy":
      return add("file", fact.place.file);
    case "destination":
      if (fact.target.kind === "host") add("host", fact.target.host);
      return add("object", fact.provider);
    case "watched-check":
      return add("object", fact.name);
    case "cluster":
      add("cluster", fact.name);
      add("region", fact.region);
      add("namespace", ...fact.unreadable.flatMap(({ namespace, except = [] }) => [namespace, ...except]));
      return add("host", ...fact.resolved.map(({ host }) => host));
    case "namespace":
      return;
  }
}

/** Labels and what policies say come last: a label that repeats a name is that name. */
function addTexts(fact: Fact, add: Add): void {
  if ("labels" in fact) addLabels(fact.labels, add);
  if (fact.kind === "service") addLabels(fact.selector ?? new Map(), add);
  if (fact.kind === "policy" || fact.kind === "not-evaluated") for (const [word, named] of wordsIn(fact)) add(named, word);
}

/** A policy is parsed once, however many snapshots are made while it stands. */
const remembered = new WeakMap<Fact, Names>();

function wordsIn(fact: Fact & { readonly text: string }): Names {
  const known = remembered.get(fact);
  if (known) return known;
  const words = new Map<string, Named>();
  addSpec(onlyObject(fact.text), (named, ...names) => {
    for (const name of names) if (name !== undefined && !words.has(name)) words.set(name, named);
  });
  remembered.set(fact, words);
  return words;
}

function addLabels(labels: Labels, add: Add): void {
  for (const [key, value] of labels) {
    if (!STANDARD_VALUE.test(value)) add("label", value);
    addKey(key, add);
  }
}

const STANDARD_VALUE = /^(?:true|false|\d*)$/;

const addKey = (key: string, add: Add): void => {
  if (isOwnKey(key)) add("label", bareKey(key));
};

/** Cilium writes where a label comes from before it: `k8s:app`. */
export const bareKey = (key: string): string => key.replace(/^(?:any|k8s|reserved)[:.]/, "");

/** A key of labels that people chose, and not Kubernetes, an engine or everybody. */
export function isOwnKey(key: string): boolean {
  const bare = bareKey(key);
  return !STANDARD_KEYS.has(bare) && !/^io\.(?:kubernetes|cilium)\.|(?:^|\.)(?:kubernetes\.io|k8s\.io|cilium\.io|projectcalico\.org)\//.test(bare);
}

const STANDARD_KEYS: ReadonlySet<string> = new Set(["app", "name", "component", "tier", "version", "k8s-app", "release", "pod-template-hash", "controller-revision-hash"]);

/** Every text in a policy that the API does not give: names of hosts, sets, labels. */
function addSpec(value: unknown, add: Add, key = "", labels = false): void {
  if (Array.isArray(value)) for (const part of value) addSpec(part, add, key, labels);
  else if (isMap(value)) {
    for (const [name, part] of Object.entries(value)) {
      if (labels) addKey(name, add);
      addSpec(part, add, name, labels || LABEL_MAPS.has(name));
    }
  } else if (typeof value === "string" && key === "key" && !labels) addKey(value, add);
  else if (typeof value === "string" && (labels || !API_KEYS.has(key))) for (const word of wordsOf(value)) add(HOST_KEYS.has(key) ? "host" : key === "namespace" ? "namespace" : "label", word);
}

/** A selector in Calico's language holds keys, and texts in quotes. */
function wordsOf(text: string): readonly string[] {
  const words = /[\s'"=(){}]/.test(text) ? [...text.matchAll(/'([^']*)'|"([^"]*)"|([\w./-]+)/g)].flatMap(([, single, double, bare]) => single ?? double ?? (bare !== undefined && isOwnKey(bare) && !SELECTOR_WORDS.has(bare) ? [bare] : [])) : [text];
  return words.map((word) => word.replace(/^\*+\.|\.$/g, "")).filter((word) => word !== "" && isName(word) && !STANDARD_VALUE.test(word) && /[a-z]/.test(word));
}

const SELECTOR_WORDS: ReadonlySet<string> = new Set(["all", "global", "has", "in", "not", "contains", "starts", "ends", "with"]);

/** Whose values the API gives. */
export const API_KEYS: ReadonlySet<string> = new Set(["apiVersion", "kind", "protocol", "operator", "action", "type", "types", "policyTypes", "addressType", "phase", "dnsPolicy", "externalTrafficPolicy", "internalTrafficPolicy", "restartPolicy", "engine", "version", "capturedAt", "at", "toEntities", "fromEntities", "group", "mode", "family", "clusterIP", "port", "targetPort"]);

/** Whose keys are those of labels. */
export const LABEL_MAPS: ReadonlySet<string> = new Set(["labels", "matchLabels", "nodeSelector"]);

const HOST_KEYS: ReadonlySet<string> = new Set(["matchName", "matchPattern", "domains", "domainNames", "host", "hosts", "externalName", "serverNames"]);

const isName = (text: string): boolean => parseAddress(text) === undefined && parseCidr(text) === undefined;

function addEnd(end: End, add: Add): void {
  switch (end.kind) {
    case "named":
    case "workload":
      add("namespace", end.namespace);
      return add("workload", end.name);
    case "service":
      add("namespace", end.namespace);
      return add("service", end.name);
    case "host":
      return add("host", end.host);
    case "node":
      return add("node", end.name);
    case "address":
    case "cidr":
    case "internet":
      return;
  }
}
